"""Posts that arrive together: one commit, and each its own verdict."""

import os
import random
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event, get_ident
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from colonnade.discussion.actions import Posting, close_thread, find_posted, post
from colonnade.discussion.models import Comment, Revision
from colonnade.discussion.reading import ThreadInfo, comment_for, recount, soundness
from colonnade.flows.post_comment import NewComment, post_comment
from colonnade.flows.together import _WRITER, together
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox import actions as outbox
from colonnade.outbox.models import Event as Told
from colonnade.outbox.rows import insert
from colonnade.people.actions import ensure_guest
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_setting
from tests.conftest import FULL
from tests.factories import STAFF, fresh, make_actor, make_comment, make_thread
from tests.ready_database import clone_sqlite

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
WRITERS = 8
POSTS = 12


def in_thread(work: Callable[[], T]) -> T:
    """Do a thread's work and close what it opened."""
    try:
        return work()
    finally:
        connection.close()


@pytest.mark.parametrize("_round", range(40 if FULL else 2))
def test_good_and_bad_posts_mixed_each_get_their_own_verdict(_round):
    seed = os.environ.get("COLONNADE_SEED") or str(random.randrange(10**6))
    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    change_setting(name="commenting", value="guests")
    threads = [make_thread(comments=3) for _ in range(2)]
    closed = make_thread(comments=1)
    close_thread(thread=closed.id)
    answered = {thread.public_id: make_comment(thread) for thread in threads}
    taken = uuid4()
    post_comment(actor=make_actor(), new=NewComment(threads[0].public_id, "Mine.", taken))
    actors = [make_actor() if number % 2 else Actor() for number in range(WRITERS)]
    told_before = Told.objects.count()

    def write(number: int) -> list[tuple[str, str, UUID]]:
        chance, seen = random.Random(f"{seed}.{number}"), []
        for _ in range(POSTS):
            new, expected = made_up(chance, threads, closed, answered, taken, number)
            seen.append((expected, verdict(actors[number], new), new.key))
        return seen

    with ThreadPoolExecutor(WRITERS) as pool:
        found = pool.map(lambda number: in_thread(lambda: write(number)), range(WRITERS))
        seen = [one for several in found for one in several]
    assert [one for one in seen if one[0] != one[1]] == [], seed
    posted = {key for _, got, key in seen if got == "posted"}
    kept = Comment.objects.filter(key__in=posted)
    assert kept.count() == len(posted) > 0, seed
    assert Told.objects.count() - told_before == len(posted), seed
    for thread in threads:
        now = fresh(thread)
        numbers = Comment.objects.filter(thread=thread.id).values_list("seq", flat=True)
        assert sorted(numbers) == list(range(1, now.total + 1)), seed
        assert recount(thread.id), seed
    assert all(one.is_sound for one in soundness()), seed


def made_up(chance, threads, closed, answered, taken, number) -> tuple[NewComment, str]:
    """Return a post, and what should become of it."""
    thread: ThreadInfo = chance.choice(threads)
    name = "" if number % 2 else "Passer-by"
    token = "" if number % 2 else f"{number}" * 43
    key = UUID(int=chance.getrandbits(128), version=4)
    common = {"name": name, "guest_token": token}
    place, body = thread.public_id, f"Post of {number}."
    found: tuple[NewComment, str] = chance.choice(
        [
            (NewComment(closed.public_id, body, key, **common), "thread_closed"),
            (NewComment(place, body, key, parent="2" * 12, **common), "parent_missing"),
            (NewComment(threads[0].public_id, body, taken, **common), "key_taken"),
            (NewComment(place, "x" * 20_001, key, **common), "text_too_long"),
            (NewComment("2" * 12, body, key, **common), "thread_missing"),
            (NewComment(place, body, key, parent=answered[place], **common), "posted"),
            (NewComment(place, body, key, **common), "posted"),
            (NewComment(place, body, key, **common), "posted"),
        ]
    )
    return found


def verdict(actor: Actor, new: NewComment) -> str:
    """Post; where it came through, post it again as after a lost answer."""
    outbox.forget_written()
    try:
        posted = post_comment(actor=actor, new=new)
    except Refusal as refusal:
        assert outbox.written() == 0
        return refusal.code
    assert outbox.written() > 0
    again = post_comment(actor=actor, new=new)
    assert (again.comment, again.again) == (posted.comment, True)
    return "posted"


@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize("is_member", [False, True])
def test_what_a_writer_is_shown_at_once_is_what_is_read_later(is_member, held):
    change_setting(name="commenting", value="guests-held" if held else "guests")
    thread = make_thread()
    parent = make_comment(thread)
    actor = make_actor() if is_member else Actor(guest=ensure_guest(token="k" * 43))
    for answered in ("", parent):
        new = NewComment(thread.public_id, "*So*", uuid4(), parent=answered, name="Ada")
        posted = post_comment(actor=actor, new=new)
        assert posted.shown == comment_for(STAFF, posted.comment)
        assert posted.held == (held and not is_member)


