"""Stricter hours are told where somebody writes: on the page, and by the script."""

import pytest
from django.test import Client

from colonnade.flows.raid import begin_raid, calm_raid
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.reading import raids_now
from tests.factories import make_actor, make_person, make_thread
from tests.staff.desk import sign_in, text

pytestmark = pytest.mark.django_db
STRICTER = "It is stricter here until"


def told(client: Client, thread: str) -> str:
    """Return what both ways say, where they agree."""
    page = text(client.get(f"/t/{thread}/comment"))
    lines = client.get(f"/personal/t/{thread}").json()["bears"]
    assert all(line in page for line in lines)
    assert bool(lines) == (STRICTER in page)
    return " ".join(lines)


def switch(thread: str, **strictness: bool | int) -> None:
    begin_raid(
        actor=make_actor(role="owner"),
        thread=thread,
        strictness=Strictness(**strictness),  # type: ignore[arg-type]
        hours=3,
    )


def test_slow_hours_are_told_in_their_thread_alone_and_until_they_end():
    thread, other = make_thread().public_id, make_thread().public_id
    client = Client()
    assert told(client, thread) == ""
    switch(thread, slow_seconds=90)
    assert "You can write one comment every 90 seconds." in told(client, thread)
    assert told(client, other) == ""
    # The staff write as ever.
    assert told(sign_in(make_person(role="moderator")), thread) == ""
    calm_raid(actor=make_actor(role="owner"), raid=raids_now()[0].id, thread=thread)
    assert told(client, thread) == ""


def test_that_all_waits_is_told_everywhere():
    thread = make_thread().public_id
    switch("", hold_all=True)
    assert "A moderator sees every comment before others do." in told(Client(), thread)
    assert "sees every comment" in told(sign_in(make_person()), thread)


def test_a_guest_who_is_kept_out_is_shown_the_way_in_and_keeps_what_she_typed():
    thread, guest = make_thread().public_id, Client()
    switch(thread, members_only=True)
    assert "Only members can write." in told(guest, thread)
    assert guest.get(f"/personal/t/{thread}").json()["may_comment"] is False
    assert "<textarea" not in text(guest.get(f"/t/{thread}/comment"))
    page = text(guest.post(f"/t/{thread}/comment", {"body": "Typed before it began."}))
    assert "Typed before it began." in page
    assert 'href="/accounts/login/' in page
    member = sign_in(make_person())
    assert told(member, thread) == ""
    assert member.get(f"/personal/t/{thread}").json()["may_comment"] is True
