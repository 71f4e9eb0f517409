"""Known threads, rendered as captures: what a reader must give back is known beforehand."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NAMES = [
    *("Silver Bug", "rikiki", "Max UK", "Paveway IV", "The", "Anonymous", "James", "O'Neil"),
    *("May", "Sun", "Tom", "Tom Jones", "Jones", "2 Cents", "no-name.42", "J. R.", "x"),
    *("\u05d3\u05d5\u05d3", "a_b"),
    *("\u0639\u0644\u064a \u062d\u0633\u0646", "\u0421\u0435\u0440\u0433\u0435\u0439", "by"),
    *("Lore ipsum", "M\u00fcller"),
]  # fmt: skip
GONE = ["WTFRLY", "Moustache", "Nobody Here", "Old 7"]
WORDS = [
    "road",
    "north",
    "winter",
    "bread",
    "paper",
    "river",
    "house",
    "market",
    "quiet",
    "letter",
    "summer",
    "bridge",
    "answer",
    "weather",
    "engine",
    "garden",
    "window",
    "Berlin",
    "Tuesday",
    "2016",
    "seven",
    "don’t",
    "(maybe)",
    "café",
    "дом",
]
VOTES = ["Vote up!", "0", "Vote down!", "-1"]
LOG_IN = "Log in or register to post comments"


@dataclass
class Known:
    """A comment as it was; `parent` is another's number, a lost person's name, or None."""

    name: str
    guest: bool
    created: datetime
    text: str
    parent: int | str | None
    header: bool = True


@dataclass
class Page:
    """A page as it was, and how the capture shows it."""

    title: str
    writer: str
    article: str
    comments: list[Known] = field(default_factory=list)


def sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(3, 14))]
    return " ".join(words).capitalize() + rng.choice([".", ".", "!", "?"])


def paragraphs(rng: random.Random, most: int) -> str:
    parts = [sentence(rng) for _ in range(rng.randint(1, most))]
    if rng.random() < 0.15:
        parts.append(f"I saw {rng.choice(NAMES)}'s picture in the paper.")
    if rng.random() < 0.1:
        parts.append(f"On the wall hung\n{rng.choice(NAMES)}'s picture\nand nothing else.")
    if rng.random() < 0.1:
        parts.append("\u00abQuoted\u00bb,\u00a0with\ta tab  and two spaces.")
    rng.shuffle(parts)
    return rng.choice(["\n\n", "\n\n", "\n\n\n", "\n"]).join(parts)


def page(rng: random.Random, most: int = 25) -> Page:
    """A random page; its comments in the order of a threaded display."""
    made = Page(
        f"{sentence(rng)[:-1]}: {sentence(rng)[:-1]} {rng.randint(1, 10**6)}",
        rng.choice(["Mary Duke", "Tyler", "The Desk"]),
        paragraphs(rng, 6),
    )
    children: dict[int, list[int]] = {}
    flat: list[Known] = []
    start = datetime(2016, 2, 4, 12, 10, tzinfo=UTC)
    for number in range(rng.randint(1, most)):
        parent: int | str | None = rng.randrange(number) if number and rng.random() < 0.6 else None
        if parent is None and rng.random() < 0.2:
            parent = rng.choice(GONE)
        name, created = rng.choice(NAMES), start + timedelta(minutes=7 * number)
        flat.append(Known(name, rng.random() < 0.3, created, paragraphs(rng, 4), parent))
        children.setdefault(parent if isinstance(parent, int) else -1, []).append(number)
    order = list(_threaded(children))
    place = {number: at for at, number in enumerate(order)}
    for number in order:
        known = flat[number]
        known.parent = place[known.parent] if isinstance(known.parent, int) else known.parent
        made.comments.append(known)
    return made


def _threaded(children: dict[int, list[int]], at: int = -1) -> Iterator[int]:
    for number in children.get(at, []):
        yield number
        yield from _threaded(children, number)


def drupal(rng: random.Random, made: Page) -> str:
    """Style (a): a picture line before the article and before every comment."""
    apostrophe = rng.choice(["'", "'", "\u2019"])
    after = rng.choice(["\n\n", "\n\n", "\n"])
    missing = rng.choice([0.0, 0.5, 1.0])
    frame = rng.choice(["", LOG_IN, "\n".join([LOG_IN, *VOTES]), "\n\n".join(VOTES)])
    out = [made.title, f"{made.writer}{apostrophe}s picture", made.article]
    out.append(
        "Comment viewing options\nSelect your preferred way to display the comments and click "
        '"Save settings" to activate your changes.'
    )
    for known in made.comments:
        known.header = known.guest or rng.random() >= missing
        possessive = "" if known.name.endswith("s") and rng.random() < 0.5 else "s"
        block = [f"{known.name}{apostrophe}{possessive} picture"]
        if known.header:
            block.append(_header(made, known))
        out.append(after.join([*block, known.text, *([frame] if frame else [])]))
    if rng.random() < 0.3:
        out.append(
            "1 2 3 next \u203a last \u00bb\n\nPrinter-friendly version\n\nHome | News | Contact"
        )
        out.append("\u00a9 2009-2016 Example Ltd, all rights reserved")
    return dressed(rng, "\n\n".join(out))


def _header(made: Page, known: Known) -> str:
    mark = " (not verified)" if known.guest else ""
    parent = known.parent
    answered = made.comments[parent].name if isinstance(parent, int) else parent or ""
    space = " " if answered else ""
    clock = f"{known.created:%I:%M %p}".lstrip("0")
    date = f"{known.created:%b} {known.created.day}, {known.created.year} {clock}"
    return f"{known.name}{mark}{space}{answered} {date}"


def wordpress(rng: random.Random, made: Page) -> str:
    """Style (b): comments without any border."""
    out = [made.title + " (source)", "Leave a Reply --Link to Moderation Policy--"]
    out.append("Only Logged in users can comment.")
    out.append("New Commentators Register here to comment.")
    out.extend(known.text for known in made.comments)
    return dressed(rng, "\n\n".join(out))


def headed(rng: random.Random, made: Page) -> str:
    """No pictures; one form of header line above every comment."""
    form = rng.choice(FORMS)
    out = [made.title, made.article, f"{len(made.comments)} Comments"]
    for known in made.comments:
        date = f"{known.created:%B} {known.created.day}, {known.created.year}"
        line = form.format(
            name=known.name,
            long=f"{date} at {known.created:%I:%M %p}",
            short=f"{known.created:%a, %m/%d/%Y - %H:%M}",
            iso=f"{known.created:%Y-%m-%d %H:%M}",
        )
        out.append(f"{line}\n\n{known.text}")
    return dressed(rng, "\n\n".join([*out, "Leave a Reply", LOG_IN]))


FORMS: Sequence[str] = (
    "{name} says:\n{long}",
    "{name} on {long} said:",
    "{name} on {long}",
    "Submitted by {name} on {short}.",
    "On {long} {name} said:",
    "{name} | {iso}",
    "{name} (not verified) - {long}",
    "{short} | 71234 {name}",
    "By {name} @ {short}",
)


def dressed(rng: random.Random, text: str) -> str:
    """With the line ends and first bytes that files come with."""
    if rng.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if rng.random() < 0.2 else text
