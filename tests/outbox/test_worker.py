"""Events: kept with their write, delivered in order, each handler fenced."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from colonnade.kit import clock
from colonnade.outbox import reading
from colonnade.outbox.actions import record
from colonnade.outbox.models import Event
from colonnade.outbox.worker import MAX_ATTEMPTS, deliver, sweep, takes_many

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Rang:
    bell: str


def test_an_event_of_an_undone_write_never_happened():
    @transaction.atomic
    def half():
        record(Rang("north"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert Event.objects.count() == 0


def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        record(Rang("north"))


def test_a_failing_handler_stops_no_other_and_is_tried_again():
    heard, broken = [], [True]

    def fragile(event):
        heard.append("fragile")
        if broken[0]:
            raise OSError("no wire")

    def sturdy(event):
        heard.append(event.bell)

    wiring = {Rang: (fragile, sturdy)}
    with transaction.atomic():
        record(Rang("south"))
    assert deliver(wiring) == 0
    assert heard == ["fragile", "south"]
    assert reading.count_waiting() == 1
    assert deliver(wiring) == 0, "not due yet"
    assert heard == ["fragile", "south"]
    broken[0] = False
    with time_machine.travel(clock.now() + timedelta(seconds=3)):
        assert deliver(wiring) == 1
    assert heard == ["fragile", "south", "fragile"], "the sturdy one ran once"


def test_a_hopeless_delivery_is_given_up_and_counted():
    def hopeless(event):
        raise OSError("never")

    with transaction.atomic():
        record(Rang("west"))
    moment = clock.now()
    for attempt in range(MAX_ATTEMPTS):
        moment += timedelta(seconds=2**attempt + 1)
        with time_machine.travel(moment):
            deliver({Rang: (hopeless,)})
    assert reading.count_waiting() == 0
    assert reading.count_failed() == 1


def test_a_handler_that_takes_many_is_called_once_for_all():
    heard = []

    @takes_many
    def many(events):
        heard.append([event.bell for event in events])

    for bell in ("north", "south", "east"):
        with transaction.atomic():
            record(Rang(bell))
    assert deliver({Rang: (many,)}) == 3
    assert heard == [["north", "south", "east"]]
    assert deliver({Rang: (many,)}) == 0


def test_a_list_that_fails_is_tried_one_by_one_and_only_the_bad_one_waits():
    kept: list[str] = []
    others: list[str] = []

    @takes_many
    def many(events):
        with transaction.atomic():
            for event in events:
                record(Rang(f"echo of {event.bell}"))
                if event.bell == "cracked":
                    raise OSError("no sound")
        kept.extend(event.bell for event in events)

    @takes_many
    def other(events):
        others.extend(event.bell for event in events)

    for bell in ("north", "cracked", "east"):
        with transaction.atomic():
            record(Rang(bell))
    assert deliver({Rang: (many, other)}, batch=3) == 2
    assert (kept, others) == (["north", "east"], ["north", "cracked", "east"])
    echoes = Event.objects.filter(payload__bell__startswith="echo")
    assert sorted(row.payload["bell"] for row in echoes) == ["echo of east", "echo of north"]
    echoes.delete()
    with time_machine.travel(clock.now() + timedelta(seconds=3)):
        assert deliver({Rang: (other,)}) == 1, "the other has its receipt"
    assert others == ["north", "cracked", "east"]


def test_what_was_settled_long_ago_is_forgotten_but_for_the_newest():
    for bell in ("east", "west"):
        with transaction.atomic():
            record(Rang(bell))
    deliver({Rang: ()})
    sweep()
    assert Event.objects.count() == 2
    with time_machine.travel(clock.now() + timedelta(days=31)):
        sweep()
    assert [event.payload for event in Event.objects.all()] == [{"bell": "west"}]
