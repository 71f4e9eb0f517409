"""Is the process up, is the database there and at the right version."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from colonnade.web.keeping import AS_SITE, tell

Answer = Callable[[HttpRequest], HttpResponseBase]


def answer_health(get_response: Answer) -> Answer:
    """Answer the two health checks before anything looks at `Host`: a probe knows the address."""
    views = {"/healthz": healthz, "/readyz": readyz}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        view = views.get(request.path_info)
        return view(request) if view else get_response(request)

    return middleware


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process is up."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database is reachable and migrated, else 503 with what is wrong."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database unreachable\n", content_type="text/plain", status=503)
    if waiting:
        return HttpResponse("migrations waiting\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where nothing is to be found for them."""
    words = "User-agent: *\nDisallow: /accounts/\nDisallow: /me/\nDisallow: /staff/\n"
    words += "Disallow: /personal/\nDisallow: /*?view=\nDisallow: /search/\nDisallow: /reports/\n"
    words += "Disallow: /decisions/\n"
    # Four addresses for each comment, and all that they show stands on the article's page.
    words += "Disallow: /c/\n"
    response = HttpResponse(words, content_type="text/plain")
    response.headers["Cache-Control"] = "public, no-cache"
    tell(response, AS_SITE)
    return response
