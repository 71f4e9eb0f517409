"""Requests made up from the OpenAPI document itself: each gets an answer that it knows."""

import json
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from colonnade.api.openapi import document
from tests.api.caller import PREFIX, conform, member
from tests.conftest import FULL
from tests.factories import make_person, make_thread

SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(document())))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "operation",
    [found for found in OPERATIONS if found.body or found.query],
    ids=lambda operation: operation.label,
)
def test_what_the_document_allows_is_answered_as_it_says(operation):
    thread = make_thread(commenting="guests")
    ada = member(make_person())
    comment = ada.comment(thread).json()["id"]

    @settings(max_examples=500 if FULL else 15, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def run(case):
        path = case.path.format(thread=thread.public_id, comment=comment)
        query = urlencode({**case.query}, doseq=True)
        body = json.dumps(case.body).encode() if operation.body else b""
        answer = ada.client.generic(
            case.method, f"{PREFIX}{path}?{query}", body, "application/json"
        )
        conform(case.method, path, answer)
        assert answer.status_code not in {400, 401, 415, 500}

    run()
