"""Old addresses: of articles that moved, and of the site that was here before."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from colonnade.articles.reading import article_at, moved_to
from colonnade.discussion.reading import thread_at
from colonnade.sites.reading import current_site
from colonnade.web.views import errors

# What WordPress puts behind the address of an article, each leading to a part of it.
_PARTS = re.compile(r"/(?:amp|embed|trackback|comment-page-\d+|page/\d+|(feed(?:/[a-z0-9]+)?))/\Z")
# Its address of an article in a query, where the site gave it no other.
_NUMBERS = ("p", "page_id")
_OURS = re.compile(r"/(?:api|newsroom|staff|static)/")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead on from an address that something had once; else say that nothing is there."""
    return _lead_on(request) or errors.not_found(request, exception)


def by_number(request: HttpRequest) -> HttpResponse | None:
    """Lead on from "/?p=12"; None where the address has no such number, or nothing had it."""
    query = _number(request)
    now = moved_to(f"{_bare(request)}{query}") if query else None
    return HttpResponsePermanentRedirect(now) if now else None


def _lead_on(request: HttpRequest) -> HttpResponse | None:
    if request.method not in {"GET", "HEAD"} or _OURS.match(request.path):
        return None
    path = request.path.rstrip("/") + "/"
    part = _PARTS.search(path)
    now = moved_to(path) or (moved_to(f"{path[: part.start()]}/") if part else None)
    if now is None:
        return by_number(request)
    feed = _feed(now) if part and part[1] else ""
    return HttpResponsePermanentRedirect(feed or now)


def _feed(path: str) -> str:
    """Return where the feed of the discussion below an article is, '' if there is none."""
    article = article_at(path)
    thread = thread_at(current_site(), key=article.key) if article else None
    return f"/t/{thread.public_id}/feed.xml" if thread else ""


def _number(request: HttpRequest) -> str:
    for name in _NUMBERS:
        value = request.GET.get(name, "")
        if re.fullmatch(r"[0-9]{1,18}", value):
            return f"?{name}={int(value)}"
    return ""


def _bare(request: HttpRequest) -> str:
    return request.path.removesuffix("index.php").rstrip("/") + "/"
