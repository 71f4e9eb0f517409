"""Search."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.discussion.reading import visible_among
from colonnade.discussion.viewing import page_from
from colonnade.search.reading import find_comments, words_of
from colonnade.web.views.pages import public_page

_PAGE = 20
_MOST_PAGES = 50
_QUERY_LIMIT = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the comments that hold all words of the query, newest first."""
    query = request.GET.get("q", "").replace("\x00", "")[:_QUERY_LIMIT]
    page = min(page_from(request.GET.dict()), _MOST_PAGES)
    ids = find_comments(query, limit=_PAGE + 1, offset=(page - 1) * _PAGE)
    visible = visible_among(ids[:_PAGE])
    context = {
        "query": query,
        "asked": bool(words_of(query)),
        "found": [visible[pk] for pk in ids[:_PAGE] if pk in visible],
        "page": page,
        "more": len(ids) > _PAGE and page < _MOST_PAGES,
    }
    return public_page(request, "web/search.html", context)
