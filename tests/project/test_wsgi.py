"""What the server is given: whole answers as lists, and connections looked after once."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import path

from colonnade.project.wsgi import application


def whole(request: HttpRequest) -> HttpResponse:
    return HttpResponse("whole")


def pieces(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter(["in ", "pieces"]))


urlpatterns = [path("rules/", whole), path("feeds/", pieces)]


@pytest.fixture
def ended(settings) -> Iterator[list[object]]:
    settings.ROOT_URLCONF = __name__
    # It would close the connection that the tests share; a client of a test before this one has
    # connected it to the beginning of requests again.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    found: list[object] = []

    def note(**_named: object) -> None:
        found.append(1)

    request_finished.connect(note)
    yield found
    request_finished.disconnect(note)
    request_finished.connect(close_old_connections)


def answered(place: str) -> tuple[object, list[str]]:
    said: list[str] = []
    environ = RequestFactory().get(place).environ
    return application(environ, lambda status, _headers: said.append(status)), said


@pytest.mark.django_db
def test_a_whole_answer_is_a_list_and_the_request_has_ended(ended: list[object]) -> None:
    assert answered("/rules/") == ([b"whole"], ["200 OK"])
    assert len(ended) == 1


@pytest.mark.django_db
def test_an_answer_in_pieces_ends_when_the_server_closes_it(ended: list[object]) -> None:
    answer, _said = answered("/feeds/")
    assert b"".join(answer) == b"in pieces"  # type: ignore[arg-type]
    assert not ended
    answer.close()  # type: ignore[attr-defined]
    assert len(ended) == 1


# In a process of its own: a test's client connects anew what it had taken off.
ALONE = """
from colonnade.project import wsgi
from django.core.signals import request_finished, request_started
names = lambda signal: {getattr(found[1](), "__name__", "") for found in signal.receivers}
print(sorted(names(request_started)), "close_old_connections" in names(request_finished))
"""


def test_connections_are_looked_after_at_the_end_of_a_request_alone() -> None:
    said = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, check=True
    ).stdout
    assert "close_old_connections" not in said
    assert "reset_queries" not in said
    assert said.endswith("True\n")
