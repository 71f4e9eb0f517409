"""The queue."""

from django.http import HttpRequest, HttpResponse


def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits."""
    return HttpResponse("")
