"""Feeds of articles: Atom and JSON Feed with the whole texts, of the site and of a section."""

import json
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.articles.listing import texts_of
from colonnade.articles.reading import articles_in, latest_articles, section_at
from colonnade.articles.rows import Section, Teaser
from colonnade.discussion.reading import paths_left_out
from colonnade.sites.reading import SiteInfo, current_site, public_address
from colonnade.web.views.feeds import EVER, WithText, xml_text
from colonnade.web.views.newspaper.linked_data import full, share_picture
from colonnade.web.views.newspaper.showing import LISTED
from colonnade.web.views.pages import fill, public_answer

_LIMIT = 20
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_CHOICE = re.compile(r"<source\b[^<>]*>")
_OWN = re.compile(r'\b(src|href|cite)="/(?!/)')


@require_safe
def articles(request: HttpRequest, form: str) -> HttpResponse:
    """Answer the newest articles of the site."""
    return _feed(request, form, None, latest_articles(limit=_LIMIT))


@require_safe
def section_articles(request: HttpRequest, section: str, form: str) -> HttpResponse:
    """Answer the newest articles of a section."""
    found = section_at(section)
    if found is None:
        raise Http404
    return _feed(request, form, found, articles_in(found, limit=_LIMIT))


def standing_alone(html: str) -> str:
    """Return safe HTML of ours so that it shows the same on another site."""
    base = public_address("")

    def whole(tag: re.Match[str]) -> str:
        return _OWN.sub(rf'\1="{base}/', tag[0])

    return _TAG.sub(whole, _CHOICE.sub("", html))


def _feed(
    request: HttpRequest, form: str, section: Section | None, teasers: list[Teaser]
) -> HttpResponse:
    out = paths_left_out(current_site())
    teasers = [teaser for teaser in teasers if teaser.path not in out]
    texts = texts_of(teaser.id for teaser in teasers) if teasers else {}
    contents = {
        teaser.id: standing_alone(
            fill("web/newspaper/entry.html", {"one": teaser, "html": texts[teaser.id]}, request)
        )
        for teaser in teasers
    }
    site = current_site()
    if form == "json":
        body = _json(site, request.path, section, teasers, contents)
        kind = "application/feed+json"
    else:
        body = _atom(site, request.path, section, teasers, contents)
        kind = "application/atom+xml; charset=utf-8"
    return public_answer(request, body.encode(), kind, keeping=LISTED)


def _title(site: SiteInfo, section: Section | None) -> str:
    return f"{site.title}: {section.title}" if section else site.title


def _names(teaser: Teaser, site: SiteInfo) -> list[str]:
    return [byline.name for byline in teaser.bylines] or [site.title]


def _json(
    site: SiteInfo,
    own: str,
    section: Section | None,
    teasers: list[Teaser],
    contents: dict[int, str],
) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(site, section),
        "home_page_url": full(section.path if section else "/"),
        "feed_url": full(own),
        "language": site.language,
        "items": [_item(site, teaser, contents[teaser.id]) for teaser in teasers],
    }
    return json.dumps(feed, ensure_ascii=False)


def _item(site: SiteInfo, teaser: Teaser, html: str) -> dict[str, object]:
    item: dict[str, object] = {
        "id": f"{full('/')}#{teaser.key}",
        "url": full(teaser.path),
        "title": teaser.headline,
        "content_html": html,
        "date_published": teaser.published.isoformat(),
        "date_modified": teaser.updated.isoformat(),
        "authors": [{"name": name} for name in _names(teaser, site)],
    }
    if teaser.standfirst:
        item["summary"] = teaser.standfirst
    if teaser.lead:
        item["image"] = share_picture(teaser.lead)
    return item


def _atom(
    site: SiteInfo,
    own: str,
    section: Section | None,
    teasers: list[Teaser],
    contents: dict[int, str],
) -> str:
    home = full(section.path if section else "/")
    feed = WithText(
        title=xml_text(_title(site, section)),
        link=home,
        description="",
        language=site.language,
        feed_url=full(own),
        feed_guid=full(own),
        since=EVER,
    )
    for teaser in teasers:
        feed.add_item(
            title=xml_text(teaser.headline),
            link=full(teaser.path),
            description="",
            content=xml_text(contents[teaser.id]),
            author_name=xml_text(", ".join(_names(teaser, site))),
            pubdate=teaser.published,
            updateddate=teaser.updated,
            # An article keeps its name where its address changes.
            unique_id=f"{full('/')}#{teaser.key}",
        )
    return str(feed.writeString("utf-8"))
