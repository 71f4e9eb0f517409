"""Handlers that start outside: the long part is done while everybody else may write."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction

from colonnade.kit import clock
from colonnade.outbox import reading
from colonnade.outbox.actions import record
from colonnade.outbox.models import Event
from colonnade.outbox.worker import deliver, starts_outside, takes_many

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Rang:
    bell: str


@pytest.fixture
def bells():
    names = ["north", "cracked", "east"]
    for bell in names:
        with transaction.atomic():
            record(Rang(bell))
    return names


def echo(bell: str) -> None:
    now = clock.now()
    Event.objects.create(name="Echo", payload={"bell": bell}, recorded=now, delivered=now)


def echoes() -> list[str]:
    rows = Event.objects.filter(name="Echo").order_by("pk")
    return [row.payload["bell"] for row in rows]


def test_it_starts_before_the_transaction_and_ends_in_it(bells):
    seen: list[tuple[bool, object]] = []

    @takes_many
    @starts_outside
    def many(events):
        seen.append((connection.in_atomic_block, [event.bell for event in events]))
        return lambda: seen.append((connection.in_atomic_block, "written"))

    assert deliver({Rang: (many,)}) == 3
    assert seen == [(False, bells), (True, "written")]


def test_nothing_left_to_be_written_is_done_as_well(bells):
    @takes_many
    @starts_outside
    def many(events):
        return None

    assert deliver({Rang: (many,)}) == 3
    assert reading.count_waiting() == 0


def test_where_the_way_out_is_closed_it_is_tried_once_for_all_and_again_later(bells):
    attempts, closed = [], [True]

    @takes_many
    @starts_outside
    def many(events):
        attempts.append(len(events))
        if closed[0]:
            raise ConnectionRefusedError

    @takes_many
    def other(events):
        echo(f"{len(events)} events")

    assert deliver({Rang: (many, other)}) == 0
    assert (attempts, echoes()) == ([3], ["3 events"]), "it stops no other"
    assert deliver({Rang: (many, other)}) == 0, "not due yet"
    closed[0] = False
    with time_machine.travel(clock.now() + timedelta(seconds=3)):
        assert deliver({Rang: (many, other)}) == 3
    assert (attempts, echoes()) == ([3, 3], ["3 events"]), "the other has its receipts"


@pytest.mark.parametrize("fails_outside", [True, False])
def test_what_fails_for_one_event_is_done_for_the_others(bells, fails_outside):
    @takes_many
    @starts_outside
    def many(events):
        def check() -> None:
            if "cracked" in names:
                raise ValueError("no sound")

        def write() -> None:
            for name in names:
                echo(name)
            check()

        names = [event.bell for event in events]
        if fails_outside:
            check()
        return write

    assert deliver({Rang: (many,)}) == 2
    assert echoes() == ["north", "east"]
    waiting = Event.objects.filter(delivered=None)
    assert [event.payload["bell"] for event in waiting] == ["cracked"]


def test_it_comes_again_where_the_transaction_never_ended(bells):
    begun, broken = [], [True]

    @takes_many
    @starts_outside
    def many(events):
        begun.append(len(events))
        return lambda: echo("of all")

    @takes_many
    def end(events):
        if broken[0]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver({Rang: (many, end)})
    assert echoes() == [], "undone with its receipt"
    broken[0] = False
    assert deliver({Rang: (many, end)}) == 3
    assert (begun, echoes()) == ([3, 3], ["of all"])
