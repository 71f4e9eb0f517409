"""The API itself: its routes, and how each failure becomes an answer."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from colonnade.api.bodies import StrictParser
from colonnade.api.guard import guard
from colonnade.api.problems import (
    ApiProblem,
    code_of_status,
    own_problem,
    refusal_problem,
)
from colonnade.api.routes import (
    appeals,
    comments,
    decisions,
    moderation,
    raids,
    reports,
    threads,
    together,
)
from colonnade.api.shapes import Fault
from colonnade.kit.refusals import Kind, Refusal


class _Api(NinjaAPI):
    """Ninja's own, without an answer made beforehand for each request: our views make theirs."""

    _beforehand = HttpResponse()

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """Return what no view of ours looks at."""
        return self._beforehand


api = _Api(
    title="Colonnade",
    version="1",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
    auth=guard,
)
api.add_router("", threads.router)
api.add_router("", comments.router)
api.add_router("", reports.router)
api.add_router("", decisions.router)
api.add_router("", moderation.router)
api.add_router("", together.router)
api.add_router("", raids.router)
api.add_router("", appeals.router)


_NO_OBJECT = "The body should be a JSON object."


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer what a room refused."""
    return refusal_problem(refusal)


@api.exception_handler(ApiProblem)
def not_understood(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    """Answer what the API refused."""
    return own_problem(problem.code)


@api.exception_handler(HttpError)
def not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer a body that could not be read: the framework wraps what our parser raised."""
    cause = error.__cause__
    if isinstance(cause, Refusal):
        return refusal_problem(cause)
    code = cause.code if isinstance(cause, ApiProblem) else code_of_status(error.status_code)
    return own_problem(code)


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a body of another shape, naming each field."""
    faults = []
    for found in error.errors:
        # A body's field stands below the name of the argument, an address's does not.
        where = found["loc"][1 if found["loc"][0] == "query" else 2 :]
        field = ".".join(str(part) for part in where)
        faults.append(Fault(field=field, detail=found["msg"] if field else _NO_OBJECT))
    why = ", ".join(sorted({fault.field or "body" for fault in faults}))
    return refusal_problem(Refusal("request_invalid", Kind.INVALID, why=why), faults)


@api.exception_handler(Http404)
def nothing_there(request: HttpRequest, error: Http404) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return own_problem("address_missing")


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Leave a fault of ours to Django, which writes it down (and never shows it here)."""
    raise error
