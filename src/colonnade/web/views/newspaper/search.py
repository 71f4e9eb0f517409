"""Search in articles and comments."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.articles.listing import texts_of
from colonnade.articles.reading import articles_among, sections
from colonnade.kit.markup import plain
from colonnade.web.views.search import FoundArticle, Newspaper, search_page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the articles and comments that the form asks for."""
    return search_page(request, _NEWSPAPER)


def _articles(ids: Sequence[int]) -> dict[int, FoundArticle]:
    texts = texts_of(ids)
    return {
        pk: FoundArticle(
            path=teaser.path,
            headline=teaser.headline,
            text=f"{teaser.standfirst}\n{plain(texts.get(pk, ''))}",
            section=teaser.section.title if teaser.section else "",
            published=teaser.published,
            bylines=tuple((byline.name, byline.slug) for byline in teaser.bylines),
        )
        for pk, teaser in articles_among(ids).items()
    }


_NEWSPAPER = Newspaper(
    sections=lambda: [section.title for section in sections()], articles=_articles
)
