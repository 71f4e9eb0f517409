"""What the gates set in motion: prints, the outside check, raid switches, records of refusals."""

import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from colonnade.discussion.reading import comment_for
from colonnade.flows import ask_outside
from colonnade.flows.ask_outside import SIGNATURE, hold_by_check
from colonnade.flows.close_old_threads import close_old_threads
from colonnade.flows.decide import decide
from colonnade.flows.manage_thread import manage_thread
from colonnade.flows.raid import begin_raid, calm_raid
from colonnade.flows.remember_texts import forget_texts
from colonnade.flows.settle_refused import settle_refused
from colonnade.flows.waiting_words import SENTENCES, why_it_waits
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import count_refused, keep_choices
from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.models import Decision, Print
from colonnade.moderation.reading import decisions_on, raids_now
from colonnade.moderation.ruling import Ground
from colonnade.outbox.models import Event
from tests.factories import STAFF, deliver_all, fresh, make_actor, make_comment, make_thread
from tests.moderation.test_gates import LONG, holding_codes, say

LAW = Ground(law="A law.")
SECRET = "a secret of both"


class Check(BaseHTTPRequestHandler):
    """An outside check that holds what speaks of herring, and fails where it is told to."""

    heard: list[dict[str, object]] = []
    broken = False

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        moment, _, digest = self.headers[SIGNATURE].partition(",")
        signed = moment.removeprefix("t=").encode() + b"." + body
        assert digest == "v1=" + hmac.new(SECRET.encode(), signed, sha256).hexdigest()
        told = json.loads(body)
        self.heard.append(told)
        self.send_response(500 if self.broken else 200)
        self.end_headers()
        says = {"hold": "herring" in told["text"], "reason": "Fish."}
        self.wfile.write(json.dumps(says).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def check(settings, monkeypatch) -> Iterator[None]:
    """Run the check on loopback, with the owner's and the operator's word for it."""
    Check.heard.clear()
    Check.broken = False
    ask_outside._Process.silent_until = 0.0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Check)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/check"
    keep_choices(choices=Choices(check_url=url, check_secret=SECRET))
    monkeypatch.setattr(type(settings.CONFIG), "inside_hosts", ("127.0.0.1",), raising=False)
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_texts_are_known_again_after_the_worker_has_seen_them():
    keep_choices(choices=Choices(repeats="hold", like_removed="hold"))
    thread = make_thread()
    first = say(thread, LONG).comment
    deliver_all()
    assert say(thread, LONG).verdict.code == "repeat_waits"
    decide(
        actor=make_actor(role="moderator"), comment=first, act="remove", reason="Spam.", ground=LAW
    )
    deliver_all()
    assert Print.objects.get(comment=first).removed
    Print.objects.update(created=clock.now() - timedelta(days=30))
    forget_texts()
    assert [row.comment for row in Print.objects.all()] == [first]
    assert say(thread, LONG).verdict.code == "like_removed_waits"


@pytest.mark.django_db
def test_nothing_is_kept_of_texts_as_long_as_no_gate_compares_them():
    say(make_thread(), LONG)
    deliver_all()
    assert not Print.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_outside_check_is_told_and_may_hold(check):
    thread = make_thread()
    good, bad = say(thread, "A thought."), say(thread, "A *herring*.")
    deliver_all()
    assert {told["text"] for told in Check.heard} == {"A thought.", "A *herring*."}
    assert {told["comment"] for told in Check.heard} == {good.comment, bad.comment}
    states = [comment_for(STAFF, one.comment) for one in (good, bad)]
    assert [state.visibility for state in states if state] == ["visible", "held"]
    record = Decision.objects.get(subject=bad.comment)
    assert (record.act, record.automated, record.facts) == ("hold", True, "Fish.")
    assert "Fish." in why_it_waits(bad.comment)


@pytest.mark.django_db(transaction=True)
def test_a_broken_check_holds_nothing_and_is_asked_again_later(check):
    Check.broken = True
    bad = say(make_thread(), "A herring.")
    deliver_all()
    found = comment_for(STAFF, bad.comment)
    assert found is not None
    assert found.visibility == "visible"
    assert Event.objects.filter(name="CommentPosted", delivered=None).count() == 1
    asked = len(Check.heard)
    say(make_thread(), "Another herring.")
    deliver_all()
    assert len(Check.heard) == asked, "who was silent is left alone for a while"


