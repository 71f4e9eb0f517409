"""Whom a comment seems to answer by its own words. Hints, never facts; only for names on the page.

- "NAME - ...", "NAME: ...", "NAME, ...", "@NAME ..." at its beginning, "Hi NAME", "Thanks NAME".
- Its first quotation stands word for word in an earlier comment and not in the article.

A name that is an everyday word ("The", "Anonymous") counts with "@" alone. Where several comments
of that name came before, the nearest is likelier. Nothing is said of names that
are not on the page.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from colonnade.transfer.readers.capture.draft import Draft
from colonnade.transfer.readers.capture.lines import bare, fold
from colonnade.transfer.readers.capture.threads import Thread
from colonnade.transfer.records import Hint

_AT, _ADDRESSED, _GREETED, _QUOTED, _QUOTED_AGAIN, _QUOTED_SELF = 0.7, 0.6, 0.6, 0.85, 0.5, 0.2
_SHARES = (1.0, 0.3, 0.1)  # of the confidence, where several comments bear the name
_HEAD = 300
_MOST_WORDS = 10  # of a name
_SHINGLE = 6  # words that must be equal before a quotation is compared
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|thanks|thank you|thx|sorry|ok|okay|yes|no|well said|agreed|hallo|liebe"
    r"|lieber|danke|bonjour|salut|cher|merci|hola|gracias|estimado|привет|спасибо|уважаемый)[,!]?\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s?[-\u2013\u2014:](?:\s|$)|[,.!?](?:\s|$)|\s?\.\.\.|\s?\u2026")
_AFTER_GREETING = re.compile(r"\s?[-\u2013\u2014:,.!?;\u2026]|\s|$")
_QUOTATION = re.compile(
    r"[^\"\u201c\u00ab\u201e]{0,40}(?:\"([^\"]{20,1000})\"|\u201c([^\u201d]{20,1000})\u201d"
    r"|\u00ab([^\u00bb]{20,1000})\u00bb|\u201e([^\u201c\u201d]{20,1000})[\u201c\u201d])"
)
_CITED = re.compile(r"(?:>\s?([^\r\n]{20,1000}))")
_WORD = re.compile(r"\w+")
_WORDS = """
a an and anonymous all any as at but by for from guest he her his how i if in is it me my no not
of ok on one or she so that the then they this to us user visitor we what who why yes you your
well look sorry edit ps note update question answer der die das und ich du er sie es wir ihr
gast ja nein le la les un une et je tu il elle nous vous oui non el los las yo si no y
"""
_EVERYDAY = frozenset(_WORDS.split())


def hints_of(index: int, thread: Thread) -> tuple[Hint, ...]:
    """The hints in the first words of comment `index`."""
    draft = thread.drafts[index]
    head = bare(draft.text[:_HEAD])
    greeting = _GREETING.match(head)
    if greeting:
        found = _named(head[greeting.end() :], thread, _AFTER_GREETING)
        sure = _GREETED
    else:
        found, sure = _named(head, thread, _AFTER), _ADDRESSED
    if found is None and head.startswith("@"):
        found, sure = _named(head[1:], thread, _AFTER_GREETING, common=True), _AT
    if found is None or found[0] == fold(draft.name):
        return ()
    words = (greeting[0] if greeting else "@" if head.startswith("@") else "") + found[1]
    near = thread.nearest(found[0], index)
    shares = _SHARES if len(near) > 1 else (1.0,)
    first = sure * (0.7 if len(near) > 1 else 1.0)
    return tuple(
        thread.hint(other, round(first * share, 2), words.strip())
        for other, share in zip(near, shares, strict=False)
    )


def _named(
    words: str, thread: Thread, after: re.Pattern[str], *, common: bool = False
) -> tuple[str, str] | None:
    """The longest name of the page that `words` begin with, and its spelling there."""
    words = words.removeprefix("@") if after is _AFTER_GREETING else words
    # A name ends where something follows that is none of its letters.
    ends = [found.start() for found in re.finditer(r"(?<=\S)(?=\W|$)", words[:80])]
    for end in reversed(ends[: 3 * _MOST_WORDS]):
        name = fold(words[:end])
        if name in thread.by_name and after.match(words, end):
            plain = name in _EVERYDAY or len(name) < 2  # noqa: PLR2004
            return None if plain and not common else (name, words[:end])
    return None


def quoted(drafts: Sequence[Draft], article: str, thread: Thread) -> dict[int, tuple[Hint, ...]]:
    """For comments that begin with a quotation: the hint to the comment it stands in.

    In two passes over all words, so that time grows with the text and not with its square.
    """
    quotes = {i: quote for i, draft in enumerate(drafts) if (quote := _quotation(draft.text))}
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, quote in quotes.items():
        wanted[tuple(quote[:_SHINGLE])].append(index)
    if not wanted:
        return {}
    in_article = {key for key, _ in _places(_words(article), wanted)}
    found: dict[int, list[int]] = defaultdict(list)
    for other, draft in enumerate(drafts):
        words = _words(draft.text)
        for key, at in _places(words, wanted):
            for index in wanted[key] if key not in in_article else ():
                quote = quotes[index]
                if _before(thread, other, index) and words[at : at + len(quote)] == quote:
                    found[index].append(other)
    return {index: _quote_hints(thread, index, sorted(set(at))) for index, at in found.items()}


def _before(thread: Thread, other: int, index: int) -> bool:
    return other > index if thread.newest_first else other < index


def _quote_hints(thread: Thread, index: int, places: list[int]) -> tuple[Hint, ...]:
    sure = _QUOTED if len(places) == 1 else _QUOTED_AGAIN
    if fold(thread.drafts[places[0]].name) == fold(thread.drafts[index].name):
        sure = _QUOTED_SELF
    words = _quoted_words(thread.drafts[index].text)
    return tuple(thread.hint(other, sure, words) for other in places[:1])


def _places(
    words: list[str], wanted: dict[tuple[str, ...], list[int]]
) -> list[tuple[tuple[str, ...], int]]:
    firsts = {key[0] for key in wanted}
    places = []
    for at, word in enumerate(words):
        if word in firsts:
            key = tuple(words[at : at + _SHINGLE])
            if key in wanted:
                places.append((key, at))
    return places


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _quoted_words(text: str) -> str:
    head = text[:2000].lstrip()
    found = _CITED.match(head) or _QUOTATION.match(head)
    return next((bare(group)[:120] for group in found.groups() if group), "") if found else ""


def _quotation(text: str) -> list[str]:
    head = text[:2000].lstrip()
    found = _CITED.match(head) or _QUOTATION.match(head)
    quote = next((group for group in found.groups() if group), "") if found else ""
    words = _words(quote.strip("\u2026. "))
    return words if len(words) >= _SHINGLE else []
