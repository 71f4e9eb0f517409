"""The documents about decisions that the API gives."""

from typing import Annotated

from pydantic import BaseModel, Field, JsonValue

from colonnade.api.shapes import TEXT, Comment, Id, Moment, Page
from colonnade.discussion.policy import TRANSITIONS
from colonnade.moderation.appeals import SIDES
from colonnade.moderation.reports import KINDS
from colonnade.moderation.standing import LEVELS, MEASURES
from colonnade.moderation.table import ACTS

_ACTS: list[JsonValue] = [*sorted(ACTS)]
_STATES: list[JsonValue] = ["open", "upheld", "reversed", "gone"]
_ON_STATES: list[JsonValue] = [*sorted({act for _, act in TRANSITIONS} - {"delete"})]
_ROLES: list[JsonValue] = ["moderator", "editor", "owner", "outside", ""]


class Appeal(BaseModel):
    """An objection to a decision, as who objected sees it."""

    id: Id = Field(description="The appeal's public id.")
    state: str = Field(
        description=(
            "`upheld`: the decision stands. `reversed`: it is taken back. `gone`: it was taken"
            " back before anybody had to decide."
        ),
        json_schema_extra={"enum": _STATES},
    )
    words: str = Field(description=f"What was said. {TEXT}")
    created: Moment = Field(description="When it came in, UTC.")
    due: Moment = Field(description="By when it should be decided, UTC.")
    decided: Moment | None = Field(description="When it was, UTC.")
    by_role: str = Field(
        description="The role of who decided it.", json_schema_extra={"enum": _ROLES}
    )
    reasons: str = Field(description=f"Why it was decided so. {TEXT}")


class _Ruled(BaseModel):
    id: Id = Field(description="The decision's public id.")
    act: str = Field(description="What was done.", json_schema_extra={"enum": _ACTS})
    comment: Id | None = Field(description="The comment it was done to; null: a person.")
    state: str = Field(description="How its subject was after it.")
    reason: str = Field(description=f"Why. {TEXT}")
    facts: str = Field(description=f"What was found. {TEXT}")
    rule: int = Field(description="The rule that it rests on; 0 for none.", ge=0)
    policy: int = Field(description="The version of the policy that has this rule.", ge=0)
    law: str = Field(description=f"The law that it rests on. {TEXT}")
    reported: bool = Field(description="Whether it came from a report.")
    automated: bool = Field(description="Whether the program decided, without a person.")
    by_role: str = Field(description="The role of who decided.", json_schema_extra={"enum": _ROLES})
    section: str = Field(description=f"Where it holds; empty: everywhere. {TEXT}")
    until: Moment | None = Field(description="When it ends by itself, UTC.")
    created: Moment = Field(description="When it was decided, UTC.")
    undone_by: Id | None = Field(description="The decision that took it back.")


class Decision(_Ruled):
    """A decision as it is told to whom it meets: by a role, never by a name."""

    object_until: Moment | None = Field(
        description="Until when an objection is taken, UTC; null where none is."
    )
    appeal: Appeal | None = Field(description="The objection that was made.")


class DecisionList(BaseModel):
    """What was decided about who asks."""

    items: list[Decision] = Field(description="The newest 50, newest first.")


class ReportStatus(BaseModel):
    """How a report stands, for who sent it."""

    kind: str = Field(description="As it was sent.", json_schema_extra={"enum": list(KINDS)})
    rule: int = Field(description="The rule that it named; 0 for none.", ge=0)
    words: str = Field(description=f"What was said. {TEXT}")
    created: Moment = Field(description="When it came in, UTC.")
    state: str = Field(
        description=(
            "`kept`: a moderator let the comment stand. `acted`: she acted on it. `gone`: its"
            " writer deleted it first."
        ),
        json_schema_extra={"enum": ["open", "kept", "acted", "gone"]},
    )
    outcome: str = Field(description=f"The same in words. {TEXT}")
    settled: Moment | None = Field(description="When it was settled, UTC.")
    object_until: Moment | None = Field(
        description="Until when an objection is taken, UTC; null where none is."
    )
    appeal: Appeal | None = Field(description="The objection that was made.")


