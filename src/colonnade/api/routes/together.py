"""Several comments decided as one act, such an act taken back, and what somebody wrote since."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from colonnade.api.answers import own_json
from colonnade.api.process import together
from colonnade.api.process.acting import act_once, ground_of
from colonnade.api.process.typed import MOST_HOURS
from colonnade.discussion.actions import Seen
from colonnade.flows.decidable import decidable
from colonnade.flows.decide_many import as_seen, decide_many, undo_many, written_since
from colonnade.flows.why_left import hers_among, why_kept, why_left
from colonnade.kit import clock
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import batch_of
from colonnade.people.reading import Actor
from colonnade.people.visitor import moderator_from
from colonnade.people.whom import whom_of

router = Router(tags=["moderation"])
_READ = ["GET", "HEAD"]


class SinceQuery(BaseModel):
    """For which act, and how far back."""

    act: str = Field(json_schema_extra={"enum": ["hold", "remove"]})
    hours: int = Field(ge=1, le=MOST_HOURS)


@router.api_operation(
    _READ,
    "/moderation/comments/{comment}/since",
    operation_id="list_since",
    response=together.WrittenSince,
)
def list_since(request: HttpRequest, comment: str, query: Query[SinceQuery]) -> HttpResponse:
    """Read what the writer of a comment wrote in the last hours: look, then `decide_together`."""
    actor = moderator_from(request)
    found = decidable(actor, comment)
    whom = whom_of(person=found.person, guest=found.guest)
    if whom is None:
        raise Refusal("person_missing", Kind.MISSING, name=comment)
    since = clock.now() - timedelta(hours=query.hours)
    wrote = written_since(actor=actor, whom=whom, act=query.act, since=since)
    return own_json(together.show_written(wrote))


@router.post(
    "/moderation/decisions", operation_id="decide_together", response={201: together.Together}
)
def decide_together(request: HttpRequest, given: together.ActTogether) -> HttpResponse:
    """Do one act on several comments with one reason: each gets a decision of its own.

    What is not any more what was looked at is left as it is, and so is what somebody else answers
    for: the answer names each and says why.
    """
    actor = moderator_from(request)
    seen = {one.comment: Seen(one.state, one.revision) for one in given.comments}
    batch = act_once(
        actor=actor, asked="together", given=given, act=lambda: _decide(actor, given, seen)
    )
    parts = batch_of(batch)
    done = {one.subject for one in parts}
    rest = {name: looked_at for name, looked_at in seen.items() if name not in done}
    left = why_left(actor, rest, given.act) if rest else {}
    return own_json(together.show_together(batch, parts, left), status=201)


def _decide(actor: Actor, given: together.ActTogether, seen: dict[str, Seen]) -> str:
    """Do it; return the word of the batch, '' where every comment was left."""
    if given.act not in together.ACTS:
        raise Refusal("act_impossible", Kind.CONFLICT, state="", act=given.act)
    if not hers_among(actor, seen):
        raise Refusal("comment_missing", Kind.MISSING)
    ground, found = ground_of(given.rule, given.law), as_seen(actor, seen)
    many = decide_many(
        actor=actor, comments=found, act=given.act, reason=given.reason or "", ground=ground
    )
    return many.batch if many.done else ""


@router.post(
    "/moderation/decisions/{batch}/undo",
    operation_id="undo_together",
    response={201: together.Together},
)
def undo_together(request: HttpRequest, batch: str, given: together.UndoTogether) -> HttpResponse:
    """Take such an act back as one: every comment that still stands as it left it.

    The answer is an act on several comments as well; its `batch` takes it back.
    """
    actor = moderator_from(request)
    parts = batch_of(batch) if PUBLIC_ID.fullmatch(batch) else []

    def act() -> str:
        if not hers_among(actor, [one.subject for one in parts]):
            raise Refusal("batch_missing", Kind.MISSING)
        return undo_many(actor=actor, batch=batch).batch

    again = act_once(actor=actor, asked=f"undo together {batch}", given=given, act=act)
    undone = batch_of(again)
    done = {one.subject for one in undone}
    rest = [one for one in parts if one.subject not in done]
    left = why_kept(actor, rest) if rest else {}
    return own_json(together.show_together(again, undone, left), status=201)
