"""The letters of pages that do not say how they were written down."""

import pytest

from colonnade.transfer.readers.saved.decoding import decode_page

ENGLISH = (
    "The caf\u00e9 is closed \u2014 \u201cfor now\u201d.\u00a0Copyright \u00a9 2016, John\u2019s."
)
RUSSIAN = "Сегодня в городе было тихо, и никто не знал почему."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ENGLISH, "cp1252"),
        ("a\u00a0b \u00a9 " * 9, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_a_mark_here_and_there_makes_no_page_russian(text: str, name: str) -> None:
    assert decode_page(text.encode(name)) == text