class Waiting(BaseModel):
    """A comment that waits for a moderator."""

    comment: Comment = Field(description="The comment, as the staff see it.")
    since: Moment = Field(description="Since when it waits, UTC.")
    why: str = Field(description="What held it: the code of a gate, `reported` or `other`.")
    section: str = Field(description=f"The section of its thread. {TEXT}")
    level: str = Field(
        description="Its writer's standing.", json_schema_extra={"enum": list(LEVELS)}
    )
    reported: bool = Field(description="Whether readers reported it.")
    urgent: bool = Field(description="Whether a report speaks of something illegal.")
    score: float | None = Field(
        description="How likely it is removed, as triage has learned; null: nothing learned.",
        ge=0,
        le=1,
    )


class Queue(Page):
    """A page of what waits, in the order in which it is to be decided."""

    items: list[Waiting] = Field(
        description="What waits in the sections of who asks and is in no colleague's hands."
    )


class Claimed(BaseModel):
    """What a moderator has in hand."""

    comments: list[Id] = Field(description="Those that are hers for ten minutes.")


class Ruling(BaseModel):
    """A past decision as colleagues see it."""

    id: Id = Field(description="The decision's public id.")
    act: str = Field(description="What was done.", json_schema_extra={"enum": _ACTS})
    before: str = Field(description="The state before it.")
    after: str = Field(description="The state after it.")
    reason: str = Field(description=f"Why. {TEXT}")
    rule: int = Field(description="The rule that it rests on; 0 for none.", ge=0)
    policy: int = Field(description="The version of the policy that has this rule.", ge=0)
    law: str = Field(description=f"The law that it rests on. {TEXT}")
    name: str = Field(description=f"Who decided. {TEXT}")
    by_role: str = Field(description="In which role.")
    created: Moment = Field(description="When, UTC.")
    undoes: Id | None = Field(description="The decision that it took back.")
    batch: Id | None = Field(
        description="The act on several comments that it is part of; see `undo_together`."
    )
    undoable: bool = Field(description="Whether it can be taken back now.")


class Measure(BaseModel):
    """A restriction on a person."""

    id: Id = Field(description="The measure's public id.")
    kind: str = Field(description="What it is.", json_schema_extra={"enum": list(MEASURES)})
    section: str = Field(description=f"Where it holds; empty: everywhere. {TEXT}")
    since: Moment = Field(description="Since when, UTC.")
    until: Moment | None = Field(description="When it ends by itself, UTC.")
    seconds: int = Field(description="Of `slow`: so long she waits after each comment.", ge=0)
    lifted: Moment | None = Field(description="When it was lifted, UTC.")
    decision: Id = Field(description="The decision that imposed it.")


class Matter(BaseModel):
    """One comment with all that a moderator decides by."""

    comment: Comment = Field(description="The comment, as the staff see it.")
    acts: list[Annotated[str, Field(json_schema_extra={"enum": _ON_STATES})]] = Field(
        description="What can be done to it now; `cut` and `uncut` besides where they fit."
    )
    pieces: list[str] = Field(
        description=f"Its wording in pieces, for `cut`: by their numbers from 0. {TEXT}"
    )
    decisions: list[Ruling] = Field(description="What was decided on it, newest first.")
    reports: int = Field(description="How many reports wait.", ge=0)
    notices: int = Field(
        description="How many of the first 50 of them are notices that the law knows.", ge=0
    )
    measures: list[Measure] = Field(description="What was imposed on its writer, newest first.")


class Decided(BaseModel):
    """What came of an act on a comment."""

    decision: Id = Field(description="The public id of the decision.")
    comment: Comment = Field(description="The comment as it is now.")


class Imposed(BaseModel):
    """What came of an act on a person."""

    decision: Id = Field(description="The public id of the decision.")
    measures: list[Measure] = Field(description="What was imposed on her, newest first.")


class AppealCase(BaseModel):
    """An appeal that waits, with the decision that it is about, for the staff."""

    id: Id = Field(description="The appeal's public id.")
    by: str = Field(description="Which side objects.", json_schema_extra={"enum": list(SIDES)})
    words: str = Field(description=f"What was said. {TEXT}")
    created: Moment = Field(description="When it came in, UTC.")
    due: Moment = Field(description="By when it should be decided, UTC.")
    decision: Decision = Field(description="The decision; of objections it says nothing here.")


class AppealCases(Page):
    """A page of appeals that wait, the one due first first."""

    items: list[AppealCase] = Field(description="The appeals.")


class Judged(BaseModel):
    """What became of an appeal."""

    id: Id = Field(description="The appeal's public id.")
    state: str = Field(description="As it was decided.", json_schema_extra={"enum": _STATES})
    ruling: Id | None = Field(description="The decision that took the first one back.")
