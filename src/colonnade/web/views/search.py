"""Search in comments and, where there is a newspaper, in its articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.discussion.reading import Detail, section_labels, visible_among
from colonnade.kit.markup import plain
from colonnade.search.excerpts import Piece, marked, passage
from colonnade.search.query import Phrase, parse
from colonnade.search.reading import Hit, find
from colonnade.sites.reading import current_site
from colonnade.web.looking import Form, form_from, troubles_in, wanted_by
from colonnade.web.views.pages import public_page

_PAGE = 20
_MOST_PAGES = 25


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that readers may see; `text` is plain, `bylines` are (name, slug)."""

    path: str
    headline: str
    text: str
    section: str
    published: datetime
    bylines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Newspaper:
    """How articles are found: titles of the sections, and articles by primary key."""

    sections: Callable[[], Sequence[str]]
    articles: Callable[[Sequence[int]], dict[int, FoundArticle]]


@dataclass(frozen=True, slots=True)
class Result:
    """An article or a comment of the list, whichever is not None."""

    article: FoundArticle | None
    comment: Detail | None
    head: list[Piece]
    excerpt: list[Piece]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results; `capped`: there may be more than `total`."""

    rows: list[Result]
    page: int
    pages: int
    total: int
    capped: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the comments that the form asks for."""
    return search_page(request, None)


def search_page(request: HttpRequest, newspaper: Newspaper | None) -> HttpResponse:
    """Show what the form asks for: comments, and a newspaper's articles."""
    site, form = current_site(), form_from(request.GET)
    troubles, wanted = troubles_in(form), wanted_by(form, site.time_zone)
    hits = [] if troubles else find(wanted, limit=_PAGE * _MOST_PAGES + 1)
    listed = [*(newspaper.sections() if newspaper else ()), *section_labels(site)]
    context = {
        "form": form,
        "troubles": troubles,
        "is_asked": wanted.is_anything and not troubles,
        "results": _page(hits, form, newspaper),
        "has_articles": newspaper is not None,
        "sections": [*dict.fromkeys([*listed, *([form.section] if form.section else [])])],
    }
    return public_page(request, "web/search.html", context, keeping=None)


def _page(hits: list[Hit], form: Form, newspaper: Newspaper | None) -> Results:
    pages = min(max(1, -(-len(hits) // _PAGE)), _MOST_PAGES)
    page = min(form.page, pages)
    shown = hits[(page - 1) * _PAGE : page * _PAGE]
    rows = _rows(shown, parse(form.q), newspaper)
    # What the index does not know of yet is not counted either.
    total = min(len(hits), _PAGE * _MOST_PAGES) - (len(shown) - len(rows))
    return Results(rows, page, pages, total, capped=len(hits) > _PAGE * _MOST_PAGES)


def _rows(
    hits: list[Hit], phrases: tuple[Phrase, ...], newspaper: Newspaper | None
) -> list[Result]:
    """Return those hits that may be seen, in their order."""
    keys = [hit.subject for hit in hits if hit.kind == "comment"]
    comments = visible_among(keys) if keys else {}
    keys = [hit.subject for hit in hits if hit.kind == "article"]
    articles = newspaper.articles(keys) if newspaper and keys else {}
    rows = []
    for hit in hits:
        if hit.kind == "comment" and (comment := comments.get(hit.subject)):
            head = [Piece(comment.thread_title)]
            rows.append(Result(None, comment, head, passage(plain(comment.html), phrases)))
        elif hit.kind == "article" and (article := articles.get(hit.subject)):
            head = marked(article.headline, phrases)
            rows.append(Result(article, None, head, passage(article.text, phrases)))
    return rows
