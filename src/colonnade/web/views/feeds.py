"""Feeds of comments: Atom and JSON Feed, of one discussion and of all."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from colonnade.discussion.marks import NOINDEX
from colonnade.discussion.reading import Row, latest_comments, paths_left_out
from colonnade.kit.keys import THREADS, thread_key
from colonnade.sites.reading import SiteInfo, current_site, public_address
from colonnade.web.keeping import Keeping, people_in
from colonnade.web.names import author_words, named
from colonnade.web.views.pages import ask_to_leave_out, public_answer
from colonnade.web.views.thread import thread_or_refuse

_LIMIT = 50
EVER = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class WithText(Atom1Feed):
    """Atom with the whole text of each entry, not a summary."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, str]) -> None:
        """Write the entry and then its text."""
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self) -> datetime:
        """Return when the newest entry was written or edited; of none, when this began."""
        since: datetime = self.feed["since"]
        return super().latest_post_date() if self.items else since


@dataclass(frozen=True, slots=True)
class _Channel:
    """What a feed says of itself: `path` is the page it belongs to, `key` never changes.

    `since` is the time of a feed without entries.
    """

    title: str
    path: str
    key: str
    since: datetime


@require_safe
def all_comments(request: HttpRequest, form: str) -> HttpResponse:
    """Answer the newest comments of the site."""
    site = current_site()
    front = reverse("front")
    channel = _Channel(_("%(site)s: comments") % {"site": site.title}, front, front, EVER)
    out = paths_left_out(site)
    rows = [row for row in latest_comments(site, limit=_LIMIT) if row.thread_path not in out]
    return _feed(request, form, channel, rows, Keeping((THREADS, *people_in(rows))))


@require_safe
def thread_comments(request: HttpRequest, thread: str, form: str) -> HttpResponse:
    """Answer the newest comments of one discussion."""
    site = current_site()
    found = thread_or_refuse(site, thread)
    rows = latest_comments(site, thread=found.id, limit=_LIMIT)
    channel = _Channel(found.title, found.path, reverse("thread", args=[thread]), found.created)
    keeping = Keeping((thread_key(thread), *people_in(rows)))
    answer = _feed(request, form, channel, rows, keeping)
    if found.noindex:
        ask_to_leave_out(answer)
    return answer


def _feed(
    request: HttpRequest, form: str, channel: _Channel, rows: list[Row], keeping: Keeping
) -> HttpResponse:
    site = current_site()
    rows = [row for row in rows if NOINDEX not in row.marks]
    if form == "json":
        body = _json_feed(site, channel, request.path, rows)
        kind = "application/feed+json"
    else:
        body = _atom(site, channel, request.path, rows)
        kind = "application/atom+xml; charset=utf-8"
    return public_answer(request, body.encode(), kind, keeping=keeping)


def _json_feed(site: SiteInfo, channel: _Channel, own: str, rows: list[Row]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": public_address(channel.path),
        "feed_url": public_address(own),
        "language": site.language,
        "items": [_json_item(row) for row in rows],
    }
    return json.dumps(feed, ensure_ascii=False)


def _json_item(row: Row) -> dict[str, object]:
    address = public_address(reverse("comment", args=[row.id]))
    item: dict[str, object] = {
        "id": address,
        "url": address,
        "title": author_words(row),
        "content_html": row.html,
        "authors": [{"name": named(row)}],
    }
    if row.dated:
        item["date_published"] = row.created.isoformat()
        item["date_modified"] = (row.edited or row.created).isoformat()
    if row.kind or row.marks:
        item["tags"] = _tags(row)
    return item


def _tags(row: Row) -> list[str]:
    """Return what the API calls the comment's kind and marks."""
    return [word for word in (row.kind, *row.marks) if word]


def _atom(site: SiteInfo, channel: _Channel, own: str, rows: list[Row]) -> str:
    feed = WithText(
        title=xml_text(channel.title),
        link=public_address(channel.path),
        description="",
        language=site.language,
        feed_url=public_address(own),
        feed_guid=public_address(channel.key),
        since=channel.since,
    )
    for row in rows:
        address = public_address(reverse("comment", args=[row.id]))
        feed.add_item(
            title=xml_text(author_words(row)),
            link=address,
            description="",
            content=xml_text(row.html),
            author_name=xml_text(named(row)),
            pubdate=row.created if row.dated else None,
            updateddate=row.edited or row.created,
            unique_id=address,
            categories=_tags(row),
        )
    return str(feed.writeString("utf-8"))


def xml_text(text: str) -> str:
    """Return the text with what XML cannot hold shown as the replacement character."""
    return _NOT_XML.sub("\ufffd", text)
