"""The tail: what others wrote becomes known, cheaply, in order, and after an absence too."""

import shutil
import sqlite3
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction

from colonnade.kit import clock
from colonnade.kit.keys import SITE
from colonnade.outbox.actions import (
    ensure_epoch,
    forget_written,
    new_epoch,
    record,
    spoil,
    written,
)
from colonnade.outbox.models import Event
from colonnade.outbox.seen import Moment, Seen
from colonnade.outbox.tail import Spoil, Tail, open_tail
from colonnade.outbox.tail_postgres import PostgresTail
from colonnade.outbox.tail_sqlite import SqliteTail
from colonnade.outbox.worker import deliver, sweep
from tests.ready_database import clone_sqlite

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 20.0  # seconds; reached only where a test fails


@dataclass(frozen=True)
class Rang:
    bell: str


def write(*keys: str) -> int:
    with transaction.atomic():
        spoil(*keys)
    return Event.objects.latest("pk").pk


def address() -> str:
    """Return the address of the database that the test stands on, '' for SQLite."""
    if connection.vendor == "sqlite":
        return ""
    return psycopg.conninfo.make_conninfo(
        settings.CONFIG.database_url, dbname=str(connection.settings_dict["NAME"])
    )


def a_tail(since: int | None = None, epoch: str = "") -> Tail:
    return open_tail(address(), Path(str(connection.settings_dict["NAME"])), since, epoch)


def heard(tail: Tail, count: int) -> list[Spoil]:
    """Return what a tail tells, waiting where it looks by itself, until it is so many."""
    found = tail.poll()
    while len(found) < count and isinstance(tail, PostgresTail) and tail.wait(LONG):
        found += tail.poll()
    return found


def test_a_tail_begins_at_the_present_end_and_tells_what_comes():
    write("thread:old")
    with closing(a_tail()) as tail:
        assert tail.poll() == []
        first, second = write("thread:a", "threads"), write("person:b")
        assert heard(tail, 2) == [
            Spoil(first, ("thread:a", "threads")),
            Spoil(second, ("person:b",)),
        ]
        assert tail.last == second
        assert tail.knows(second)
        assert not tail.knows(second + 1)
        assert tail.is_same()


@transaction.atomic
def write_in_vain() -> None:
    spoil("thread:never")
    raise ZeroDivisionError


def test_what_was_undone_is_never_told():
    with closing(a_tail()) as tail:
        with pytest.raises(ZeroDivisionError):
            write_in_vain()
        number = write("thread:b")
        assert heard(tail, 1) == [Spoil(number, ("thread:b",))]


def test_events_with_handlers_are_told_before_they_are_delivered():
    with closing(a_tail()) as tail:
        with transaction.atomic():
            record(Rang("north"), spoils=["thread:a"])
        assert [one.keys for one in heard(tail, 1)] == [("thread:a",)]
        assert deliver({Rang: ()}) == 1


def test_the_newest_write_to_the_site_is_known():
    with closing(a_tail()) as tail:
        before = tail.site
        write("threads")
        site = write(SITE)
        write("threads")
        heard(tail, 3)
        assert (before < site, tail.site) == (True, site)


def test_a_restart_tells_what_was_written_meanwhile():
    ensure_epoch()
    # In an empty outbox, numbers that other tests used up in vain would look like lost events.
    write("thread:before")
    with closing(a_tail()) as tail:
        heard(tail, 0)
        since, epoch = tail.last, tail.epoch
    assert epoch
    number = write("thread:meanwhile")
    with closing(a_tail(since, epoch)) as tail:
        assert heard(tail, 1) == [Spoil(number, ("thread:meanwhile",))]
        assert tail.is_same()


@pytest.mark.parametrize("change", ["epoch", "older", "swept"])
def test_a_restart_on_another_database_is_told(change):
    ensure_epoch()
    number = write("thread:a")
    with closing(a_tail()) as tail:
        epoch = tail.epoch
    if change == "epoch":
        new_epoch()
    elif change == "older":
        number += 1000
    else:
        # Thirty days later all of it is swept away but the newest: what came between is not told.
        write("thread:unheard")
        write("thread:newest")
        with time_machine.travel(clock.now() + timedelta(days=31)):
            sweep()
        assert Event.objects.count() == 1
    with closing(a_tail(number, epoch)) as tail:
        assert not tail.is_same()
        assert tail.is_same(), "told once"
        assert tail.poll() == []
        after = write("thread:b")
        assert [one.id for one in heard(tail, 1)] == [after], "and it goes on from there"


