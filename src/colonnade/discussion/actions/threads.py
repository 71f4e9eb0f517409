"""Make threads, close and hide them, and say who may comment there."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from colonnade.discussion import keys
from colonnade.discussion.models import Closure, Thread
from colonnade.kit.keys import SITE, subject_key
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.outbox.actions import spoil
from colonnade.sites.reading import SiteInfo
from colonnade.sites.settings import COMMENTING

_TITLE_LIMIT = 300
_URL_LIMIT = 2000
_SECTION_LIMIT = 80


def ensure_thread(*, site: SiteInfo, key: str, url: str = "", title: str, section: str = "") -> str:
    """Return the public id of the thread on this subject, made if it is new.

    Raises the refusals of `accept_text` for the key and the title.
    """
    key = accept_text(key, field="key", limit=200)
    title = accept_text(title, field="title", limit=_TITLE_LIMIT)
    try:
        with transaction.atomic():
            thread, is_new = Thread.objects.get_or_create(
                site_id=site.id,
                key=key,
                defaults={"url": url, "title": title, "section": section},
            )
            if is_new:
                spoil(subject_key(key))
    except IntegrityError:
        thread = Thread.objects.get(site=site.id, key=key)
    return thread.public_id


@transaction.atomic
def describe_thread(*, thread: int, title: str, url: str = "", section: str = "") -> None:
    """Keep what a thread says of its subject in step with the subject.

    `url` is an address, or the path of an article of ours. Raises the refusals of `accept_text`.
    """
    _change(
        lock(thread),
        keys.described,
        title=accept_text(title, field="title", limit=_TITLE_LIMIT),
        url=accept_text(url, field="url", limit=_URL_LIMIT) if url else "",
        section=accept_text(section, field="section", limit=_SECTION_LIMIT) if section else "",
    )


def lock(thread: int) -> Thread:
    """Return the thread, locked until the transaction ends: one writer for each thread."""
    return Thread.objects.select_for_update().get(pk=thread)


@transaction.atomic
def close_thread(*, thread: int) -> None:
    """Take no more comments in this thread."""
    row, (_, is_new) = lock(thread), Closure.objects.get_or_create(thread_id=thread)
    if is_new:
        spoil(*keys.spoken(row.public_id))


@transaction.atomic
def reopen_thread(*, thread: int) -> None:
    """Take comments in this thread again, unless a date closes it: see `set_closes`."""
    row, (gone, _) = lock(thread), Closure.objects.filter(thread=thread).delete()
    if gone:
        spoil(*keys.spoken(row.public_id))


@transaction.atomic
def set_closes(*, thread: int, closes: datetime | None) -> None:
    """Say from when on the thread takes no more comments; None for no such time."""
    _change(lock(thread), keys.spoken, closes=closes)


@transaction.atomic
def set_hidden(*, thread: int, hidden: bool) -> None:
    """Leave the thread and every comment of it to the staff's eyes, or show them again."""
    row = lock(thread)
    spoils = partial(keys.hidden, subject=row.key, again=not hidden)
    _change(row, spoils, hidden=hidden)


@transaction.atomic
def set_noindex(*, thread: int, noindex: bool) -> None:
    """Ask search engines to leave the thread and its subject's page out, or not any more."""
    row = lock(thread)
    spoils = partial(keys.left_out, subject=row.key)
    _change(row, spoils, noindex=noindex)


@transaction.atomic
def show_threads(*, threads: Sequence[str]) -> None:
    """Show hidden threads (public ids) and their comments to everybody."""
    if Thread.objects.filter(public_id__in=threads, hidden=True).update(hidden=False):
        spoil(SITE)


@transaction.atomic
def set_commenting(*, thread: int, commenting: str) -> None:
    """Say who may comment in this thread; empty for the site's own rule."""
    if commenting not in {"", *COMMENTING}:
        expected = ", ".join(COMMENTING)
        raise Refusal(
            "setting_invalid", Kind.INVALID, name="commenting", value=commenting, expected=expected
        )
    _change(lock(thread), keys.spoken, commenting=commenting)


def _change(row: Thread, spoils: Callable[[str], list[str]], **values: object) -> None:
    """Give a thread that is locked other values; only what is another one spoils a page."""
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    Thread.objects.filter(pk=row.pk).update(**values)
    spoil(*spoils(row.public_id))
