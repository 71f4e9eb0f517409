"""What waits for moderators, and what they do about comments and their writers."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from colonnade.api.answers import own_json
from colonnade.api.process import shapes, typed
from colonnade.api.process.acting import act_on, act_once, ground_of
from colonnade.api.process.showing import show_matter, show_measures
from colonnade.api.shapes import Thread
from colonnade.api.showing import show_comment, show_comments, show_thread
from colonnade.discussion.reading import commenting_of, comments_among, thread_of
from colonnade.discussion.viewing import page_from
from colonnade.flows.decidable import decidable, decidable_thread
from colonnade.flows.manage_thread import manage_thread
from colonnade.flows.measure import Why, impose, lift
from colonnade.flows.undo import undo
from colonnade.kit import clock
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import Terms, claim
from colonnade.moderation.desk import AGES, ORDERS, sieve_from
from colonnade.moderation.reading import desk_for, latest_ruling, measure_of, measures_on
from colonnade.people.reading import Actor
from colonnade.people.visitor import moderator_from
from colonnade.people.whom import whom_of
from colonnade.sites.reading import current_site

router = Router(tags=["moderation"])
SIZE = 25
_READ = ["GET", "HEAD"]


class QueueQuery(BaseModel):
    """Which of what waits; what is unknown lets all pass, as on the screen."""

    section: str = Field("", json_schema_extra={"maxLength": 80})
    level: str = Field("", json_schema_extra={"maxLength": 16})
    why: str = Field("", json_schema_extra={"maxLength": 24})
    age: str = Field("", json_schema_extra={"enum": ["", *map(str, AGES)]})
    reported: str = Field("", json_schema_extra={"enum": ["", "1"]})
    order: str = Field("likely", json_schema_extra={"enum": list(ORDERS)})
    page: str = Field("1", json_schema_extra={"type": "integer", "minimum": 1, "default": 1})


@router.api_operation(_READ, "/moderation/queue", operation_id="list_queue", response=shapes.Queue)
def list_queue(request: HttpRequest, query: Query[QueueQuery]) -> HttpResponse:
    """Read a page of what waits. Reading takes nothing in hand: see `claim_comments`."""
    actor, words = moderator_from(request), query.model_dump()
    items = desk_for(actor, sieve_from(words)).items
    pages = max(1, -(-len(items) // SIZE))
    page = min(page_from(words), pages)
    part = items[(page - 1) * SIZE : page * SIZE]
    rows = comments_among(actor, [one.comment for one in part])
    there = [one for one in part if one.comment in rows]
    shown = show_comments(rows[one.comment] for one in there)
    found = [
        shapes.Waiting(
            comment=comment,
            since=one.since,
            why=one.why,
            section=one.section,
            level=one.level,
            reported=one.reported,
            urgent=one.urgent,
            score=one.score,
        )
        for one, comment in zip(there, shown, strict=True)
    ]
    return own_json(shapes.Queue(items=found, page=page, pages=pages, total=len(items)))


@router.post("/moderation/claims", operation_id="claim_comments", response=shapes.Claimed)
def claim_comments(request: HttpRequest, given: typed.Claims) -> HttpResponse:
    """Take comments in hand for ten minutes, so that no colleague is given them meanwhile."""
    actor = moderator_from(request)
    wanted = [one for one in given.comments if PUBLIC_ID.fullmatch(one)]
    for one in wanted:
        decidable(actor, one)
    return own_json(shapes.Claimed(comments=sorted(claim(actor=actor, comments=wanted))))


@router.api_operation(
    _READ,
    "/moderation/comments/{comment}",
    operation_id="read_matter",
    response=shapes.Matter,
)
def read_matter(request: HttpRequest, comment: str) -> HttpResponse:
    """Read a comment in any state with all that one decides by."""
    return own_json(show_matter(decidable(moderator_from(request), comment)))


@router.post(
    "/moderation/comments/{comment}/decisions",
    operation_id="decide_comment",
    response={201: shapes.Decided},
)
def decide_comment(request: HttpRequest, comment: str, given: typed.Act) -> HttpResponse:
    """Decide on a comment; who wrote it is told at once, with the reasons."""
    actor = moderator_from(request)
    ruling = act_once(
        actor=actor,
        asked=f"decide {comment}",
        given=given,
        act=lambda: act_on(actor, comment, given),
    )
    return _decided(actor, comment, ruling)


@router.post(
    "/moderation/comments/{comment}/undo",
    operation_id="undo_decision",
    response={201: shapes.Decided},
)
def undo_decision(request: HttpRequest, comment: str, given: typed.Undoing) -> HttpResponse:
    """Take a decision on a comment back, whenever: by another one, which is told, too."""
    actor = moderator_from(request)

    def act() -> str:
        undo(actor=actor, comment=comment, decision=given.decision, reason=given.reason or "")
        return latest_ruling(comment)

    ruling = act_once(actor=actor, asked=f"undo {comment}", given=given, act=act)
    return _decided(actor, comment, ruling)


def _decided(actor: Actor, comment: str, ruling: str) -> HttpResponse:
    found = show_comment(decidable(actor, comment))
    return own_json(shapes.Decided(decision=ruling, comment=found), status=201)


@router.post(
    "/moderation/comments/{comment}/measures",
    operation_id="impose_measure",
    response={201: shapes.Imposed},
)
def impose_measure(request: HttpRequest, comment: str, given: typed.NewMeasure) -> HttpResponse:
    """Warn or restrict who wrote a comment; she is told at once, with the reasons."""
    actor = moderator_from(request)
    found = decidable(actor, comment)
    whom = whom_of(person=found.person, guest=found.guest)
    if whom is None:
        raise Refusal("person_missing", Kind.MISSING, name=comment)

    def act() -> str:
        terms = Terms(
            given.kind,
            section="" if given.everywhere else found.thread_section,
            until=clock.now() + _hours(given.hours) if given.hours is not None else None,
            seconds=given.seconds or 0,
        )
        why = Why(given.reason or "", ground_of(given.rule, given.law))
        return impose(actor=actor, whom=whom, terms=terms, why=why)

    ruling = act_once(actor=actor, asked=f"impose {comment}", given=given, act=act)
    return _imposed(whom.person, whom.guest, ruling)


@router.post(
    "/moderation/measures/{measure}/lift",
    operation_id="lift_measure",
    response={201: shapes.Imposed},
)
def lift_measure(request: HttpRequest, measure: str, given: typed.Lifting) -> HttpResponse:
    """End a measure before its time; whom it met is told."""
    actor = moderator_from(request)
    found = measure_of(measure) if PUBLIC_ID.fullmatch(measure) else None
    if found is None:
        raise Refusal("measure_missing", Kind.MISSING)
    ruling = act_once(
        actor=actor,
        asked=f"lift {measure}",
        given=given,
        act=lambda: lift(actor=actor, measure=measure, why=Why(given.reason)),
    )
    return _imposed(found.person, found.guest, ruling)


def _imposed(person: int | None, guest: int | None, ruling: str) -> HttpResponse:
    measures = show_measures(measures_on(person=person, guest=guest))
    return own_json(shapes.Imposed(decision=ruling, measures=measures), status=201)


def _hours(number: int) -> timedelta:
    if not 0 < number <= typed.MOST_HOURS:
        raise Refusal("measure_until", Kind.INVALID)
    return timedelta(hours=number)


@router.patch("/moderation/threads/{thread}", operation_id="manage_thread", response=Thread)
def change_thread(request: HttpRequest, thread: str, given: typed.ThreadState) -> HttpResponse:
    """Close or reopen a discussion, or say who may comment there."""
    actor = moderator_from(request)
    found = decidable_thread(actor, thread)
    closed = found.closed if given.closed is None else given.closed
    commenting = commenting_of(found) if given.commenting is None else given.commenting
    manage_thread(actor=actor, thread=thread, closed=closed, commenting=commenting)
    changed = thread_of(current_site(), thread, actor)
    return own_json(show_thread(changed or found))