@pytest.mark.django_db
def test_the_check_may_not_hold_what_the_staff_decided_or_what_changed():
    moderator, thread = make_actor(role="moderator"), make_thread()
    comment = make_comment(thread, held=True)
    decide(actor=moderator, comment=comment, act="approve")
    found = comment_for(STAFF, comment)
    assert found is not None
    assert not hold_by_check(comment=found, reason="Fish.")
    other = make_comment(thread)
    seen = comment_for(STAFF, other)
    assert seen is not None
    decide(actor=moderator, comment=other, act="remove", reason="Rule 1.", ground=LAW)
    assert not hold_by_check(comment=seen, reason="Fish.")
    assert [verdict.act for verdict in decisions_on(other)] == ["remove"]


@pytest.mark.django_db
def test_a_raid_switch_is_a_decision_and_so_is_its_end():
    moderator, thread = make_actor(role="moderator"), make_thread()
    strict = Strictness(hold_all=True)
    raid = begin_raid(actor=moderator, thread=thread.public_id, strictness=strict, hours=2)
    begin_raid(actor=moderator, thread="", strictness=Strictness(members_only=True), hours=1)
    assert [found.thread for found in raids_now()] == [None, thread.id]
    calm_raid(actor=moderator, raid=raid, thread=thread.public_id)
    acts = Decision.objects.filter(subject=thread.public_id).order_by("pk")
    assert [row.act for row in acts] == ["raid", "calm"]
    assert acts[1].undoes == acts[0].public_id
    assert len(raids_now()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("strictness", "hours", "code"),
    [
        (Strictness(), 1, "raid_empty"),
        (Strictness(hold_all=True), 0, "raid_hours"),
        (Strictness(hold_all=True), 169, "raid_hours"),
        (Strictness(slow_seconds=3601), 1, "raid_seconds"),
    ],
)
def test_a_raid_switch_that_makes_no_sense_is_refused(strictness, hours, code):
    moderator, thread = make_actor(role="moderator"), make_thread()
    with pytest.raises(Refusal) as refusal:
        begin_raid(actor=moderator, thread=thread.public_id, strictness=strictness, hours=hours)
    assert refusal.value.code == code
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_who_answers_for_a_section_switches_nothing_else():
    moderator = replace(make_actor(role="moderator"), sections=frozenset({"harbor"}))
    thread = make_thread()
    strict = Strictness(hold_all=True)
    for where, who in (("", moderator), (thread.public_id, moderator), ("", make_actor())):
        with pytest.raises(Refusal):
            begin_raid(actor=who, thread=where, strictness=strict, hours=1)


@pytest.mark.django_db
def test_refusals_of_a_day_are_one_record(monkeypatch):
    for _ in range(3):
        count_refused(code="list_refuses")
    count_refused(code="too_fast")
    assert settle_refused() == 0
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert settle_refused() == 1
    assert settle_refused() == 0
    record = Decision.objects.get()
    assert (record.act, record.kind, record.count, record.automated) == ("refuse", "batch", 3, True)


@pytest.mark.django_db
def test_old_discussions_close_by_themselves_and_stay_open_once_reopened(monkeypatch):
    moderator, thread = make_actor(role="moderator"), make_thread()
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert close_old_threads() == 0
    keep_choices(choices=Choices(close_days=16))
    assert close_old_threads() == 0
    keep_choices(choices=Choices(close_days=14))
    assert close_old_threads() == 1
    assert fresh(thread).closed
    record = Decision.objects.get()
    assert (record.subject, record.act, record.automated) == (thread.public_id, "close", True)
    manage_thread(actor=moderator, thread=thread.public_id, closed=False, commenting="")
    assert not fresh(thread).closed
    assert close_old_threads() == 0


def test_every_gate_that_holds_has_its_words():
    assert holding_codes() <= set(SENTENCES)
