"""What is found of an erased text in others' comments, and what is not: the honest limits."""

import pytest

from colonnade.discussion.quoting import Eraser

TEXT = "The old bridge turns twice a day.\nNobody pays for it.\n\n> Somebody else's long words."
ERASER = Eraser(texts=[TEXT], names=["Ann Ombre", "Li"], gone="[gone]", nobody="[nobody]")


def reworded(source: str) -> str:
    return ERASER.reworded(source, "markdown")


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("> The old bridge turns twice a day.\n\nNo.", "> [gone]\n\nNo."),
        ("> The old bridge\n> turns twice a day.\nNo.", "> [gone]\nNo."),
        ("> The old bridge turns\ntwice a day.\n\nNo.", "> [gone]\n\nNo."),
        (">> The old bridge turns twice\n> Really?", ">> [gone]\n> Really?"),
        ("> old bridge turns twice a day. Nobody pays", "> [gone]"),
        ("> Ann Ombre is right", "> [nobody] is right"),
        ("**Ann Ombre** wrote:\n> Something", "**[nobody]** wrote:\n> Something"),
        ("Dear @Ann Ombre, dear @ann ombre!", "Dear @[nobody], dear @[nobody]!"),
    ],
)
def test_what_is_found(source, left):
    assert reworded(source) == left


@pytest.mark.parametrize(
    "source",
    [
        "The old bridge turns twice a day.",  # without marks it is anybody's own
        "> The old bridge turns thrice a day.",
        "> for it.",  # too short to be known as hers
        "> Somebody else's long words.",  # she quoted them herself
        "Ann Ombre is right, and Lisa, and a@Li.example.org is no call",
        "",
        "@Lisa",
    ],
)
def test_what_is_left(source):
    assert reworded(source) == source


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("<p>Ann Ombre wrote:</p>", "<p>[nobody] wrote:</p>"),
        ("<p>Ann Ombre knows.</p><cite>Ann Ombre</cite>: ", None),
        ("Ann Ombre knows.<br>\nAnn Ombre said:<br />", None),
        ("<p>Ann Ombre knows.</p>", "<p>Ann Ombre knows.</p>"),
        ('<p style="a:b">Ann Ombre</p>', '<p style="a:b">Ann Ombre</p>'),
    ],
)
def test_the_line_that_leads_to_a_quotation_in_html(before, left):
    quote = "<blockquote><p>Something.</p></blockquote><p>Ann Ombre says:</p>"
    if left is None:  # the last line alone
        head, name, tail = before.rpartition("Ann Ombre")
        left = f"{head}[nobody]{tail}" if name else before
    assert ERASER.reworded(before + quote, "html") == left + quote


def test_quotations_in_html():
    found = ERASER.reworded(
        "<blockquote><p>The old <b>bridge</b> turns&nbsp;twice a day.</p></blockquote><p>No.</p>",
        "html",
    )
    assert found == "<blockquote><p>[gone]</p></blockquote><p>No.</p>"


def test_nothing_to_find_changes_nothing():
    nobody = Eraser(gone="[gone]", nobody="[nobody]")
    assert nobody.reworded("> Ann\n\n@Ann", "markdown") == "> Ann\n\n@Ann"
