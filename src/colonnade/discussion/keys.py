"""Which finished pages a write in a discussion spoils."""

from colonnade.kit.keys import THREADS, spoken_by, thread_key, topic_key


def spoken(thread: str, handle: str) -> list[str]:
    """Return what one more comment in a thread (public id) spoils; `handle`: its writer's, or ''."""
    keys = [thread_key(thread), THREADS]
    return [*keys, spoken_by(handle)] if handle else keys


def changed(thread: str, handle: str = "") -> list[str]:
    """Return the same where what was there already is another, or may not be seen any more."""
    return [*spoken(thread, handle), topic_key(thread)]
