"""Requests made up from the OpenAPI document itself: each gets an answer that it knows."""

import json
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from colonnade.api.openapi import document
from colonnade.discussion.reading import comment_for
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.decide_many import decide_many
from colonnade.flows.measure import Why, impose
from colonnade.flows.raid import begin_raid
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.moderation.actions import Terms
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.reading import measures_on, statements_for
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor
from colonnade.people.whom import whom_of
from tests.api.caller import PREFIX, conform, member
from tests.conftest import FULL
from tests.factories import make_actor, make_comment, make_person, make_thread, there

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
    ada = member(make_person(role="moderator" if "/moderation/" in operation.path else "member"))
    comment = ada.comment(thread).json()["id"]
    secret = _reported(thread)
    places = {"thread": thread.public_id, "comment": comment, "secret": secret, **_decided(ada)}

    @settings(max_examples=500 if FULL else 15, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def run(case):
        path = case.path.format(**places)
        query = urlencode({**case.query}, doseq=True)
        body = json.dumps(case.body).encode() if operation.body else b""
        answer = ada.client.generic(
            case.method, f"{PREFIX}{path}?{query}", body, "application/json"
        )
        conform(case.method, path, answer)
        assert answer.status_code not in {400, 401, 415, 500}

    run()


def _reported(thread):
    """Return the secret of a report that a moderator did not follow."""
    comment = make_comment(thread)
    kept = report(actor=Actor(), notice=Notice(comment, "rule", rule=1))
    keep_comment(actor=make_actor(role="moderator"), comment=comment)
    return kept.secret


def _decided(caller):
    """Return the ids of a decision about the caller, of a measure, and of another's appeal."""
    judge, person = make_actor(role="owner"), caller.client.session["_auth_user_id"]
    whom = there(whom_of(person=int(person), guest=None))
    terms, why = Terms("slow", seconds=1), Why("Slowly.", Ground(rule=1))
    decision = impose(actor=judge, whom=whom, terms=terms, why=why)
    writer = make_actor()
    comment = make_comment(make_thread(), author=writer)
    decide(actor=judge, comment=comment, act="remove", ground=Ground(rule=1))
    told = statements_for(writer)[0].id
    number = appeal(by=Objector(writer), decision=told, words="No.")
    measure = measures_on(person=whom.person, guest=None)[0].id
    strict = Strictness(hold_all=True)
    raid = begin_raid(actor=judge, thread=make_thread().public_id, strictness=strict, hours=1)
    some = [there(comment_for(judge, make_comment(make_thread(), held=True)))]
    batch = decide_many(actor=judge, comments=some, act="approve", reason="").batch
    found = {"decision": decision, "measure": measure, "appeal": number, "raid": raid}
    return {**found, "batch": batch}
