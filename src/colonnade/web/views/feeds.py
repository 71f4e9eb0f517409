"""Feeds of comments: Atom and JSON Feed, of one discussion and of all."""

import json
import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from colonnade.discussion.reading import Row, latest_comments
from colonnade.sites.reading import SiteInfo, current_site, public_address
from colonnade.web.names import author_words
from colonnade.web.views.pages import public_answer
from colonnade.web.views.thread import thread_or_refuse

_LIMIT = 50
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _WithText(Atom1Feed):
    """Atom with the whole text of each entry, not a summary."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, str]) -> None:
        """Write the entry and then its text."""
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("content", item["content"], {"type": "html"})


@require_safe
def all_comments(request: HttpRequest, form: str) -> HttpResponse:
    """Answer the newest comments of the site."""
    site = current_site()
    title = _("%(site)s: comments") % {"site": site.title}
    return _feed(request, form, title, reverse("front"), latest_comments(site, limit=_LIMIT))


@require_safe
def thread_comments(request: HttpRequest, thread: str, form: str) -> HttpResponse:
    """Answer the newest comments of one discussion."""
    site = current_site()
    found = thread_or_refuse(site, thread)
    rows = latest_comments(site, thread=found.id, limit=_LIMIT)
    return _feed(request, form, found.title, reverse("thread", args=[thread]), rows)


def _feed(request: HttpRequest, form: str, title: str, path: str, rows: list[Row]) -> HttpResponse:
    site = current_site()
    if form == "json":
        body = _json_feed(site, title, path, request.path, rows)
        return public_answer(request, body.encode(), "application/feed+json")
    body = _atom(site, title, path, request.path, rows)
    return public_answer(request, body.encode(), "application/atom+xml; charset=utf-8")


def _json_feed(site: SiteInfo, title: str, path: str, own: str, rows: list[Row]) -> str:
    items = [
        {
            "id": public_address(reverse("comment", args=[row.id])),
            "url": public_address(reverse("comment", args=[row.id])),
            "title": author_words(row),
            "content_html": row.html,
            "date_published": row.created.isoformat(),
            "date_modified": (row.edited or row.created).isoformat(),
            "authors": [{"name": row.author.name if row.author else ""}],
        }
        for row in rows
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": public_address(path),
        "feed_url": public_address(own),
        "language": site.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False)


def _atom(site: SiteInfo, title: str, path: str, own: str, rows: list[Row]) -> str:
    feed = _WithText(
        title=_xml(title),
        link=public_address(path),
        description="",
        language=site.language,
        feed_url=public_address(own),
        feed_guid=public_address(path),
    )
    for row in rows:
        address = public_address(reverse("comment", args=[row.id]))
        feed.add_item(
            title=_xml(author_words(row)),
            link=address,
            description="",
            content=_xml(row.html),
            author_name=_xml(row.author.name if row.author else ""),
            pubdate=row.created,
            updateddate=row.edited or row.created,
            unique_id=address,
        )
    return str(feed.writeString("utf-8"))


def _xml(text: str) -> str:
    """Return the text with what XML cannot hold shown as the replacement character."""
    return _NOT_XML.sub("\ufffd", text)