@pytest.fixture
def thread(db) -> ThreadInfo:
    """Return an empty thread, made before somebody holds the writer's place."""
    return make_thread()


@pytest.fixture
def queue(thread):
    """Let works wait behind one that holds the writer's place, and say what becomes of them."""
    if connection.vendor != "sqlite":
        yield None
        return
    began, go = Event(), Event()

    def hold() -> None:
        began.set()
        assert go.wait(30)

    with ThreadPoolExecutor(WRITERS) as pool:
        first = pool.submit(in_thread, lambda: together(hold))
        assert began.wait(30)

        def all_of(*works: Callable[[], object]) -> list[Future[object]]:
            futures = [pool.submit(in_thread, lambda work=work: together(work)) for work in works]
            moment = Event()
            while len(_WRITER._waiting) < len(works):
                moment.wait(0.01)
            go.set()
            first.result()
            return futures

        try:
            yield all_of
        finally:
            go.set()


@pytest.mark.once
def test_what_waits_is_written_by_one_thread_and_a_bad_one_is_undone_alone(thread, queue):
    keys = [uuid4() for _ in range(4)]

    def good(key: UUID) -> int:
        make_comment_with(thread, key)
        return get_ident()

    def bad() -> None:
        make_comment_with(thread, keys[3])
        raise Refusal("parent_missing", Kind.CONFLICT)

    futures = queue(*(lambda key=key: good(key) for key in keys[:3]), bad)
    writers = {future.result() for future in futures[:3]}
    assert len(writers) == 1, "one thread wrote for all"
    with pytest.raises(Refusal):
        futures[3].result()
    kept = set(Comment.objects.filter(thread=thread.id).values_list("key", flat=True))
    assert kept == set(keys[:3])
    assert recount(thread.id)


@pytest.mark.once
def test_where_no_work_fails_half_done_there_is_no_savepoint(thread, queue):
    seen: list[str] = []

    def listens(go_on, sql, *rest):
        seen.append(sql.split()[0])
        return go_on(sql, *rest)

    def good() -> None:
        make_comment_with(thread, uuid4())

    def refused() -> None:
        raise Refusal("thread_closed", Kind.DENIED)

    def leads() -> None:
        connection.execute_wrappers.append(listens)

    futures = queue(leads, refused, good, refused)
    assert [type(future.exception()) for future in futures] == [
        *(type(None), Refusal, type(None), Refusal)
    ]
    # `post` has one of its own, around itself.
    assert seen.count("SAVEPOINT") == 1
    assert fresh(thread).total == 1


@pytest.mark.once
def test_where_the_database_undid_the_transaction_nobody_is_told_success(thread, queue):
    key = uuid4()

    def good() -> None:
        make_comment_with(thread, key)

    def loses_it() -> None:
        connection.connection.rollback()  # as SQLite does by itself where a disk is full

    for future in queue(good, loses_it):
        with pytest.raises(DatabaseError):
            future.result()
    assert find_posted(thread=thread.id, key=key) is None


@pytest.mark.once
def test_where_the_commit_fails_nobody_is_told_success(thread, queue):
    key = uuid4()

    def breaks_the_commit() -> None:
        # SQLite looks only at the end whether what is pointed to is there.
        nothing = {"source": "", "format": "markdown", "html": "", "rendering": 1}
        insert(Revision, comment_id=10**9, number=1, created=thread.created, **nothing)

    def good() -> str:
        make_comment_with(thread, key)
        return "done"

    futures = queue(good, breaks_the_commit)
    for future in futures:
        with pytest.raises(IntegrityError):
            future.result()
    assert find_posted(thread=thread.id, key=key) is None
    assert together(good) == "done", "the place is free again"
    assert fresh(thread).total == 1


@pytest.mark.once
def test_whoever_writes_does_so_by_one_connection_and_by_another_to_another_file(thread):
    def which() -> int:
        return id(connection.connection)

    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        pools = (one, other, one, other)
        used = {pool.submit(in_thread, lambda: together(which)).result() for pool in pools}
        assert len(used) == 1
    assert which() not in used
    connection.close()
    clone_sqlite(Path(str(connection.settings_dict["NAME"])))
    anew = make_thread()
    together(lambda: make_comment_with(anew, uuid4()))
    assert fresh(anew).total == 1


def test_inside_a_transaction_it_is_a_part_of_it():
    thread, key = make_thread(), uuid4()

    @transaction.atomic
    def half() -> None:
        together(lambda: make_comment_with(thread, key))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert find_posted(thread=thread.id, key=key) is None


def make_comment_with(thread: ThreadInfo, key: UUID) -> None:
    """Post past the gates, with a key of the test's choice."""
    author = Actor(guest=None)
    post(Posting(thread.id, "", author, "Passer-by", "A thought.", key))