def test_another_epoch_is_noticed_while_it_runs():
    ensure_epoch()
    with closing(a_tail()) as tail:
        assert tail.is_same()
        write("thread:a")
        heard(tail, 1)
        before = tail.epoch
        new_epoch()
        write("thread:b")
        tail.poll()
        if isinstance(tail, PostgresTail):
            assert tail.wait_until(lambda: tail.epoch != before, LONG)
        assert not tail.is_same()
        assert tail.epoch != before


def test_a_request_knows_the_last_event_that_it_committed():
    forget_written()
    with pytest.raises(ZeroDivisionError):
        write_in_vain()
    assert written() == 0
    number = write("thread:a")
    assert written() == number
    forget_written()
    assert written() == 0


def test_what_another_thread_commits_for_her_is_hers():
    def work():
        spoil("thread:hers")

    forget_written()
    context = copy_context()
    forget_written()
    with transaction.atomic():
        context.run(work)
    assert written() == 0
    assert context.run(written) == Event.objects.latest("pk").pk


def test_a_number_that_is_missing_is_waited_for_until_nobody_can_bring_it():
    seen = Seen(None, "")
    seen.begin("e", [5, 4, 2, 1], Moment(0.0, 90, 100), late=False)
    assert (seen.top, seen.last, seen.knows(5), seen.knows(3)) == (5, 2, True, False)
    assert seen.take("e", [(5, ""), (8, "x")], Moment(1.0, 95, 110)) == [Spoil(8, ("x",))]
    assert sorted(seen.missing) == [3, 6, 7]
    assert seen.take("e", [(6, "y"), (8, "x")], Moment(3.0, 101, 120)) == [Spoil(6, ("y",))]
    assert sorted(seen.missing) == [7], "3 could be brought by none any more, 7 still can"
    assert seen.last == 6
    assert seen.take("e", [(8, "x")], Moment(9.0, 200, 200)) == []
    assert (seen.last, seen.missing) == (8, {})


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "site.sqlite3"
    clone_sqlite(path)
    return path


def write_in(path: Path, keys: str) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "INSERT INTO outbox_event (name, payload, recorded, spoils) VALUES ('x', '{}', '', ?)",
            [keys],
        )


@pytest.mark.once
class TestFile:
    def test_a_look_costs_one_statement_where_nobody_wrote(self, file):
        said: list[str] = []
        with closing(SqliteTail(file, Seen(None, ""))) as tail:
            tail.poll()
            tail.trace = said.append
            tail.close()
            tail.poll()
            said.clear()
            for _ in range(100):
                assert tail.poll() == []
            assert said == ["PRAGMA data_version"] * 100
            write_in(file, "thread:a")
            said.clear()
            assert [one.keys for one in tail.poll()] == [("thread:a",)]
            assert len(said) == 2, said

    def test_a_database_that_comes_later_is_another(self, tmp_path, file):
        late = tmp_path / "late" / "site.sqlite3"
        with closing(open_tail("", late)) as tail:
            assert (tail.poll(), tail.away, tail.is_same()) == ([], True, True)
            late.parent.mkdir()
            shutil.copy(file, late)
            # What was kept until then hung on writes that nobody told of.
            assert (tail.poll(), tail.away, tail.is_same()) == ([], False, False)
            write_in(late, "thread:a")
            assert [one.keys for one in tail.poll()] == [("thread:a",)]
            assert tail.is_same()

    def test_a_file_put_in_the_place_of_the_other_is_noticed(self, tmp_path, file):
        write_in(file, "thread:a")
        copy = tmp_path / "copy"
        shutil.copy(file, copy)
        with closing(open_tail("", file)) as tail:
            assert tail.poll() == []
            write_in(file, "thread:b")
            assert len(tail.poll()) == 1
            copy.rename(file)
            tail.poll()
            assert not tail.is_same()
            write_in(file, "thread:c")
            assert [one.keys for one in tail.poll()] == [("thread:c",)]
