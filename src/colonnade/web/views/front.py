"""The front page: what is being discussed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.discussion.reading import latest_comments, latest_threads, liveliest_threads
from colonnade.sites.reading import current_site
from colonnade.web.views.pages import public_page


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the latest discussions, the liveliest, and the newest comments."""
    site = current_site()
    context = {
        "site": site,
        "threads": latest_threads(site, limit=24),
        "liveliest": liveliest_threads(site, limit=6),
        "comments": latest_comments(site, limit=6),
    }
    return public_page(request, "web/front.html", context)
