"""Which finished pages a write in a discussion spoils."""

from colonnade.kit.keys import (
    ARTICLES,
    SHOWN,
    THREADS,
    spoken_by,
    subject_key,
    thread_key,
    topic_key,
)


def spoken(thread: str, handle: str | None = None) -> list[str]:
    """Return what another comment, or another wording, in a thread (public id) spoils.

    `handle`: its writer's, if she has one.
    """
    keys = [thread_key(thread), THREADS]
    return [*keys, spoken_by(handle)] if handle else keys


def described(thread: str) -> list[str]:
    """Return what another title or address of a thread spoils."""
    return [thread_key(thread), topic_key(thread), THREADS]


def left_out(thread: str, subject: str) -> list[str]:
    """Return what it spoils that search engines are to leave a thread out, or not any more.

    `subject` is its key: sitemap and feeds of articles leave that out, too.
    """
    return [*described(thread), subject_key(subject), ARTICLES]


def hidden(thread: str, subject: str, *, again: bool) -> list[str]:
    """Return what hiding a thread spoils, or showing it `again`; `subject` is its key."""
    keys = [*described(thread), subject_key(subject)]
    return [*keys, SHOWN] if again else keys
