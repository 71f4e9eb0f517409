"""What search engines are asked to leave out: on the record, in every page and head of it."""

import json

import pytest
from django.test import Client

from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.decide_appeal import Judgment, decide_appeal
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.leave_thread_out import leave_thread_out
from colonnade.flows.undo import undo
from colonnade.kit.refusals import Refusal
from colonnade.moderation.models import Decision, LogEntry
from colonnade.moderation.reading import latest_ruling, statement_for
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor
from tests.factories import fresh, make_actor, make_comment, make_thread, there
from tests.queries import queries
from tests.staff.desk import decide_at, form, staff, text

pytestmark = pytest.mark.django_db
TEXT = "Words that nobody shall find by her name."
GROUND = Ground(law="Right to be forgotten")


@pytest.fixture
def moderator() -> Actor:
    return make_actor(role="moderator")


@pytest.fixture
def writer() -> Actor:
    return make_actor()


def out(moderator: Actor, comment: str, *, on: bool = True) -> str:
    act = "noindex" if on else "index"
    decide(actor=moderator, comment=comment, act=act, ground=GROUND if on else Ground())
    return latest_ruling(comment)


def marks_of(comment: str) -> tuple[str, ...]:
    return there(comment_for(STAFF, comment)).marks


def test_a_comment_is_left_out_on_the_record_and_its_writer_told(moderator, writer):
    thread = make_thread()
    comment = make_comment(thread, author=writer, body=TEXT)
    before = text(Client().get(thread.path))
    assert "data-nosnippet" not in before
    decision = out(moderator, comment)
    row = Decision.objects.get(public_id=decision)
    assert (row.act, row.before, row.after, row.law) == (
        "noindex",
        "visible",
        "visible",
        GROUND.law,
    )
    assert LogEntry.objects.filter(decision=decision).exists()
    assert statement_for(writer, decision) is not None
    with queries(6):
        page = text(Client().get(thread.path))
    assert '<div class="text" data-nosnippet>' in page
    assert TEXT in page
    for options in ("?fold=collapsed", "?view=flat", "?order=newest"):
        assert "data-nosnippet" in text(Client().get(thread.path + options))
    # Nothing but the mark differs for readers.
    assert page.replace(" data-nosnippet", "") == before
    moved = Client().get(f"/c/{comment}/")
    assert moved.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in Client().get(thread.path).headers
    out(moderator, comment, on=False)
    assert text(Client().get(thread.path)) == before
    assert "X-Robots-Tag" not in Client().get(f"/c/{comment}/").headers


def test_it_needs_a_ground_and_is_done_once(moderator):
    comment = make_comment(make_thread())
    with pytest.raises(Refusal, match="ground_missing"):
        decide(actor=moderator, comment=comment, act="noindex")
    with pytest.raises(Refusal, match="act_impossible"):
        out(moderator, comment, on=False)
    out(moderator, comment)
    with pytest.raises(Refusal, match="act_impossible"):
        out(moderator, comment)
    assert Decision.objects.filter(subject=comment).count() == 1


def test_it_is_taken_back_by_undoing_and_by_an_appeal_whatever_came_between(moderator, writer):
    comment = make_comment(make_thread(), author=writer)
    decision = out(moderator, comment)
    decide(actor=moderator, comment=comment, act="hold")
    decide(actor=moderator, comment=comment, act="approve")
    undo(actor=moderator, comment=comment, decision=decision)
    assert "noindex" not in marks_of(comment)
    assert Decision.objects.filter(undoes=decision, act="index").exists()
    again = out(moderator, comment)
    other = make_actor(role="moderator")
    made = appeal(by=Objector(writer), decision=again, words="It is my own name.")
    decide_appeal(actor=other, appeal=made, judgment=Judgment("reversed", "She is right."))
    assert "noindex" not in marks_of(comment)
    assert there(statement_for(writer, again)).undone_by


