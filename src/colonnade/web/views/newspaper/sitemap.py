"""What crawlers ask for: the sitemap, and where nothing is to be found for them."""

from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.articles.listing import Place, article_places, count_articles, front_places
from colonnade.discussion.reading import paths_left_out
from colonnade.discussion.viewing import page_from
from colonnade.kit.keys import ARTICLES
from colonnade.sites.reading import current_site
from colonnade.web.keeping import AS_SITE, Keeping
from colonnade.web.views.health import robots as readers_robots
from colonnade.web.views.newspaper.linked_data import full
from colonnade.web.views.pages import public_answer

SIZE = 5000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWSROOM = ("/newsroom/", "/media/images/", "/media/original_images/")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public address of the newspaper; an index of such lists where one is too long."""
    front, count = [Place("/", None), *front_places()], count_articles()
    pages = 1 + max(0, len(front) + count - 1) // SIZE
    if pages > 1 and "page" not in request.GET:
        parts = [full(f"/sitemap.xml?page={page}") for page in range(1, pages + 1)]
        rows = [f"<sitemap><loc>{escape(part)}</loc></sitemap>" for part in parts]
        return _answer(request, "sitemapindex", rows)
    page = page_from(request.GET.dict())
    if page > pages:
        raise Http404
    out = paths_left_out(current_site())
    places = [place for place in _slice(front, page) if place.path not in out]
    return _answer(request, "urlset", [_row(place) for place in places])


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where nothing is to be found for them, and where the sitemap is."""
    words = readers_robots(request).content.decode()
    words += "".join(f"Disallow: {path}\n" for path in _NEWSROOM)
    words += f"\nSitemap: {full('/sitemap.xml')}\n"
    return public_answer(request, words.encode(), "text/plain", keeping=AS_SITE)


def _slice(front: list[Place], page: int) -> list[Place]:
    start = (page - 1) * SIZE
    above = front[start : start + SIZE]
    skip = max(0, start - len(front))
    return [*above, *article_places(limit=SIZE - len(above), skip=skip)]


def _row(place: Place) -> str:
    words = f"<loc>{escape(full(place.path))}</loc>"
    if place.changed:
        words += f"<lastmod>{place.changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>"
    return f"<url>{words}</url>"


def _answer(request: HttpRequest, root: str, rows: list[str]) -> HttpResponse:
    body = "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<{root} xmlns="{_NAMESPACE}">',
            *rows,
            f"</{root}>\n",
        ]
    )
    kind, keeping = "application/xml; charset=utf-8", Keeping((ARTICLES,))
    return public_answer(request, body.encode(), kind, keeping=keeping)
