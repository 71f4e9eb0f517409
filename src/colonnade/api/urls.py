"""The API's addresses."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from colonnade.api import docs
from colonnade.api.app import api
from colonnade.api.problems import own_problem


@csrf_exempt  # it does nothing
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer every other address here, so that no other door ever does."""
    return own_problem("address_missing")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", nothing),
    path("openapi.json", docs.openapi, name="api_openapi"),
    path("docs", docs.page, name="api_docs"),
    path("", api.urls),
    path("<path:rest>", nothing),
]
