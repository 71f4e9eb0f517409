"""One comment's case as a file to take away."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from colonnade.flows.export_case import export_case
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators


@for_moderators
@require_GET
def export(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Answer with the archive; nobody stores it on the way."""
    response = HttpResponse(export_case(actor=actor, comment=comment), "application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="case-{comment}.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
