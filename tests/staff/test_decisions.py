"""The list of what was decided."""

import pytest

from colonnade.flows.decide import decide
from colonnade.moderation.policy import Rule, rules_in
from colonnade.moderation.ruling import Ground
from colonnade.moderation.starter import STARTER_POLICY
from tests.factories import make_actor, make_comment, make_thread
from tests.queries import queries
from tests.staff.desk import staff, text


@pytest.mark.django_db
def test_newest_first_with_who_why_and_what():
    berta = make_actor("Berta Moves", role="moderator")
    thread = make_thread()
    kept, gone = (make_comment(thread, body=words, held=True) for words in ("Kept.", "Gone."))
    decide(actor=berta, comment=kept, act="approve")
    decide(actor=berta, comment=gone, act="remove", reason="Rule 3.", ground=Ground(rule=3))
    client = staff()
    page = text(client.get("/staff/decisions/"))
    assert page.index("Removed.") < page.index("Approved.")
    assert page.index("Rule 3.") < page.index("Kept.")
    assert f"/staff/comments/{gone}/" in page
    assert "Berta Moves" in page


@pytest.mark.django_db
def test_pages_of_fifty_at_a_steady_cost():
    berta, thread = make_actor(role="moderator"), make_thread()
    comment = make_comment(thread, held=True)
    for number in range(52):
        decide(actor=berta, comment=comment, act="hold" if number % 2 else "approve")
    client = staff()
    with queries(6):
        page = text(client.get("/staff/decisions/"))
    assert page.count('class="verdict"') == 50
    assert text(client.get("/staff/decisions/?page=2")).count('class="verdict"') == 2
    assert "Nothing has been decided yet." in text(client.get("/staff/decisions/?page=3"))


def test_the_starter_policy_has_six_rules():
    assert [rule.number for rule in rules_in(STARTER_POLICY)] == [1, 2, 3, 4, 5, 6]
    assert rules_in(STARTER_POLICY)[0] == Rule(1, "Speak to the matter")


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ("", []),
        ("No points at all.", []),
        ("1. Be *kind*. To all.\n2) __Stay__.", [(1, "Be kind"), (2, "Stay")]),
        ("1. **One.** First.\n\n1. **Again.** In an example.", [(1, "One")]),
        ("1. \n2. **", []),
        ("1. قاعدة أولى. ثم المزيد", [(1, "قاعدة أولى")]),
        ("1. " + "x" * 200, [(1, "x" * 80)]),
    ],
)
def test_a_policys_numbered_points_are_its_rules(source, rules):
    assert [(rule.number, rule.title) for rule in rules_in(source)] == rules
