"""A known discussion, and the frame of a page around it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
ADDRESS = "https://paper.example/2016/02/river"
TITLE = "The river comes back"
ARTICLE = "<p>The mill weir is open again.</p><p>Fish were counted on Monday.</p>"


@dataclass(frozen=True)
class Said:
    """A comment as it should come out."""

    key: str
    parent: str
    name: str
    created: datetime
    text: str
    title: str = ""
    account: bool = False
    website: str = ""


Theme = Callable[[list[Said]], str]
NAMES = [
    "Ann Lee",
    "rikiki",
    "J. R.",
    "Łukasz Żak",
    "Анна",
    "O'Neil",
    "kim (Oslo)",
    "By the Way",
    "山田",
]
TEXTS = [
    "<p>I was there &amp; saw it.</p>",
    "<p>First line.</p>\n<p>Second line, submitted by nobody on 12/12/2012.</p>",
    '<p>See <a href="https://other.example/a?b=1&amp;c=2">this</a>.</p>',
    "<p>Short.</p>",
    "<blockquote><p>quoted 4 Feb 2015</p></blockquote>\n<p>No.</p>",
    "<p>2 &lt; 3, says the teacher: reply with a picture</p>",
    "<p>Да, <em>конечно</em>! 😀</p>",
    "<ul><li>one</li><li>two</li></ul>",
]


def talk(seed: int, count: int = 12) -> list[Said]:
    """Comments in the order of a threaded page."""
    rng = random.Random(seed)
    parents = [
        "" if i == 0 or rng.random() < 0.35 else str(100 + rng.randrange(i)) for i in range(count)
    ]
    made = {}
    for i in range(count):
        account = rng.random() < 0.4
        made[str(100 + i)] = Said(
            key=str(100 + i),
            parent=parents[i],
            name=rng.choice(NAMES),
            created=datetime(2016, 2, 4, 12, 10, tzinfo=ZONE) + timedelta(minutes=37 * i * i),
            text=f"{rng.choice(TEXTS)}\n<p>Number {i} of {seed}.</p>",
            title=f"On point {i}",
            account=account,
            website="" if account or rng.random() < 0.5 else f"https://site{i}.example/",
        )
    ordered: list[Said] = []
    stack = [key for key in reversed(made) if not made[key].parent]
    while stack:
        key = stack.pop()
        ordered.append(made[key])
        stack += [other for other in reversed(made) if made[other].parent == key]
    return ordered


def kids(said: list[Said], key: str) -> list[Said]:
    return [one for one in said if one.parent == key]


def nested(said: list[Said], one: Callable[[Said, str, int], str], around: str) -> str:
    """Draw a tree by a function of (comment, its replies drawn, depth)."""

    def draw(parent: str, depth: int) -> str:
        return "".join(
            one(item, (around % inner) if (inner := draw(item.key, depth + 1)) else "", depth)
            for item in kids(said, parent)
        )

    return draw("", 1)


def page(body: str, *, lang: str = "en", head: str = "", site: str = "The Paper") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{TITLE} | {site}</title>\n"
        f'<link rel="canonical" href="{ADDRESS}">{head}</head>\n<body class="comments-open">'
        '<div id="header"><a href="/" rel="home">The Paper</a><ul class="menu"><li>Home</li></ul>'
        "</div>"
        f"{body}<div id='footer'>Powered by things, 2016</div></body></html>"
    )
