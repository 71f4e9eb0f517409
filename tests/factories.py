"""Makers of what tests stand on: real rows through the rooms' own verbs."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import TypeVar
from uuid import uuid4

from colonnade.discussion.actions import (
    LoadedComment,
    LoadedThread,
    Posting,
    ensure_thread,
    load_thread,
    post,
    set_commenting,
)
from colonnade.discussion.reading import ThreadInfo, comment_for, thread_of
from colonnade.kit import clock
from colonnade.outbox.models import Event
from colonnade.outbox.worker import deliver
from colonnade.people.actions import add_person
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from colonnade.project.wiring import WIRING
from colonnade.sites.reading import current_site

T = TypeVar("T")
_ALPHABET = "ABDEGKPQTXZ"
_numbers = count(1)
STAFF = Actor(role="moderator")
PASSWORD = "quiet harbor lantern"


def make_person(name: str = "", *, role: str = "member", password: str | None = None) -> Person:
    """Return a person with a confirmed address; the name is made up where none is given."""
    number = next(_numbers)
    made_up = name or f"Reader Number {_letters(number)}"
    pk = add_person(name=made_up, email=f"reader{number}@example.org", role=role, password=password)
    return Person.objects.get(pk=pk)


def make_actor(name: str = "", *, role: str = "member") -> Actor:
    """Return a member who acts."""
    return actor_of(make_person(name, role=role), address="192.0.2.1")


def make_thread(
    *, comments: int = 0, parents: Sequence[int | None] | None = None, commenting: str = ""
) -> ThreadInfo:
    """Return a thread with this many comments; `parents` shapes its tree (default: a mix)."""
    site = current_site()
    number = next(_numbers)
    title = f"Thread {_letters(number)}"
    if not comments and not parents:
        public_id = ensure_thread(site=site, key=f"key-{number}", title=title)
    else:
        shape = list(parents) if parents is not None else _mixed(comments)
        public_id = _load(title, number, shape)
    thread = thread_of(site, public_id)
    assert thread is not None
    if commenting:
        set_commenting(thread=thread.id, commenting=commenting)
    return fresh(thread)


def make_comment(
    thread: ThreadInfo,
    *,
    author: Actor | None = None,
    parent: str = "",
    body: str = "A thought.",
    held: bool = False,
) -> str:
    """Post a comment past the gates and return its public id."""
    return post(
        Posting(
            thread=thread.id,
            parent=parent,
            author=author or make_actor(),
            guest_name="" if author is None or author.is_member else "Passer-by",
            source=body,
            key=uuid4(),
            held=held,
        )
    )


def pk_of(comment: str) -> int:
    """Return the primary key behind a public id."""
    found = comment_for(STAFF, comment)
    assert found is not None
    return found.pk


def fresh(thread: ThreadInfo) -> ThreadInfo:
    """Return the thread as it stands now, hidden or not."""
    found = thread_of(current_site(), thread.public_id, STAFF)
    assert found is not None
    return found


def there(found: T | None) -> T:
    """Return what was found; the test fails where nothing was."""
    assert found is not None
    return found


def told() -> list[str]:
    """Return the names of all events that anybody is told of, in order."""
    return [event.name for event in Event.objects.exclude(name="Spoiled").order_by("pk")]


def deliver_all() -> None:
    """Bring every waiting event to its handlers, as the worker does."""
    while deliver(WIRING):
        pass


def _mixed(comments: int) -> list[int | None]:
    return [None if index % 4 == 0 else (index * 7) % index for index in range(comments)]


def _load(title: str, number: int, shape: Sequence[int | None]) -> str:
    person = make_person()
    start = clock.now() - timedelta(minutes=len(shape) + 1)
    loaded = [
        LoadedComment(
            parent=parent,
            created=start + timedelta(minutes=index),
            source=f"Comment number {index}.",
            person=person.pk,
        )
        for index, parent in enumerate(shape)
    ]
    return load_thread(
        site=current_site(),
        thread=LoadedThread(key=f"key-{number}", title=title),
        comments=loaded,
        seed=10_000 + number,
    )


def _letters(number: int) -> str:
    """Return a word for a number; no two look alike, as I and L would."""
    word = ""
    while number:
        number, digit = divmod(number - 1, len(_ALPHABET))
        word = _ALPHABET[digit] + word
    return word
