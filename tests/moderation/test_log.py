"""The public log: whatever is done to it is found from outside."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from colonnade.flows.decide import decide
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.log.chain import Link, faults_in
from colonnade.moderation.log.keeping import append, fade
from colonnade.moderation.log.signing import public_key, sign_head, signed_words
from colonnade.moderation.models import Decision, LogEntry
from colonnade.moderation.reading import policy
from colonnade.moderation.ruling import Ground
from tests.factories import STAFF, make_comment, make_thread

pytestmark = pytest.mark.django_db


def links() -> list[Link]:
    rows = LogEntry.objects.order_by("number")
    return [Link(row.number, row.leaf, row.head, row.salt, row.detail) for row in rows]


@pytest.fixture
def log() -> list[Link]:
    """Six entries: three comments of Anna's, removed and restored."""
    thread = make_thread()
    for _ in range(3):
        comment = make_comment(thread, body="Anna Canary")
        decide(actor=STAFF, comment=comment, act="remove", reason="Canary", ground=Ground(rule=2))
        decide(actor=STAFF, comment=comment, act="restore")
    return links()


def test_a_log_that_nobody_touched_has_no_faults(log):
    assert [link.number for link in log] == [1, 2, 3, 4, 5, 6]
    assert faults_in(log) == []
    assert faults_in(log[3:], former=log[2].head, number=3) == []


def test_what_was_changed_dropped_or_moved_is_found(log):
    changed = replace(log[2], detail={**(log[2].detail or {}), "rule": 3})
    again = replace(changed, leaf=log[4].leaf)
    tampered = {
        "changed": [*log[:2], changed, *log[3:]],
        "changed with its leaf": [*log[:2], again, *log[3:]],
        "dropped": [*log[:2], *log[3:]],
        "dropped and counted anew": [
            *log[:2],
            *(replace(link, number=link.number - 1) for link in log[3:]),
        ],
        "reordered": [*log[:2], log[3], log[2], *log[4:]],
        "put in": [*log[:2], log[1], *log[2:]],
    }
    assert [name for name, entries in tampered.items() if not faults_in(entries)] == []


def test_a_cut_tail_does_not_lead_to_the_head_that_was_signed(log):
    signature = bytes.fromhex(sign_head(log[-1].number, log[-1].head))
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key()))
    key.verify(signature, signed_words(log[-1].number, log[-1].head))
    with pytest.raises(InvalidSignature):
        key.verify(signature, signed_words(log[-2].number, log[-2].head))


def test_the_log_names_the_rule_and_nobody(log):
    [first, second, *_] = log
    assert first.detail is not None
    assert second.detail is not None
    expected = {"act": "remove", "rule": 2, "policy": 0, "by": "moderator", "from": "own"}
    assert expected.items() <= first.detail.items()
    assert second.detail["act"] == "restore"
    assert not [link for link in log if "Canary" in str(link.detail) or "Mod" in str(link.detail)]


def test_detail_that_was_taken_away_leaves_a_whole_chain(log):
    assert fade(before=clock.now() + timedelta(hours=2)) == 6
    assert [link.detail for link in links()] == [None] * 6
    assert faults_in(links()) == []
    assert fade(before=clock.now() + timedelta(hours=2)) == 0


def test_a_decision_that_fails_adds_nothing(log):
    comment = make_comment(make_thread())
    with pytest.raises(Refusal) as caught:
        decide(actor=STAFF, comment=comment, act="remove", reason="no", ground=Ground(rule=77))
    assert caught.value.code == "rule_missing"
    assert links() == log


def test_a_decision_cites_the_version_that_held(log):
    made = Decision.objects.filter(act="remove").first()
    current = policy()
    assert made is not None
    assert current is not None
    assert (made.rule, made.policy, made.kind) == (2, current.number, "comment")


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_the_transaction_of_its_decision():
    with pytest.raises(RuntimeError):
        append(detail={"act": "remove"}, moment=clock.now())
