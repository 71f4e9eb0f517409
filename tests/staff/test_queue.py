"""The queue: order, context, count, and a cost that does not grow."""

import re
from datetime import timedelta

import pytest

from colonnade.discussion.actions import change_visibility
from colonnade.discussion.models import Comment
from colonnade.flows.decide import decide
from colonnade.kit import clock
from colonnade.people.actions import ensure_guest, keep_shortcuts
from colonnade.people.reading import Actor
from tests.factories import make_actor, make_comment, make_person, make_thread, pk_of
from tests.queries import queries
from tests.staff.desk import sign_in, staff, text

pytestmark = pytest.mark.django_db
WAITS = re.compile(r'<article class="case" id="c-(\w+)"')


def make_old(comment: str, **ago: int) -> None:
    Comment.objects.filter(public_id=comment).update(created=clock.now() - timedelta(**ago))


def test_what_waits_stands_longest_waiting_first_and_nothing_else():
    thread = make_thread()
    make_comment(thread, body="Visible to all.")
    ids = [make_comment(thread, held=True) for _ in range(3)]
    for comment, days in zip(ids, (1, 3, 2), strict=True):
        make_old(comment, days=days)
    page = text(staff().get("/staff/"))
    assert WAITS.findall(page) == [ids[1], ids[2], ids[0]]
    assert "3 comments wait" in page
    assert "Visible to all." not in page
    assert [word.replace("\xa0", " ") for word in re.findall(r"waits ([^<]+?) ·", page)] == [
        "3 days",
        "2 days",
        "1 day",
    ]


def test_a_comment_stands_in_its_context():
    thread = make_thread()
    parent = make_comment(thread, author=make_actor("Ann Rivers"), body="The bridge **must** go.")
    guest = Actor(guest=ensure_guest(token="a key"))
    make_comment(thread, author=guest, parent=parent, body="Why *exactly*?\n\n<b>", held=True)
    page = text(staff().get("/staff/"))
    assert f'<a href="/t/{thread.public_id}/" dir="auto">{thread.title}</a>' in page
    assert "In reply to <bdi>Ann Rivers</bdi>" in page
    assert "The bridge <strong>must</strong> go." in page
    assert '<bdi class="name">Passer-by</bdi> <span class="mark">(not verified)</span>' in page
    assert "Why <em>exactly</em>?" in page
    assert '<pre class="source" dir="auto">Why *exactly*?\n\n&lt;b&gt;</pre>' in page


def test_an_answer_to_what_was_removed_shows_it_to_staff():
    thread = make_thread()
    parent = make_comment(thread, body="Rude words.")
    make_comment(thread, parent=parent, held=True)
    change_visibility(comment=pk_of(parent), act="remove", note="Rule 1.")
    page = text(staff().get("/staff/"))
    assert "Rude words." in page
    assert "(removed)" in page


def test_what_a_colleague_held_says_who_why_and_since_when():
    comment = make_comment(make_thread())
    make_old(comment, days=400)
    colleague = make_actor("Colleague Berta", role="moderator")
    decide(actor=colleague, comment=comment, act="hold", reason="Ask the desk first.")
    page = text(staff().get("/staff/"))
    assert "Held by <bdi>Colleague Berta</bdi>" in page
    assert "Ask the desk first." in page
    assert "waits less than a minute" in page


def test_the_policys_points_are_reasons_with_one_press():
    make_comment(make_thread(), held=True)
    page = text(staff().get("/staff/"))
    rules = re.findall(
        r'<button name="rule" value="(\d)" data-rule="\1">'
        r'<span class="number">\1</span> <bdi>([^<]+)',
        page,
    )
    assert [number for number, _ in rules] == ["1", "2", "3", "4", "5", "6"]
    assert rules[0][1] == "Speak to the matter"


def test_an_empty_queue_says_so_kindly():
    page = text(staff().get("/staff/"))
    assert "Nothing waits." in page
    assert not WAITS.findall(page)


def test_pages_of_twenty_five():
    thread, author = make_thread(), make_actor()
    ids = [make_comment(thread, author=author, held=True) for _ in range(27)]
    client = staff()
    first = text(client.get("/staff/"))
    assert WAITS.findall(first) == ids[:25]
    assert 'rel="next" href="/staff/?page=2"' in first
    second = text(client.get("/staff/?page=2"))
    assert WAITS.findall(second) == ids[25:]
    assert "27 comments wait" in second
    # Whoever empties the last page is led to the one before it.
    assert WAITS.findall(text(client.get("/staff/?page=9"))) == ids[25:]


def test_the_cost_does_not_grow_with_what_waits():
    client, thread, author = staff(), make_thread(), make_actor()
    parents = [make_comment(thread, author=author) for _ in range(25)]
    for parent in parents[:5]:
        make_comment(thread, author=author, parent=parent, held=True)
    client.get("/staff/")
    with queries(28):
        assert len(WAITS.findall(text(client.get("/staff/")))) == 5
    for parent in parents[5:]:
        make_comment(thread, author=author, parent=parent, held=True)
    with queries(28):
        assert len(WAITS.findall(text(client.get("/staff/")))) == 25


def test_the_staff_are_told_when_mail_reaches_nobody():
    words = "nobody receives it. Set COLONNADE_EMAIL_URL."
    assert words in text(staff().get("/staff/"))


def test_keys_are_offered_unless_they_are_switched_off():
    person = make_person(role="moderator")
    make_comment(make_thread(), held=True)
    page = text(sign_in(person).get("/staff/"))
    assert "data-shortcuts" in page
    assert "<kbd>j</kbd>" in page
    keep_shortcuts(person=person.pk, on=False)
    page = text(sign_in(person).get("/staff/"))
    assert "data-shortcuts" not in page
    assert "<kbd>" not in page


def test_no_page_needs_script_or_style_inside_it():
    make_comment(make_thread(), held=True)
    page = text(staff("owner").get("/staff/"))
    assert not re.findall(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", page)
