"""A program that talks to the API, and holds every answer against the OpenAPI document."""

import json
import re
from functools import cache
from typing import Any
from uuid import uuid4

from django.test import Client
from jsonschema_rs import validator_for

from colonnade.api.openapi import document

PREFIX = "/api/v1"


class Caller:
    """Sends requests as a script would; `guest` is a private key, `client` may be signed in."""

    def __init__(self, client=None, *, guest=""):
        self.client = client or Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.headers = {"Authorization": f"Guest {guest}"} if guest else {}

    def get(self, path, **headers):
        return self._send("GET", path, None, headers)

    def post(self, path, body, **headers):
        return self._send("POST", path, body, headers)

    def patch(self, path, body, **headers):
        return self._send("PATCH", path, body, headers)

    def delete(self, path, **headers):
        return self._send("DELETE", path, None, headers)

    def comment(self, thread, body="A thought.", **fields):
        """Post a comment with a fresh key where none is given."""
        typed = {"body": body, "key": str(uuid4()), **fields}
        return self.post(f"/threads/{thread.public_id}/comments", typed)

    def _send(self, method, path, body, headers):
        given: dict[str, Any] = {} if body is None else {"CONTENT_TYPE": "application/json"}
        data = json.dumps(body) if body is not None and not isinstance(body, bytes) else body
        answer = self.client.generic(
            method, PREFIX + path, data or b"", headers={**self.headers, **headers}, **given
        )
        conform(method, path, answer)
        return answer


def member(person):
    """A signed-in program that sends the token with every request."""
    client = Client(enforce_csrf_checks=False, raise_request_exception=False)
    client.force_login(person)
    return Caller(client)


def conform(method, path, answer):
    """Fail unless the document says that this answer may come, and looks like this."""
    operation = operation_at(method, path.partition("?")[0])
    assert str(answer.status_code) in operation["responses"], answer.content
    expected = operation["responses"][str(answer.status_code)]
    if "content" not in expected:
        assert not answer.content
        return
    media = answer.headers["Content-Type"]
    content = expected["content"][media]
    errors = list(_validator(json.dumps(content["schema"])).iter_errors(answer.json()))
    assert not errors, errors
    if media == "application/problem+json":
        found = answer.json()
        assert found["code"] in content["examples"], found
        assert found["status"] == answer.status_code


def operation_at(method, path):
    """Return what the document says about a method and a path."""
    for template, operations in document()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return operations[method.lower()]
    raise AssertionError(path)


@cache
def _validator(schema):
    return validator_for({**json.loads(schema), "components": document()["components"]})
