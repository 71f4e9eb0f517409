"""No source is dear: the cost stays linear, measured against prose on the same machine."""

import os
import time
from itertools import product
from random import Random

import pytest

from colonnade.kit.markup import Format, plain, render
from tests.growth import patiently

FULL = os.environ.get("COLONNADE_FULL") == "1"
LENGTH = (64 if FULL else 8) * 1024
PROSE = "Nothing is *dearer* than a comment that costs too much to read. "
# The worst known source costs eight times as much as prose of the same length.
TIMES = 16
UNITS = [
    *("[", "![", "[a](", "[](", "](", "[a]: b\n", "[a](<b", '[a](b "', "[[]", "]", "[a][b]"),
    *("*a", "*a*", "**a_", "_a ", "a**b", "~~a~~ ", "`", "` ", "`a``", "\\*", "&", "&amp;", "&#1;"),
    *(
        ">",
        "> ",
        "> a\n",
        "- ",
        "- a\n",
        "-\n",
        "1. a\n",
        "a\n",
        "a\n\n",
        "# a\n",
        "===\n",
        "a\n=\n",
    ),
    *("<", "<a ", "<!--", "<a@b", "<http://a>", "```\n", "~~~ a\n", "\t", " ", " \n", "a\\\n", "|"),
    *(
        "http://a ",
        "http://",
        "http://(",
        "http://a)",
        "http://a@",
        "http://1.2.3.999/",
        "www.a.b ",
    ),
    *("<b>", "<p>", "<b><p>", "<div>", "</b>", "</p>", "<b></p>", "<i><b></i>", "<table><td>"),
    *("<font color=1>", "<b><div></b>", "<pre>", "<ul><li>", "<a href=http://a>x</a>", "<svg><p>"),
    *("<!---->", "<img src=http://a>", "<blockquote>", "\xa0", "a\xa0", "\u0645 ", "\u202e", '"'),
    *("http://\u0430\u0431c.example ", "<b x='</b>'>", "<textarea></b>", "<b x=1>", "é", "word "),
]


def once(source, form):
    """Seconds of the processor."""
    start = time.process_time()
    plain(render(source, form))
    return time.process_time() - start


def spent(source, form):
    """The least of three, since others use the machine too."""
    return min(once(source, form) for _ in range(3))


def is_dear(source, form, affordable):
    return all(once(source, form) > affordable for _ in patiently())


@pytest.fixture(scope="module")
def affordable():
    """Seconds that a source of LENGTH may cost on this machine, as busy as it is."""
    return TIMES * spent(pumped(PROSE, LENGTH), Format.MARKDOWN)


def pumped(unit, length):
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("form", Format)
def test_no_pumped_source_is_dear(form, affordable):
    sources = {unit: pumped(unit, LENGTH) for unit in UNITS}
    assert not [unit for unit, source in sources.items() if is_dear(source, form, affordable)]


@pytest.mark.full
@pytest.mark.parametrize("form", Format)
def test_twice_the_source_is_about_twice_the_cost(form):
    measured = [unit for unit in UNITS if spent(pumped(unit, LENGTH), form) > 0.05]
    assert not [unit for unit in measured if all(ratio(unit, form) > 3 for _ in range(5))]


def ratio(unit, form):
    half = spent(pumped(unit, LENGTH), form)
    return spent(pumped(unit, 2 * LENGTH), form) / half


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("<div>", "<p>"),
        ("<b x=1>", "<p>x"),
        ("<i>", "</b>"),
        ("[", "]"),
        ("> ", "\n"),
        ("*a ", "a* "),
    ],
)
def test_many_opened_then_many_closed_is_not_dear(form, head, tail, affordable):
    source = pumped(head, LENGTH // 2) + pumped(tail, LENGTH // 2)
    assert not is_dear(source, form, affordable)


@pytest.mark.full
def test_pairs_of_units_are_not_dear(affordable):
    pairs = Random(1).sample(list(product(UNITS, repeat=2)), 200)
    sources = [(pumped("".join(pair), LENGTH), form) for pair, form in product(pairs, Format)]
    assert not [source[:40] for source, form in sources if is_dear(source, form, affordable)]


def test_memory_for_hostile_html_is_bounded():
    opened = "".join(f"<b x={number}><div>" for number in range(2000))
    assert len(render(opened + "</div><p>x" * 3000, Format.HTML)) < 2**20
