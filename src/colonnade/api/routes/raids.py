"""Stricter rules for some hours, in one discussion or everywhere."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from colonnade.api.answers import own_json
from colonnade.api.process import raids
from colonnade.api.process.acting import act_once
from colonnade.flows.decidable import decidable_thread
from colonnade.flows.raid import begin_raid, calm_raid
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.reading import raids_now
from colonnade.people.reading import Actor
from colonnade.people.visitor import moderator_from

router = Router(tags=["moderation"])
_READ = ["GET", "HEAD"]


class RaidQuery(BaseModel):
    """Of which discussion the switches are asked for; none: of the whole site."""

    thread: str = Field("", json_schema_extra={"maxLength": 12})


@router.api_operation(_READ, "/moderation/raids", operation_id="list_raids", response=raids.Raids)
def list_raids(request: HttpRequest, query: Query[RaidQuery]) -> HttpResponse:
    """Read which stricter rules are switched on, of a discussion or of the whole site."""
    return _on(moderator_from(request), query.thread)


@router.post("/moderation/raids", operation_id="begin_raid", response={201: raids.Raids})
def begin(request: HttpRequest, given: raids.NewRaid) -> HttpResponse:
    """Switch stricter rules on: on the record, and until they end by themselves."""
    actor = moderator_from(request)
    strictness = Strictness(given.slow_seconds, given.members_only, given.hold_all)

    def act() -> str:
        return begin_raid(
            actor=actor, thread=given.thread, strictness=strictness, hours=given.hours
        )

    act_once(actor=actor, asked="raid", given=given, act=act)
    return _on(actor, given.thread, status=201)


@router.post("/moderation/raids/{raid}/calm", operation_id="calm_raid", response={201: raids.Raids})
def calm(request: HttpRequest, raid: str, given: raids.Calming) -> HttpResponse:
    """Switch one off before its time; the answer is what is still on in the same place."""
    actor = moderator_from(request)

    def act() -> str:
        calm_raid(actor=actor, raid=raid, thread=given.thread)
        return ""

    act_once(actor=actor, asked=f"calm {raid}", given=given, act=act)
    return _on(actor, given.thread, status=201)


def _on(actor: Actor, thread: str, *, status: int = 200) -> HttpResponse:
    """Answer what is on in a discussion, '' in the whole site; raises Refusal thread_missing."""
    place = decidable_thread(actor, thread).id if thread else None
    return own_json(raids.show_raids(raids_now(), place), status=status)