def test_a_removal_and_its_undoing_leave_the_mark(moderator):
    comment = make_comment(make_thread())
    out(moderator, comment)
    decide(actor=moderator, comment=comment, act="remove", ground=Ground(rule=1))
    decide(actor=moderator, comment=comment, act="restore")
    assert "noindex" in marks_of(comment)
    assert Decision.objects.get(subject=comment, act="restore").undoes


def test_an_edit_leaves_the_mark(moderator, writer):
    comment = make_comment(make_thread(), author=writer)
    out(moderator, comment)
    edit_comment(actor=writer, comment=comment, body="Other words.")
    assert "noindex" in marks_of(comment)


def test_feeds_leave_it_out_and_readers_do_not(moderator):
    thread = make_thread()
    comment = make_comment(thread, body=TEXT)
    make_comment(thread, body="Harmless words.")
    out(moderator, comment)
    for path in (f"/t/{thread.public_id}/feed.json", "/feeds/comments.json"):
        feed = Client().get(path)
        assert feed.status_code == 200
        assert TEXT not in text(feed)
        assert "Harmless words." in text(feed)
    assert TEXT in text(Client().get(thread.path))


def test_a_discussion_is_left_out_whole(moderator):
    thread = make_thread()
    make_comment(thread, body=TEXT)
    decision = leave_thread_out(
        actor=moderator, thread=thread.public_id, on=True, reason="A minor is named."
    )
    row = Decision.objects.get(public_id=decision)
    assert (row.act, row.kind, row.reason) == ("noindex", "thread", "A minor is named.")
    page = Client().get(thread.path)
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in text(page)
    feed = Client().get(f"/t/{thread.public_id}/feed.json")
    assert feed.headers["X-Robots-Tag"] == "noindex"
    assert json.loads(text(feed))["items"]
    assert TEXT not in text(Client().get("/feeds/comments.json"))
    back = leave_thread_out(actor=moderator, thread=thread.public_id, on=False)
    assert Decision.objects.get(public_id=back).undoes == decision
    page = Client().get(thread.path)
    assert "X-Robots-Tag" not in page.headers
    assert '<meta name="robots"' not in text(page)


def test_bad_wishes_about_a_discussion_change_nothing(moderator):
    thread = make_thread()
    for actor, name, code in [
        (make_actor(), thread.public_id, "moderators_only"),
        (Actor(), thread.public_id, "moderators_only"),
        (moderator, "b" * 12, "thread_missing"),
        (moderator, thread.public_id, "leave_out_why"),
    ]:
        with pytest.raises(Refusal, match=code):
            leave_thread_out(actor=actor, thread=name, on=True, reason="  ")
    assert not fresh(thread).noindex
    assert leave_thread_out(actor=moderator, thread=thread.public_id, on=False) == ""
    assert not Decision.objects.exists()


def test_the_page_costs_the_same_queries(moderator):
    thread = make_thread()
    for _ in range(4):
        out(moderator, make_comment(thread))
    Client().get(thread.path)
    with queries(4):
        Client().get(thread.path)


def test_the_staffs_screens_ask_why_and_do_it(moderator):
    thread = make_thread()
    comment = make_comment(thread)
    client = staff()
    at = f"/staff/comments/{comment}/"
    page = text(client.get(at))
    typed = {"act": "noindex", "reason": "Her full name.", "rule": "1", "state": "visible"}
    assert "Leave it out" in page
    assert client.post(decide_at(comment), typed | {"next": at}).status_code == 303
    assert "noindex" in marks_of(comment)
    page = text(client.get(at))
    assert "Let them find it again" in page
    assert client.post(decide_at(comment), {"act": "index", "state": "visible"}).status_code == 303
    assert "noindex" not in marks_of(comment)
    at = f"/staff/threads/{thread.public_id}/"
    action = f"{at}noindex"
    page = text(client.get(at))
    assert client.post(action, form(page, action, act="noindex", reason=" ")).status_code == 422
    assert client.post(action, form(page, action, act="noindex", reason="Why")).status_code == 303
    assert fresh(thread).noindex
    page = text(client.get(at))
    assert client.post(action, form(page, action, act="index")).status_code == 303
    assert not fresh(thread).noindex
