"""Sources that would cost too much to parse: told apart by counting, before and while parsing.

The parsers are linear in what these measures bound and up to quadratic beyond it.
"""

import re

DEPTH = 60  # elements within elements; browsers flatten at 512
UNCLOSED = 60  # tags of imported HTML that are never closed in their place
TAGS = 4000
ENTITIES = 6000  # characters that are written as entities and slow the HTML parser down
LINKS = 500  # typed addresses

# What a mark costs the CommonMark parser, in units of about 10 microseconds.
_COSTS = {"[": 5, "!": 1, "\n": 3, "*": 2, "_": 2, "~": 2, "`": 1, "<": 1, "&": 1, ">": 1, "]": 1}
_COSTS |= {
    "\\": 1,
    ":": 1,
    "#": 1,
    "-": 1,
    "+": 1,
    "=": 1,
    "(": 1,
    "{": 1,
    "}": 1,
    "@": 1,
    "\xa0": 1,
}
_ITEM = re.compile(r"^[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
_ITEM_COST = 7  # the item of a list, besides its line
_BUDGET = 7000

# They hold nothing, or the next of their kind closes them.
_SHALLOW = frozenset(
    (  # noqa: SIM905 - words read better as words
        "a area base br col colgroup dd dt embed hr img input li link meta option p param source "
        "tbody td tfoot th thead tr track wbr"
    ).split()
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)(?:[^<>\"']|\"[^<>\"]*\"|'[^<>']*')*+>")
_LIKE_A_TAG = re.compile(r"<[a-zA-Z/!?]")
_OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*+)")


class TooWild(Exception):
    """The source is shown as plain text instead."""


def check_markdown(source: str) -> None:
    """Raise TooWild where the marks of `source` would keep the parser too long."""
    cost = sum(cost * source.count(mark) for mark, cost in _COSTS.items())
    cost += _ITEM_COST * sum(1 for _ in _ITEM.finditer(source))
    if cost > _BUDGET or source.count("://") > LINKS:
        raise TooWild


def check_html(source: str, *, scale: int = 1) -> None:
    """Raise TooWild where tags are too many, or too many stay open at once.

    `scale`: how many times as long as what readers write the source may be.
    """
    entities = source.count("&") + source.count("\xa0")
    tags = source.count("<")
    many = tags > TAGS * scale or entities > ENTITIES * scale
    if many or (tags > UNCLOSED and _unclosed(source) > UNCLOSED):
        raise TooWild


def _unclosed(source: str) -> int:
    """Return a number that the open elements of a real HTML parser stay below.

    Only what closes the innermost open tag counts as closing, and nothing does in a source with
    anything like a tag that is not plainly one (a comment, a quoted bracket, an odd quote).
    """
    tags = [(end, name.lower()) for end, name in _TAG.findall(source)]
    if len(tags) != len(_LIKE_A_TAG.findall(source)):
        return sum(name.lower() not in _SHALLOW for name in _OPENING.findall(source))
    opened: list[str] = []
    for end, name in tags:
        if name not in _SHALLOW and not end:
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
    return len(opened)
