"""The front page: what is being discussed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.discussion.reading import latest_comments, latest_threads, liveliest_threads
from colonnade.kit.keys import THREADS
from colonnade.sites.reading import current_site
from colonnade.web.keeping import Keeping, closing, people_in
from colonnade.web.views.pages import public_page


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the latest discussions, the liveliest, and the newest comments."""
    site = current_site()
    threads, comments = latest_threads(site, limit=24), latest_comments(site, limit=6)
    context = {
        "site": site,
        "threads": threads,
        "liveliest": liveliest_threads(site, limit=6),
        "comments": comments,
    }
    keeping = Keeping((THREADS, *people_in(comments)), until=closing(threads))
    return public_page(request, "web/front.html", context, keeping=keeping)
