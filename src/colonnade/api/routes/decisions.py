"""What was decided about who asks, how her reports stand, and her objections."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from colonnade.api.answers import own_json
from colonnade.api.guard import concerned
from colonnade.api.process import shapes
from colonnade.api.process.acting import act_once
from colonnade.api.process.showing import show_decision, show_report
from colonnade.api.process.typed import Objection
from colonnade.flows.appeal import Objector, appeal
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import (
    OwnReport,
    Told,
    report_behind,
    statement_for,
    statements_for,
)
from colonnade.people.reading import Actor

router = Router(tags=["decisions"])
_READ = ["GET", "HEAD"]
_SECRET = 200


@router.api_operation(
    _READ, "/decisions", operation_id="list_decisions", response=shapes.DecisionList
)
def list_decisions(request: HttpRequest) -> HttpResponse:
    """Read what was decided about oneself and one's comments, with reasons; nobody else can."""
    actor = concerned(request)
    items = [show_decision(Objector(actor), told) for told in statements_for(actor)]
    return own_json(shapes.DecisionList(items=items))


@router.api_operation(
    _READ, "/decisions/{decision}", operation_id="read_decision", response=shapes.Decision
)
def read_decision(request: HttpRequest, decision: str) -> HttpResponse:
    """Read one of them."""
    actor = concerned(request)
    return own_json(show_decision(Objector(actor), _told(actor, decision)))


@router.post(
    "/decisions/{decision}/appeal",
    operation_id="object_to_decision",
    response={201: shapes.Decision},
)
def object_to_decision(request: HttpRequest, decision: str, given: Objection) -> HttpResponse:
    """Object to a decision: somebody else decides anew, and says why."""
    by = Objector(concerned(request))
    _told(by.actor, decision)
    _object(by, decision, given)
    return own_json(show_decision(by, _told(by.actor, decision)), status=201)


@router.api_operation(
    _READ, "/reports/{secret}", operation_id="read_report", response=shapes.ReportStatus
)
def read_report(request: HttpRequest, secret: str) -> HttpResponse:
    """Read how a report stands; `secret` is the last part of its status page's address."""
    return own_json(show_report(_report(secret)))


@router.post(
    "/reports/{secret}/appeal",
    operation_id="object_to_report",
    response={201: shapes.ReportStatus},
)
def object_to_report(request: HttpRequest, secret: str, given: Objection) -> HttpResponse:
    """Object, as who reported a comment, to its being left as it is."""
    found = _report(secret)
    _object(Objector(Actor(), report=found.id), found.decision, given)
    return own_json(show_report(_report(secret)), status=201)


def _object(by: Objector, decision: str, given: Objection) -> None:
    act_once(
        actor=by.actor,
        asked=f"appeal {decision} {by.report}",
        given=given,
        act=lambda: appeal(by=by, decision=decision, words=given.words),
    )


def _told(actor: Actor, decision: str) -> Told:
    told = statement_for(actor, decision) if PUBLIC_ID.fullmatch(decision) else None
    if told is None:
        raise Refusal("decision_missing", Kind.MISSING)
    return told


def _report(secret: str) -> OwnReport:
    found = report_behind(secret[:_SECRET])
    if found is None:
        raise Refusal("report_missing", Kind.MISSING)
    return found
