"""The cost of examining grows with the length of a text and no faster, whatever is in it."""

import gc
import time

import pytest

from colonnade.kit.markup import Format
from colonnade.transfer.integrity import examine
from tests.conftest import FULL

SIZE = 1 << 15
# A machine at other work blurs times; a square of the length would give 4.
RATIO = 2.5 if FULL else 3.2
TRIES = 12
PUMPED = [
    "?",
    "? ",
    "??-",
    "a?b",
    "a?",
    "\ufffd",
    "\ufffd ",
    "Ã©",
    "Ã",
    "Ã\n",
    "é…”",
    "ÃƒÂ©",
    "â€",
    "РџСЂ",
    "├┤",
    "<a>x",
    "<a href=",
    "<a",
    "<",
    "</a>",
    "<!--",
    "&amp;",
    "&amp;amp;",
    "&",
    "&#",
    '"',
    '"\n\n',
    "„“",
    'ab"בא',
    "http://",
    "a/b=",
    "a-b-c-d-",
    "www.a...",
    "http://a.b/c... ",
    "&a=b&c=d ",
    "%41%",
    "2016/02/a ",
    "link ",
    "here is a link ",
    "here's just a couple of ",
    "click here ",
    "(source) ",
    "[",
    ":\n",
    " ",
    "x",
]


def seconds(text, form):
    gc.disable()  # what the other tests left is not counted in
    try:
        start = time.process_time()
        examine(text, form)
        return time.process_time() - start
    finally:
        gc.enable()


def grows_in_step(pump, form):
    once = pump * (SIZE // len(pump))
    best_once = best_twice = float("inf")
    for _ in range(TRIES):
        best_once = min(best_once, seconds(once, form))
        best_twice = min(best_twice, seconds(once + once, form))
        if best_twice <= RATIO * best_once:
            return True
    return best_twice < 0.02  # too short to be told from noise


@pytest.mark.parametrize("pump", PUMPED)
@pytest.mark.parametrize("form", [Format.TEXT, Format.HTML])
def test_twice_the_text_takes_twice_the_time(pump, form):
    assert grows_in_step(pump, form)


@pytest.mark.parametrize("pump", PUMPED)
def test_findings_of_a_pumped_text_stay_few(pump):
    assert len(examine(pump * (SIZE // len(pump)), Format.TEXT).findings) <= 7 * 30
