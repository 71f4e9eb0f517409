"""The API's addresses."""

from django.http import HttpResponse
from django.urls import path


class _Soon:
    urls = [path("docs", lambda request: HttpResponse(""), name="api_docs")]


api = _Soon()
