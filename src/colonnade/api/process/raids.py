"""The documents about stricter rules for some hours that the API takes and gives."""

from pydantic import BaseModel, Field

from colonnade.api.process.typed import Once
from colonnade.api.shapes import ID, Id, Moment
from colonnade.flows.raid import MOST_HOURS, MOST_SECONDS
from colonnade.moderation.gates.rules import RaidNow


class _Somewhere(Once):
    thread: str = Field(
        default="",
        description=(
            "The discussion's public id; empty: everywhere, for who answers for all sections."
        ),
        json_schema_extra={"maxLength": 12, "examples": [ID]},
    )


class NewRaid(_Somewhere):
    """What is to be stricter, where and for how long; it ends by itself."""

    hours: int = Field(
        description="For how many hours.",
        json_schema_extra={"minimum": 1, "maximum": MOST_HOURS, "examples": [2]},
    )
    slow_seconds: int = Field(
        default=0,
        description="So many seconds lie between two comments of one person; 0: as always.",
        json_schema_extra={"minimum": 0, "maximum": MOST_SECONDS, "examples": [60]},
    )
    members_only: bool = Field(default=False, description="Whether guests wait outside.")
    hold_all: bool = Field(
        default=False, description="Whether every comment waits until somebody has seen it."
    )


class Calming(_Somewhere):
    """Where a switch is that is switched off before its time."""


class Raid(BaseModel):
    """A switch that is on."""

    id: Id = Field(description="The switch's public id.")
    since: Moment = Field(description="Since when, UTC.")
    until: Moment = Field(description="When it ends by itself, UTC.")
    slow_seconds: int = Field(description="Seconds between two comments of one person.", ge=0)
    members_only: bool = Field(description="Whether guests wait outside.")
    hold_all: bool = Field(description="Whether every comment waits.")
    decision: Id = Field(description="The decision that switched it on.")


class Raids(BaseModel):
    """The switches that are on in one place."""

    items: list[Raid] = Field(description="The one that ends first first.")


def show_raids(found: list[RaidNow], thread: int | None) -> Raids:
    """Return those that are on in this thread, in the whole site where none is named."""
    return Raids(items=[_shown(one) for one in found if one.thread == thread])


def _shown(one: RaidNow) -> Raid:
    return Raid(
        id=one.id,
        since=one.since,
        until=one.until,
        slow_seconds=one.strictness.slow_seconds,
        members_only=one.strictness.members_only,
        hold_all=one.strictness.hold_all,
        decision=one.decision,
    )
