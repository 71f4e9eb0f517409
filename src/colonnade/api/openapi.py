"""The OpenAPI document: what the framework knows, and every problem of every operation."""

from functools import cache
from http import HTTPStatus
from typing import Any

from ninja.schema import NinjaGenerateJsonSchema

from colonnade.api.app import api
from colonnade.api.codes import CODES, Coded
from colonnade.api.guide import EXAMPLES, INTRODUCTION, PARAMETERS
from colonnade.api.problems import MEDIA_TYPE, problem_body
from colonnade.api.process.codes import PRIVATE, STAFF
from colonnade.api.shapes import Problem

Node = dict[str, Any]
_REF = "#/components/schemas/{model}"


@cache
def document() -> Node:
    """Return the whole document, the same for every host."""
    found: Node = dict(api.get_openapi_schema(path_prefix=""))
    found["info"] = {"title": "Colonnade API", "version": "1", "description": INTRODUCTION}
    found["servers"] = [{"url": "/api/v1"}]
    schemas = found["components"]["schemas"]
    _add_problem_shape(schemas)
    for unused in (
        "AppealsQuery",
        "CommentQuery",
        "QueueQuery",
        "RaidQuery",
        "SinceQuery",
        "ThreadQuery",
    ):
        del schemas[unused]
    found["components"]["securitySchemes"] = _SECURITY
    for operations in found["paths"].values():
        operations.pop("head", None)
        for method, operation in operations.items():
            _finish(method, operation)
    return found


def _add_problem_shape(schemas: Node) -> None:
    shape = Problem.model_json_schema(
        ref_template=_REF, schema_generator=NinjaGenerateJsonSchema, mode="serialization"
    )
    schemas.update(shape.pop("$defs"))
    schemas["Problem"] = shape


def _finish(method: str, operation: Node) -> None:
    name = operation["operationId"]
    for parameter in operation["parameters"]:
        parameter["description"] = PARAMETERS[parameter["name"]]
    operation["summary"] = name.replace("_", " ").capitalize()
    responses = {str(status): found for status, found in operation["responses"].items()}
    if method == "get" and name not in PRIVATE:
        responses["304"] = {"description": "The client has this answer already (its ETag)."}
    for status, found in responses.items():
        found["headers"] = _headers(name, method, status)
        for content in found.get("content", {}).values():
            content["examples"] = EXAMPLES[name]
    for number in sorted({coded.status for coded in CODES[name]}):
        same = [coded for coded in CODES[name] if coded.status == number]
        responses[str(number)] = _problem(number, same)
    operation["responses"] = responses
    if ways := _ways(name, method):
        operation["security"] = ways


def _ways(name: str, method: str) -> list[Node]:
    """Return how somebody may say who she is; none where nobody is asked."""
    session: Node = {"session": []} if method == "get" else {"session": [], "token": []}
    if name in STAFF:
        return [session]
    if method == "get" and name not in {"read_comment", "list_decisions", "read_decision"}:
        return []
    return [{}, {"guest": []}, session]


def _headers(name: str, method: str, status: str) -> Node:
    if method == "get" and name not in PRIVATE:
        return {
            "ETag": _header("Send it back as If-None-Match; absent where the answer is private."),
            "Cache-Control": _header("`public, no-cache`; `private, no-store` for what is held."),
        }
    is_post = name == "post_comment" and status == "201"
    where = {"Location": _header("The comment's address in this API.")} if is_post else {}
    return {"Cache-Control": _header("`private, no-store`"), **where}


def _problem(status: int, same: list[Coded]) -> Node:
    found: Node = {
        "description": " ".join(f"`{coded.code}`: {coded.words}" for coded in same),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": _REF.format(model="Problem")},
                "examples": {coded.code: {"value": _example(coded)} for coded in same},
            }
        },
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        found["headers"] = {"Retry-After": _header("Seconds to wait.", kind="integer")}
    if status == HTTPStatus.UNAUTHORIZED:
        found["headers"] = {"WWW-Authenticate": _header("`Guest`")}
    return found


def _example(coded: Coded) -> Node:
    shape = Problem.model_validate_json(problem_body(coded.code, coded.status, coded.words))
    return shape.model_dump()


def _header(description: str, *, kind: str = "string") -> Node:
    return {"description": description, "schema": {"type": kind}}


_SECURITY: Node = {
    "guest": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Guest KEY`: the `guest_key` of the answer to a guest's first comment.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "session",
        "description": "The browser's session (`__Host-session` over HTTPS).",
    },
    "token": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "With cookies only: the `token` of /personal/t/THREAD.",
    },
}
