"""Keep public articles true: their addresses, what hangs on them, their schedule."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Page, Revision

from colonnade.articles.events import ArticlePublished, ArticleWithdrawn
from colonnade.articles.models import RENDERED, ArticlePage, FormerAddress, PlainPage
from colonnade.articles.rendering import rendering_key
from colonnade.articles.spoiling import naming, of_article
from colonnade.kit import clock
from colonnade.outbox.actions import record, spoil

_log = logging.getLogger(__name__)


@transaction.atomic
def settle(*, articles: Iterable[int], tell: bool = True) -> None:
    """Keep the addresses of public articles, and `tell` that readers may see them anew."""
    rows = ArticlePage.objects.filter(pk__in=list(articles), live=True)
    for row in rows:
        section = row.section_above()
        row.section = section
        _settle_address(row)
        ArticlePage.objects.filter(pk=row.pk).update(
            section=section, public_path=row.public_path, told=row.wishes
        )
        keys = of_article(row.pk)
        if tell:
            told = ArticlePublished(article=row.pk, discussion_changed=row.told != row.wishes)
            record(told, spoils=keys)
        else:
            spoil(*keys)


def settle_section(*, section: int) -> None:
    """Do so for all articles of a section, whose own address may have changed."""
    rows = ArticlePage.objects.filter(section=section, live=True)
    settle(articles=rows.values_list("pk", flat=True))


@transaction.atomic
def withdraw(*, article: int) -> None:
    """Tell that readers see an article no more."""
    record(ArticleWithdrawn(article=article), spoils=of_article(article))


@transaction.atomic
def withdraw_section(*, section: int) -> None:
    """Tell so of every article in a section that is public no more."""
    rows = ArticlePage.objects.filter(section=section, live=True)
    for article in rows.values_list("pk", flat=True):
        withdraw(article=article)


def publish_due() -> int:
    """Publish what was to be published by now, and withdraw what was to end; return how many.

    Two workers at once do it once. What cannot be published is told in the log, and stops
    nothing else.
    """
    now = clock.now()
    ended = Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at")
    done = [_tried(_end, pk, now) for pk in list(ended.values_list("pk", flat=True))]
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    done += [_tried(_go_live, pk, now) for pk in list(due.values_list("pk", flat=True))]
    return sum(done)


def _tried(act: Callable[[int, datetime], bool], which: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return act(which, now)
    except ValidationError:
        _log.exception("what was scheduled cannot be carried out: %s %s", act.__name__, which)
        return False


def _end(page: int, now: datetime) -> bool:
    rows = Page.objects.select_for_update().filter(pk=page, live=True, expire_at__lte=now)
    row = rows.first()
    if row is not None:
        row.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return row is not None


def _go_live(revision: int, now: datetime) -> bool:
    rows = Revision.objects.select_for_update().filter(pk=revision, approved_go_live_at__lte=now)
    row = rows.first()
    if row is not None:
        row.publish(log_action="wagtail.publish.scheduled")
    return row is not None


def forget_renderings(*, of: models.Model) -> None:
    """Let the HTML that shows this picture or byline be made anew."""
    pages = naming(of)
    for kind in (ArticlePage, PlainPage):
        kind.objects.filter(pk__in=pages).update(rendering="")


def refresh_renderings(*, limit: int = 200) -> int:
    """Store the HTML that was made by other code or in other words, `limit` of a kind at most.

    Returns how many; readers have seen the new one already, made as they asked.
    """
    made = 0
    for kind in (ArticlePage, PlainPage):
        for row in kind.objects.filter(live=True).exclude(rendering=rendering_key())[:limit]:
            row.render_anew()
            worked_out = {name: getattr(row, name) for name in RENDERED}
            kind.objects.filter(pk=row.pk).update(**worked_out)
            made += 1
    return made


def _settle_address(row: ArticlePage) -> None:
    now = row.own_path
    if row.public_path and row.public_path != now:
        FormerAddress.objects.update_or_create(
            path=row.public_path, defaults={"article": row, "plain": None}
        )
    FormerAddress.objects.filter(path=now).delete()
    row.public_path = now
