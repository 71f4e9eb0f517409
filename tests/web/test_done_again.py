"""A request whose write was undone because of somebody else's is done again."""

import pytest
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory
from django.urls import ResolverMatch
from psycopg.errors import DeadlockDetected, QueryCanceled

from colonnade.discussion.actions import set_hidden
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import forget_written
from colonnade.web.middleware import do_again
from tests.factories import make_thread


def undone(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


DEADLOCK = undone(DeadlockDetected("deadlock detected"))


class Page:
    """A page that raises these errors, one at each try, before it answers."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)

    def __call__(self, _request: HttpRequest, word: str) -> HttpResponse:
        if self._errors:
            raise self._errors.pop(0)
        return HttpResponse(word)


def asked(page: Page, error: Exception) -> HttpResponseBase | None:
    request = RequestFactory().post("/c/abc/delete")
    request.resolver_match = ResolverMatch(page, (), {"word": "Done."})
    return do_again(HttpResponse).process_exception(request, error)


@pytest.mark.parametrize("error", [DEADLOCK, IntegrityError("taken")])
def test_it_is_done_again(error):
    forget_written()
    answer = asked(Page(), error)
    assert isinstance(answer, HttpResponse)
    assert answer.content == b"Done."


def test_a_third_time_too_but_not_for_ever():
    forget_written()
    assert asked(Page(DEADLOCK, DEADLOCK), DEADLOCK) is not None
    with pytest.raises(OperationalError):
        asked(Page(*[DEADLOCK] * 3), DEADLOCK)


def test_other_errors_are_left_alone():
    forget_written()
    assert asked(Page(), undone(QueryCanceled("too long"))) is None
    assert asked(Page(), ValueError()) is None


@pytest.mark.django_db
def test_what_is_refused_then_is_told():
    forget_written()
    answer = asked(Page(Refusal("comment_missing", Kind.MISSING)), DEADLOCK)
    assert answer is not None
    assert answer.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_not_where_something_was_kept_already():
    thread = make_thread()
    forget_written()
    set_hidden(thread=thread.id, hidden=True)
    assert asked(Page(), DEADLOCK) is None
