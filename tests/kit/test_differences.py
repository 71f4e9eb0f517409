"""What changed from one text to another."""

from hypothesis import given
from hypothesis import strategies as st

from colonnade.kit.differences import GAP, GONE, NEW, SAME, Piece, differences

LINES = st.lists(
    st.sampled_from(["a b c\n", "a x c\n", "\n", "long words here\n", "b"]), max_size=12
)


def test_words_that_changed_are_told_from_those_that_stayed():
    assert differences("Be kind to all.\n", "Be fair to all.\n") == [
        Piece(SAME, "Be "),
        Piece(GONE, "kind"),
        Piece(NEW, "fair"),
        Piece(SAME, " to all.\n"),
    ]
    assert differences("same", "same") == []


def test_what_is_far_from_a_change_is_left_out():
    old = "".join(f"line {number}\n" for number in range(9))
    pieces = differences(old, old.replace("line 4", "line four"))
    assert [piece.kind for piece in pieces] == [GAP, SAME, GONE, NEW, SAME, GAP]
    assert pieces[1].text == "line 3\nline "


@given(LINES, LINES)
def test_nothing_is_lost_but_what_is_equal(before, after):
    old, new = "".join(before), "".join(after)
    pieces = differences(old, new)
    left = [piece for piece in pieces if piece.kind != NEW]
    right = [piece for piece in pieces if piece.kind != GONE]
    for text, shown in ((old, left), (new, right)):
        place = 0
        for piece in shown:
            found = text.find(piece.text, place)
            assert found >= place, (piece, text)
            place = found + len(piece.text)
    assert bool(pieces) == (old.splitlines(keepends=True) != new.splitlines(keepends=True))


def test_texts_too_long_to_compare_are_shown_whole():
    old = "\n" * 3_000
    assert differences(old, "new") == [Piece(GONE, old), Piece(NEW, "new")]
    words = " ".join(["word"] * 2_000)
    assert differences(words, f"{words} more") == [Piece(GONE, words), Piece(NEW, f"{words} more")]
