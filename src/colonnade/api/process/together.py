"""The documents about several comments decided as one act that the API takes and gives."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, Field, JsonValue, field_validator
from pydantic_core import PydanticCustomError

from colonnade.api.process.typed import Once, Reasoned
from colonnade.api.shapes import ID, TEXT, Id, Moment
from colonnade.api.typed import REVISION, Typed
from colonnade.discussion.reading import Detail
from colonnade.flows.sentences import sentence
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Refusal
from colonnade.moderation.reading import PartOf

ACTS = ("approve", "hold", "remove")
# As many as can be chosen on the screen: more at once would keep others from writing for seconds.
MOST = 100
_STATES: list[JsonValue] = ["visible", "held", "removed"]


class SeenComment(Typed):
    """A comment as it was looked at: where it has changed since, it is left as it is."""

    comment: str = Field(
        description="The comment's public id.",
        pattern=f"^{PUBLIC_ID.pattern}$",
        json_schema_extra={"maxLength": 12, "examples": [ID]},
    )
    state: Literal["visible", "held", "removed"] = Field(
        description="The state that was looked at."
    )
    revision: int = Field(description="The wording that was looked at.", json_schema_extra=REVISION)


class ActTogether(Reasoned):
    """What is to be done to several comments as one act, with one reason."""

    act: str = Field(
        description="`remove` needs `rule` or `law`.",
        json_schema_extra={"enum": list(ACTS), "maxLength": 8},
    )
    comments: Annotated[list[SeenComment], Field(min_length=1, max_length=MOST)] = Field(
        description=f"The comments, each once, {MOST} at most.",
        json_schema_extra={"uniqueItems": True},
    )

    @field_validator("comments")
    @classmethod
    def _each_once(cls, comments: list[SeenComment]) -> list[SeenComment]:
        names: set[str] = set()
        for one in comments:
            if one.comment in names:
                words = "The comment {name} is named twice"
                raise PydanticCustomError("named_twice", words, {"name": one.comment})
            names.add(one.comment)
        return comments


class UndoTogether(Once):
    """An act on several comments is taken back as one."""


class PartDone(BaseModel):
    """One comment of an act on several."""

    comment: Id = Field(description="The comment's public id.")
    decision: Id = Field(description="The decision on it, which can be taken back by itself, too.")
    state: str = Field(
        description="The state that it left the comment in.", json_schema_extra={"enum": _STATES}
    )


class PartLeft(BaseModel):
    """A comment that was left as it is."""

    comment: Id = Field(description="The comment's public id.")
    code: str = Field(
        description=(
            "Why, by the code of a problem, as the comment is when this is answered."
            " `comment_missing`: there is none, or somebody else answers for it."
        ),
        json_schema_extra={
            "enum": [
                *("comment_missing", "comment_changed", "comment_reworded"),
                *("act_impossible", "undo_impossible"),
            ]
        },
    )
    detail: str = Field(description=f"The same, for people. {TEXT}")


class Together(BaseModel):
    """What came of an act on several comments."""

    batch: Id | None = Field(
        description="What takes it back as one; null where every comment was left as it is."
    )
    done: list[PartDone] = Field(description="The comments that it was done to.")
    left: list[PartLeft] = Field(description="The comments that were left as they are.")


class Written(BaseModel):
    """A comment of somebody's, with what an act on several needs to know of it."""

    comment: Id = Field(description="The comment's public id.")
    state: str = Field(
        description="Its state now.", json_schema_extra={"enum": ["visible", "held"]}
    )
    revision: int = Field(description="The number of its wording.", ge=1)
    created: Moment = Field(description="When it came in, UTC.")
    thread: Id = Field(description="The id of its thread.")
    section: str = Field(description=f"The section of its thread; may be empty. {TEXT}")
    excerpt: str = Field(description=f"How it begins. {TEXT}")


class WrittenSince(BaseModel):
    """What somebody wrote since a moment, as far as an act on it is possible."""

    items: list[Written] = Field(description=f"The newest {MOST} of them, newest first.")
    more: bool = Field(
        description="Whether there is more: decide on these, and ask again for the rest."
    )


def show_together(batch: str, parts: Sequence[PartOf], left: Mapping[str, Refusal]) -> Together:
    """Return what a batch did, and what of what was asked for it left."""
    done = [PartDone(comment=one.subject, decision=one.id, state=one.after) for one in parts]
    kept = [
        PartLeft(comment=name, code=why.code, detail=sentence(why)) for name, why in left.items()
    ]
    return Together(batch=batch or None, done=done, left=kept)


def show_written(found: Sequence[Detail]) -> WrittenSince:
    """Return the newest of what `written_since` found."""
    items = [
        Written(
            comment=row.id,
            state=row.visibility,
            revision=row.revision,
            created=row.created,
            thread=row.thread,
            section=row.thread_section,
            excerpt=row.excerpt,
        )
        for row in found[:MOST]
    ]
    return WrittenSince(items=items, more=len(found) > MOST)
