"""The quick way for plain Markdown writes what the parser writes, or leaves the text to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.kit.markup import Format, render, sanitize
from colonnade.kit.markup.clean import sanitize as cleaned
from colonnade.kit.markup.commonmark import parsed_html
from colonnade.kit.markup.plain import has_text, plain
from colonnade.kit.markup.quick import LENGTH, quick_html

PIECES = [
    *("word", "a", "Ünï", "שלום", "漢字", "²", "1", "12", " ", " ", "  ", "\n", "\n\n", "\n\n\n"),
    *("*", "**", "***", "*so*", "**so**", "*so it is*", "**so it** ", " *so*", "(*so*)", "_", "~~"),
    *(".", ",", ":", ";", "?", "!", "(", ")", "'", '"', "\u201c", "\u201d", "\u2026", "\u2013"),
    *("1.", "12)", "1. ", "-", "- ", "+", "+ ", "=", "==", "===", "---", "#", "# ", "%", "$", "@"),
    *("//", "http", "http://", "www.a.example", "a@b.example", "/", "|", ">", "<", "&", "&amp;"),
    *("`", "[", "]", "](", "![", "\\", "\t", "\r", "\xa0", "\xad", "\u200b", "\u0301", "\ufeff"),
]
# Mostly of what the quick way knows, so that it answers often enough.
TYPED = st.lists(st.one_of(*[st.sampled_from(PIECES[:-40])] * 4, st.sampled_from(PIECES)))


def same(source: str) -> bool:
    quick = quick_html(source)
    return quick is None or (quick == parsed_html(source) and quick == cleaned(quick))


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES[:48]), min_size=1, max_size=14).map("".join))
def test_of_common_marks_it_makes_what_the_parser_makes(source):
    assert same(source)


@settings(max_examples=500, deadline=None)
@given(st.one_of(TYPED.map("".join), st.text(max_size=60)))
def test_of_any_text_it_makes_what_the_parser_makes(source):
    assert same(source)


@pytest.mark.parametrize(
    "source",
    [
        "Just so.",
        "Two lines\nof a text.\n\nAnd *more* of it (**really**); isn't it?\n",
        "\n\n“Quoted” – at 5 o'clock; 5 + 5 = 10, or 100 %!",
        "שלום, so *it* is",
        "3 ferries came.",
    ],
)
def test_common_texts_take_the_quick_way(source):
    assert quick_html(source) is not None
    assert same(source)


@pytest.mark.parametrize(
    "source",
    [
        *(
            "1. a",
            "3) a",
            "- a",
            "* a",
            "+ a",
            "# a",
            "> a",
            "a\n---",
            "a\n===",
            "    a",
            " a",
            "a ",
        ),
        *("*a", "a*b*c", "*a*b", "***a***", "*a **b***", "_a_", "`a`", "[a](https://a.example)"),
        *("https://a.example", "<b>", "&amp;", "a\\*", "a\tb", "a\r\nb", "a\xa0b", "", "\n", " "),
        "a" * (LENGTH + 1),
    ],
)
def test_all_else_is_left_to_the_parser(source):
    assert quick_html(source) is None


@settings(max_examples=500, deadline=None)
@given(TYPED.map("".join), st.sampled_from(Format))
def test_whether_there_is_text_is_what_plain_would_tell(source, form):
    html = sanitize(render(source, form))
    assert has_text(html) == bool(plain(html))
