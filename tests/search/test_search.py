"""Search finds what readers may see, by all its words, and nothing else."""

import pytest

from colonnade.discussion.reading import visible_among
from colonnade.flows.decide import decide
from colonnade.flows.edit_comment import edit_comment
from colonnade.moderation.ruling import Ground
from colonnade.search.query import parse
from colonnade.search.reading import find_comments
from tests.factories import deliver_all, make_actor, make_comment, make_thread, pk_of

pytestmark = pytest.mark.django_db


def found(query):
    return set(find_comments(query, limit=50))


def test_every_word_must_stand_in_a_comment_and_the_last_may_go_on():
    thread = make_thread()
    one = make_comment(thread, body="The *lantern* of the harbor is lit.")
    two = make_comment(thread, body="A lantern without a harbor master. ميناء Ἀθήνα")
    deliver_all()
    assert found("lantern harbor") == {pk_of(one), pk_of(two)}
    assert found("LANTERN lit") == {pk_of(one)}
    assert found("lant") == {pk_of(one), pk_of(two)}
    assert found("ميناء") == {pk_of(two)}
    assert found("lantern absent") == set()


def test_held_removed_and_former_words_are_not_found():
    moderator, author, thread = make_actor(role="moderator"), make_actor(), make_thread()
    held = make_comment(thread, body="canaryheld", held=True)
    shown = make_comment(thread, body="canaryshown", author=author)
    deliver_all()
    assert found("canaryheld") == set()
    edit_comment(actor=author, comment=shown, body="canaryedited")
    deliver_all()
    assert (found("canaryshown"), found("canaryedited")) == (set(), {pk_of(shown)})
    decide(actor=moderator, comment=shown, act="remove", reason="Rule 1.", ground=Ground(rule=1))
    assert visible_among(found("canaryedited")) == {}, "hidden even before the index knows"
    decide(actor=moderator, comment=held, act="approve")
    deliver_all()
    assert (found("canaryedited"), found("canaryheld")) == (set(), {pk_of(held)})


@pytest.mark.parametrize(
    "query",
    [
        "",
        "'",
        '"',
        "a AND",
        "NEAR(a b)",
        "* * *",
        "a:b",
        "col:x^2",
        "'; DROP TABLE x; --",
        "🦭",
        "(",
        ")",
        "a & | !",
        "\\",
        "-x",
        "a" * 5000,
        " ".join("abcdefghijklmnop"),
        "\x01",
        "%",
    ],
)
def test_no_query_breaks_search(query):
    """D7: the words go in as data."""
    assert find_comments(query, limit=5) == []
    assert sum(len(phrase.runs) for phrase in parse(query)) <= 12
