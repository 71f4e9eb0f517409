"""D3: whatever is typed, reading it costs time in proportion to its length, and little of it."""

import time
from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from colonnade.discussion.render import excerpt_of
from colonnade.kit.markup import Format, plain, render
from colonnade.kit.markup.editorial import editorial_pieces
from colonnade.kit.markup.foreign import foreign_parts
from colonnade.kit.markup.links import linked
from colonnade.kit.names import tidy_name
from colonnade.kit.refusals import Refusal
from colonnade.kit.stylesheet import check_stylesheet
from colonnade.kit.text import accept_text
from colonnade.moderation.policy import rules_in
from colonnade.search.excerpts import passage
from colonnade.search.query import parse
from colonnade.sites.look import menu_items
from tests.conftest import FULL
from tests.growth import patiently
from tests.hostile.lists import some, tell

pytestmark = pytest.mark.once
LENGTH = 64 * 1024
# A machine at other work blurs times; a square of the length would give 4.
RATIO, SECONDS = 2.5 if FULL else 3.2, 0.25
PUMPS = {
    "nested quotes": "> ",
    "quotes and lists": "> - ",
    "lists": "- ",
    "items": "- a\n",
    "deeper items": " - a\n",
    "numbers": "1. ",
    "emphasis": "*a ",
    "strong": "**a",
    "underlines": "_a_b",
    "mixed emphasis": "*_a",
    "brackets": "[",
    "closed brackets": "[a]",
    "both brackets": "[]",
    "links": "[a](b",
    "whole links": "[a](http://a.example) ",
    "images": "![a](b",
    "references": "[a]: b\n",
    "backticks": "`",
    "backticks apart": "` ``",
    "fences": "```\n",
    "tildes": "~~a",
    "backslashes": "\\",
    "tags": "<b>",
    "open tags": "<b ",
    "closing tags": "</b>",
    "comments": "<!--",
    "attributes": "<a b=c ",
    "quotes in tags": "<a b='",
    "entities": "&amp;",
    "half entities": "&#",
    "bare ampersands": "&",
    "tables": "a|b\n-|-\n",
    "HTML tables": "<table><tr><td>",
    "HTML lists": "<ul><li>",
    "HTML quotes": "<blockquote>",
    "wrong nesting": "<b><i></b></i>",
    "fonts": "<font><p>",
    "autolinks": "<http://a.example>",
    "half autolinks": "<http://",
    "typed addresses": "http://a.example/ ",
    "glued addresses": "http://a.example",
    "addresses in brackets": "(http://a.example/(",
    "mail addresses": "a@b.example ",
    "dots": "a.b.c.",
    "slashes": "http://a/",
    "at signs": "http://a@",
    "towers of marks": "a" + "\u0316" * 20,
    "joiners": "\U0001f469\u200d",
    "flags": "\U0001f1e6",
    "direction marks": "\u202e",
    "Arabic": "\u0634\u064f",
    "wide spaces": "\u3000",
    "no-break spaces": "\u00a0",
    "spaces": " ",
    "spaces at line ends": "a  \n",
    "line ends": "\n",
    "carriage returns": "\r",
    "tabs": "\t",
    "headings": "# ",
    "underlined headings": "a\n=\n",
    "rules": "***\n",
    "CSS": "a{b:c}",
    "CSS comments": "/*",
    "quoted words": '"a ',
    "one letter": "a",
    "digits": "9",
    "percents": "%41",
    "policy points": "1. **a** b. ",
    "menu lines": "a | /b\n",
}


def pumped(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def refused(work: Callable[[str], object], text: str) -> object:
    """Do the work; a refusal is an answer too."""
    try:
        return work(text)
    except Refusal:
        return None


WORKS: dict[str, Callable[[str], object]] = {
    **{f"render {form}": partial(render, format=form) for form in Format},
    "excerpt": lambda text: excerpt_of(render(text, Format.TEXT)),
    "plain": lambda text: plain(render(text, Format.HTML)),
    "an imported article": lambda text: editorial_pieces(
        text, base="http://a.example/", typed_lines=True
    ),
    "links": linked,
    "a name": tidy_name,
    "a text": lambda text: accept_text(text, field="body", limit=10**9),
    "a query": parse,
    "an excerpt of search": lambda text: passage(text, parse("a b c")),
    "own HTML": foreign_parts,
    "own CSS": check_stylesheet,
    "a menu": menu_items,
    "rules of a policy": rules_in,
}
# What its door lets through of it; no longer text reaches the work.
SHORTER = {"own HTML": 20_000, "own CSS": 50_000, "a menu": 4_000, "a query": 200}
SHORTER |= {"rules of a policy": 50_000}


def spent(work: Callable[[str], object], text: str) -> float:
    """Return seconds of the processor: the least of three, since others use the machine too."""
    least = float("inf")
    for _ in range(3):
        start = time.process_time()
        refused(work, text)
        least = min(least, time.process_time() - start)
    return least


def is_dear(work: Callable[[str], object], unit: str, length: int) -> float:
    """Return the ratio of twice the text to the text where it is above the bound, else 0.

    What is done in thirty milliseconds has no ratio worth measuring.
    """
    ratio = whole = 0.0
    for _ in patiently():
        half, whole = (spent(work, pumped(unit, size)) for size in (length // 2, length))
        ratio = whole / max(half, 0.012)
        if ratio <= RATIO and whole <= SECONDS * slowness():
            return 0
    return max(ratio, whole)


def slowness() -> float:
    """Return how much slower than the reference this machine is just now, at least 1."""
    start = time.process_time()
    sum(number * number for number in range(100_000))
    return max(1.0, (time.process_time() - start) / 0.008)


@pytest.mark.parametrize("name", WORKS)
def test_twice_the_text_costs_twice_the_time(name):
    work, length = WORKS[name], SHORTER.get(name, LENGTH)
    pumps = dict(some(list(PUMPS.items()), one_of=2 if name.startswith("render") else 6))
    length = length if FULL else min(length, 32 * 1024)
    dear = {pump: found for pump, unit in pumps.items() if (found := is_dear(work, unit, length))}
    assert dear == {}
    tell(f"linear {len(pumps)} of {len(pumps)} pumps of {length // 1024} KiB: {name}")


@pytest.mark.full
@pytest.mark.parametrize("form", Format)
def test_pairs_of_pumps_cost_no_more(form):
    random, units = Random(5), list(PUMPS.values())
    pairs = ["".join(random.sample(units, 2)) for _ in range(120)]
    dear = [pair for pair in pairs if is_dear(lambda text: render(text, form), pair, LENGTH)]
    assert dear == []


@pytest.mark.full
@pytest.mark.parametrize("form", Format)
def test_much_opened_and_then_much_closed_costs_no_more(form):
    pairs = [
        ("[", "]"),
        ("<b>", "</b>"),
        ("<div>", "<p>"),
        ("*a ", "a* "),
        ("> ", "\n"),
        ("(", ")"),
    ]
    dear = []
    for head, tail in pairs:
        text = pumped(head, LENGTH // 2) + pumped(tail, LENGTH // 2)
        if all(spent(lambda text: render(text, form), text) > SECONDS * slowness() for _ in "abc"):
            dear.append((head, tail))
    assert dear == []


def test_the_bound_is_one_that_can_be_broken():
    def slow(text: str) -> int:
        return sum(text.count("a") for _ in range(len(text) ** 2 // 5_000))

    assert is_dear(slow, "a", 8_000) > RATIO
