"""The OpenAPI document, and the page that shows it to people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from colonnade.api.answers import public_bytes
from colonnade.api.codes import CODES, Coded
from colonnade.api.openapi import Node, document
from colonnade.api.problems import OWN
from colonnade.kit.markup import Format, render
from colonnade.sites.reading import current_site


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a shape or one parameter, in words."""

    name: str
    kind: str
    needed: bool
    meaning: Markup
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    meaning: Markup
    parameters: list[Field]
    body: list[Field]
    example: str
    answer: str
    status: str
    codes: list[str]


@csrf_exempt  # it only shows
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer with the document."""
    body = json.dumps(document(), ensure_ascii=False).encode()
    return public_bytes(request, body, "application/json")


@csrf_exempt  # it only shows
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the document as a page, the same for everybody."""
    template = engines["jinja2"].get_template("api/docs.html")
    context = {"site": current_site(), **_contents()}
    return public_bytes(request, template.render(context).encode(), "text/html; charset=utf-8")


@cache
def _contents() -> dict[str, object]:
    found = document()
    coded = {one for codes in CODES.values() for one in codes}
    coded |= {Coded(code, *answer) for code, answer in OWN.items()}
    return {
        "introduction": render(found["info"]["description"], Format.MARKDOWN),
        "operations": list(_operations(found)),
        "shapes": [
            (shape["title"], shape.get("description", ""), list(_fields(shape)))
            for shape in found["components"]["schemas"].values()
        ],
        "problems": sorted(coded, key=lambda one: (one.status, one.code)),
        "base": found["servers"][0]["url"],
    }


def _operations(found: Node) -> Iterator[Operation]:
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            status, answer = next(iter(operation["responses"].items()))
            content = answer.get("content", {}).get("application/json", {})
            examples = list(content.get("examples", {}).values())
            yield Operation(
                id=operation["operationId"],
                method=method.upper(),
                path=path,
                meaning=_marked(operation["description"]),
                parameters=[_parameter(node) for node in operation["parameters"]],
                body=_body(found, operation),
                example=_json(examples[0]["value"]) if examples else "",
                answer=_kind(content.get("schema", {})),
                status=status,
                codes=sorted({coded.code for coded in CODES[operation["operationId"]]}),
            )


def _body(found: Node, operation: Node) -> list[Field]:
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return []
    name = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
    return list(_fields(found["components"]["schemas"][name]))


def _parameter(node: Node) -> Field:
    return Field(
        name=node["name"],
        kind=_kind(node["schema"]),
        needed=node["required"],
        meaning=_marked(node.get("description", "")),
    )


def _fields(shape: Node) -> Iterator[Field]:
    for name, node in shape["properties"].items():
        yield Field(
            name=name,
            kind=_kind(node),
            needed=name in shape.get("required", []),
            meaning=_marked(node.get("description", "")),
            is_html=node.get("contentMediaType") == "text/html",
        )


def _kind(node: Node) -> str:
    """Return a schema in a few words."""
    if "$ref" in node:
        title: str = document()["components"]["schemas"][node["$ref"].rsplit("/", 1)[-1]]["title"]
        return title
    if "anyOf" in node:
        return " or ".join(_kind(one) for one in node["anyOf"])
    if "enum" in node:
        return ", ".join(str(word) or '""' for word in node["enum"])
    if node.get("type") == "array":
        return f"list of {_kind(node['items'])}"
    words = {"date-time": "time", "uuid": "UUID", "uri": "address"}
    return words.get(node.get("format", ""), str(node.get("type", "")))


def _marked(words: str) -> Markup:
    """Return a sentence with what stands in backquotes as code."""
    parts = words.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
