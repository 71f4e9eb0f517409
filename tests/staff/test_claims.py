"""Of several moderators no two are ever given the same comment."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from colonnade.flows.decide import decide
from colonnade.flows.undo import undo
from colonnade.kit import clock
from colonnade.moderation.actions import claim, sweep_desk
from colonnade.moderation.desk import Sieve
from colonnade.moderation.models import Claim
from colonnade.moderation.reading import decisions_on, desk_for
from colonnade.moderation.ruling import Ground
from colonnade.staff.cards import cards_for
from tests.factories import make_actor, make_comment, make_person, make_thread
from tests.staff.desk import decide_at, sign_in, staff, text

WAITS = re.compile(r'<article class="case" id="c-(\w+)"')


def look(client: Client, start: threading.Barrier, found: list[list[str]]) -> None:
    start.wait(60)
    try:
        found.append(WAITS.findall(text(client.get("/staff/"))))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_moderators_at_once_never_meet_on_one_comment():
    thread, author = make_thread(), make_actor()
    ids = [make_comment(thread, author=author, held=True) for _ in range(60)]
    clients = [sign_in(make_person(role="moderator")) for _ in range(3)]
    start, found = threading.Barrier(len(clients)), list[list[str]]()
    lookers = [threading.Thread(target=look, args=(one, start, found)) for one in clients]
    for each in lookers:
        each.start()
    for each in lookers:
        each.join(60)
    assert len(found) == len(clients)
    given = [comment for page in found for comment in page]
    assert len(given) == len(set(given))
    assert set(given) <= set(ids)
    # Nobody who came late is left without work, as long as there is some.
    assert sorted(map(len, found)) == [10, 25, 25]


@pytest.mark.django_db
def test_a_claim_ends_with_the_decision_and_with_time():
    thread = make_thread()
    first, second = (make_comment(thread, held=True) for _ in range(2))
    ann, berta = staff(name="Ann Early"), staff(name="Berta Late")
    assert WAITS.findall(text(ann.get("/staff/"))) == [first, second]
    page = text(berta.get("/staff/"))
    assert WAITS.findall(page) == []
    assert (
        "2 more are in colleagues&#39; hands." in page or "2 more are in colleagues' hands" in page
    )
    Claim.objects.filter(subject=second).update(until=clock.now() - timedelta(seconds=1))
    assert WAITS.findall(text(berta.get("/staff/"))) == [second]
    assert WAITS.findall(text(ann.get("/staff/"))) == [first]
    carla = make_actor("Carla Third", role="moderator")
    decide(actor=carla, comment=first, act="approve")
    undo(actor=carla, comment=first, decision=decisions_on(first)[0].id)
    # Decided and taken back, it waits for whoever comes first.
    assert WAITS.findall(text(berta.get("/staff/"))) == [first, second]
    Claim.objects.update(until=clock.now() - timedelta(days=1))
    sweep_desk()
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_her_own_claim_is_renewed_and_a_colleagues_is_not_taken():
    ann, berta = (make_actor(role="moderator") for _ in range(2))
    ids = [make_comment(make_thread(), held=True) for _ in range(3)]
    assert claim(actor=ann, comments=ids[:2]) == set(ids[:2])
    assert claim(actor=berta, comments=ids) == {ids[2]}
    assert claim(actor=ann, comments=ids) == set(ids[:2])
    assert claim(actor=ann, comments=[]) == set()


@pytest.mark.django_db
def test_what_is_in_hand_can_be_given_back():
    comment = make_comment(make_thread(), held=True)
    ann, berta = staff(), staff()
    ann.get("/staff/")
    assert ann.post("/staff/give-back").status_code == 303
    assert WAITS.findall(text(berta.get("/staff/"))) == [comment]


def work_off(client: Client, start: threading.Barrier, seen: list[str], answers: list[int]) -> None:
    """Decide on what one is given, a few at a time, until nothing is left."""
    start.wait(60)
    try:
        while mine := WAITS.findall(text(client.get("/staff/"))):
            for comment in mine[:4]:
                seen.append(comment)
                fields = {"act": "approve", "state": "held", "revision": "1"}
                answers.append(client.post(decide_at(comment), fields).status_code)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_who_work_the_queue_off_never_meet():
    thread, author = make_thread(), make_actor()
    ids = [make_comment(thread, author=author, held=True) for _ in range(40)]
    clients = [sign_in(make_person(role="moderator")) for _ in range(2)]
    start, answers = threading.Barrier(len(clients)), list[int]()
    seen: list[list[str]] = [[] for _ in clients]
    workers = [
        threading.Thread(target=work_off, args=(client, start, mine, answers))
        for client, mine in zip(clients, seen, strict=True)
    ]
    for each in workers:
        each.start()
    for each in workers:
        each.join(120)
    assert not set(seen[0]) & set(seen[1])
    assert sorted([*seen[0], *seen[1]]) == sorted(ids)
    # Nobody was told that a colleague had been faster, and each was decided once.
    assert set(answers) == {303}
    assert [len(decisions_on(comment)) for comment in ids] == [1] * len(ids)


@pytest.mark.django_db
def test_what_was_decided_while_somebody_took_it_is_not_shown_to_her():
    """A colleague was quicker between the look at the desk and the taking in hand."""
    thread, ann = make_thread(), make_actor(role="moderator")
    first, second, third = (make_comment(thread, held=True) for _ in range(3))
    desk = desk_for(ann, Sieve())
    decide(actor=make_actor(role="moderator"), comment=first, act="approve")
    rule, berta = Ground(rule=1), make_actor(role="moderator")
    decide(actor=berta, comment=second, act="remove", reason="Rude.", ground=rule)
    cards = cards_for(ann, desk.items)
    assert [one.comment.id for one in cards] == [third]
