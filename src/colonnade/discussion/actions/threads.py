"""Make threads, close them, and say who may comment there."""

from django.db import IntegrityError, transaction

from colonnade.discussion.models import Closure, Thread
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.sites.reading import SiteInfo
from colonnade.sites.settings import COMMENTING


def ensure_thread(*, site: SiteInfo, key: str, url: str = "", title: str, section: str = "") -> str:
    """Return the public id of the thread on this subject, made if it is new.

    Raises the refusals of `accept_text` for the key and the title.
    """
    key = accept_text(key, field="key", limit=200)
    title = accept_text(title, field="title", limit=300)
    try:
        with transaction.atomic():
            thread, _ = Thread.objects.get_or_create(
                site_id=site.id,
                key=key,
                defaults={"url": url, "title": title, "section": section},
            )
    except IntegrityError:
        thread = Thread.objects.get(site=site.id, key=key)
    return thread.public_id


def lock(thread: int) -> Thread:
    """Return the thread, locked until the transaction ends: one writer for each thread."""
    return Thread.objects.select_for_update().get(pk=thread)


@transaction.atomic
def close_thread(*, thread: int) -> None:
    """Take no more comments in this thread."""
    Closure.objects.get_or_create(thread_id=thread)


@transaction.atomic
def reopen_thread(*, thread: int) -> None:
    """Take comments in this thread again."""
    Closure.objects.filter(thread=thread).delete()


def set_commenting(*, thread: int, commenting: str) -> None:
    """Say who may comment in this thread; empty for the site's own rule."""
    if commenting not in {"", *COMMENTING}:
        expected = ", ".join(COMMENTING)
        raise Refusal(
            "setting_invalid", Kind.INVALID, name="commenting", value=commenting, expected=expected
        )
    Thread.objects.filter(pk=thread).update(commenting=commenting)
