from threading import Event, Thread

import pytest
from django.db import connection

from colonnade.cli import worker
from colonnade.moderation.models import Trace
from colonnade.outbox.models import Event as Waiting
from colonnade.project.chores import keep_house
from tests.cli.running import wait_for
from tests.factories import make_comment, make_thread


@pytest.fixture
def working(transactional_db):
    """The worker, in a thread of its own; joined before the database is emptied."""
    stop = Event()

    def run() -> None:
        try:
            worker.work(stop)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    yield
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def nothing_waits() -> bool:
    return not Waiting.objects.filter(delivered=None).exists()


def test_events_are_delivered_as_they_come(working):
    thread = make_thread()
    for _ in range(3):
        make_comment(thread)
        wait_for("delivery", nothing_waits)
    assert Waiting.objects.filter(name="CommentPosted").count() == 3


def test_a_database_that_fails_for_a_while_is_waited_for(working, caplog):
    thread = make_thread()
    rename("outbox_event", "outbox_gone")
    try:
        wait_for("the failure", lambda: "the worker lost the database" in caplog.text)
    finally:
        rename("outbox_gone", "outbox_event")
    make_comment(thread)
    wait_for("delivery all the same", nothing_waits)


def rename(table: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {name}")


def test_old_traces_and_events_are_swept(db):
    long_ago = "2026-01-01T00:00:00Z"
    Trace.objects.create(address="a", thread=1, created=long_ago)
    Waiting.objects.create(name="X", payload={}, recorded=long_ago, delivered=long_ago)
    Waiting.objects.create(name="Y", payload={}, recorded=long_ago)
    keep_house()
    assert not Trace.objects.exists()
    assert [event.name for event in Waiting.objects.all()] == ["Y"]
