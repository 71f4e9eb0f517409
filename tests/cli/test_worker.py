from collections.abc import Callable
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


class Passing(Event):
    """The sign to stop, by which the worker sleeps: here time passes without being waited for.

    `happens` is called in the first moment of every sleep, until `looks` of them are over.
    """

    def __init__(self, looks: int, happens: Callable[[], object]) -> None:
        super().__init__()
        self.slept: list[float] = []
        self.waiting: list[int] = []
        self._looks, self._happens = looks, happens

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        if len(self.slept) == self._looks:
            self.set()
        self.waiting.append(Waiting.objects.filter(delivered=None).count())
        self.slept.append(timeout)
        if not self.is_set():
            self._happens()
        return self.is_set()


@pytest.mark.django_db(transaction=True)
def test_a_lone_event_waits_no_longer_than_one_sleep():
    thread = make_thread()
    time = Passing(12, lambda: len(time.slept) % 4 == 1 and make_comment(thread))
    worker.work(time)
    assert Waiting.objects.filter(name="CommentPosted", delivered=None).count() == 0
    assert set(time.waiting) == {0}, "what came in one sleep was delivered before the next"
    assert max(time.slept) <= 0.3


@pytest.mark.django_db(transaction=True)
def test_events_gather_while_the_worker_sleeps():
    def load() -> None:
        if time.slept[-1] == worker.POLL:
            for _ in range(5):
                make_comment(thread)

    thread = make_thread()
    time = Passing(8, load)
    worker.work(time)
    posted = Waiting.objects.filter(name="CommentPosted", delivered__isnull=False)
    groups = posted.values("delivered").distinct().count()
    assert groups >= 2
    assert posted.count() == 5 * groups, "five shared a transaction"
    short = [sleep for sleep in time.slept if sleep != worker.POLL]
    assert len(short) == groups, "it rests after each"


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
