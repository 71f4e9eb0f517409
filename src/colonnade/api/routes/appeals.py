"""Objections that wait for somebody of the staff."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from colonnade.api.answers import own_json
from colonnade.api.process import shapes, typed
from colonnade.api.process.acting import act_once, ground_of
from colonnade.api.process.showing import plain_decision
from colonnade.discussion.viewing import page_from
from colonnade.flows.decide_appeal import Judgment, answerable, decide_appeal
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import (
    APPEALS_SIZE,
    count_appeals,
    decisions_told,
    open_appeals,
)
from colonnade.people.policy import duty_of
from colonnade.people.visitor import moderator_from

router = Router(tags=["moderation"])
_READ = ["GET", "HEAD"]


class AppealsQuery(BaseModel):
    """Which page."""

    page: str = Field("1", json_schema_extra={"type": "integer", "minimum": 1, "default": 1})


@router.api_operation(
    _READ, "/moderation/appeals", operation_id="list_appeals", response=shapes.AppealCases
)
def list_appeals(request: HttpRequest, query: Query[AppealsQuery]) -> HttpResponse:
    """Read a page of appeals that wait, in one's own sections."""
    duty = duty_of(moderator_from(request))
    total, _late = count_appeals(sections=duty)
    pages = max(1, -(-total // APPEALS_SIZE))
    page = min(page_from(query.model_dump()), pages)
    found = open_appeals(page, sections=duty)[:APPEALS_SIZE]
    told = decisions_told(one.decision for one in found)
    items = [
        shapes.AppealCase(
            id=one.id,
            by=one.by,
            words=one.words,
            created=one.created,
            due=one.due,
            decision=plain_decision(told[one.decision]),
        )
        for one in found
        if one.decision in told
    ]
    return own_json(shapes.AppealCases(items=items, page=page, pages=pages, total=total))


@router.post(
    "/moderation/appeals/{appeal}", operation_id="judge_appeal", response={201: shapes.Judged}
)
def judge_appeal(request: HttpRequest, appeal: str, given: typed.Judgment) -> HttpResponse:
    """Decide an appeal, with reasons: never by who made the decision that it is about."""
    actor = moderator_from(request)
    if not PUBLIC_ID.fullmatch(appeal):
        raise Refusal("appeal_missing", Kind.MISSING)
    judgment = Judgment(
        given.verdict,
        given.reasons,
        minutes=given.minutes,
        act="hold" if given.act == "hold" else "remove",
        ground=ground_of(given.rule, given.law),
    )
    ruling = act_once(
        actor=actor,
        asked=f"judge {appeal}",
        given=given,
        act=lambda: decide_appeal(actor=actor, appeal=appeal, judgment=judgment),
    )
    found, _told = answerable(actor, appeal)
    return own_json(
        shapes.Judged(id=found.id, state=found.state, ruling=ruling or None), status=201
    )
