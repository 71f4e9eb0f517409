"""What becomes of the discussion when its article is published, changed or withdrawn.

Loaded by `project` alone, and only where there are articles.
"""

from datetime import timedelta

from django.db import transaction

from colonnade.articles.events import ArticlePublished, ArticleWithdrawn
from colonnade.articles.reading import article_for
from colonnade.articles.rows import ArticleInfo, subject_key
from colonnade.discussion.actions import (
    close_thread,
    describe_thread,
    ensure_thread,
    reopen_thread,
    set_closes,
    set_commenting,
    set_hidden,
)
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import ThreadInfo, thread_at
from colonnade.sites.reading import current_site


@transaction.atomic
def keep_discussion(event: ArticlePublished) -> None:
    """Give a published article its thread, in step with it.

    What the article says of its discussion is carried out when that is new, and not again with
    every wording: a moderator's later decision stands.
    """
    article = article_for(event.article)
    if article is None:
        return
    is_new = thread_at(current_site(), key=article.key, actor=STAFF) is None
    thread = _thread(article)
    if is_new or event.discussion_changed:
        _apply(thread, article)
    elif thread.hidden and article.discussion != "hidden":
        set_hidden(thread=thread.id, hidden=False)  # it was withdrawn, and is back


@transaction.atomic
def withdraw_discussion(event: ArticleWithdrawn) -> None:
    """Take the discussion of a withdrawn article out of readers' sight; nothing is deleted."""
    thread = thread_at(current_site(), key=subject_key(event.article), actor=STAFF)
    if thread is not None:
        set_hidden(thread=thread.id, hidden=True)


def _thread(article: ArticleInfo) -> ThreadInfo:
    site, section = current_site(), article.section.title if article.section else ""
    ensure_thread(
        site=site, key=article.key, url=article.path, title=article.headline, section=section
    )
    thread = thread_at(site, key=article.key, actor=STAFF)
    if thread is None:
        raise LookupError(article.key)
    describe_thread(thread=thread.id, title=article.headline, url=article.path, section=section)
    return thread


def _apply(thread: ThreadInfo, article: ArticleInfo) -> None:
    days = article.close_after
    set_hidden(thread=thread.id, hidden=article.discussion == "hidden")
    set_commenting(thread=thread.id, commenting=article.commenting)
    set_closes(thread=thread.id, closes=article.published + timedelta(days=days) if days else None)
    if article.discussion == "read-only":
        close_thread(thread=thread.id)
    else:
        reopen_thread(thread=thread.id)
