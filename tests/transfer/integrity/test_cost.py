"""The cost of examining grows with the length of a text and no faster, whatever is in it."""

import pytest

from colonnade.kit.markup import Format
from colonnade.transfer.integrity import examine
from tests.growth import grows_in_step

SIZE = 1 << 15
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


@pytest.mark.parametrize("pump", PUMPED)
@pytest.mark.parametrize("form", [Format.TEXT, Format.HTML])
def test_the_time_grows_with_the_text_alone(pump, form):
    smaller, larger = (pump * (size // len(pump)) for size in (SIZE // 8, 2 * SIZE))
    assert grows_in_step(lambda text: examine(text, form), smaller, larger, 16)


@pytest.mark.parametrize("pump", PUMPED)
def test_findings_of_a_pumped_text_stay_few(pump):
    assert len(examine(pump * (SIZE // len(pump)), Format.TEXT).findings) <= 7 * 30
