"""The documents about decisions that the API takes."""

from typing import Annotated

from pydantic import Field

from colonnade.api.shapes import ID
from colonnade.api.typed import KEY, REVISION, RULE, Typed
from colonnade.flows.measure import MOST_SECONDS
from colonnade.moderation.appeals import MOST_MINUTES, REASONS_LIMIT, VERDICTS, WORDS_LIMIT
from colonnade.moderation.ruling import REASON_LIMIT
from colonnade.moderation.standing import MEASURES
from colonnade.sites.settings import COMMENTING

MOST_CLAIMED = 25
MOST_PIECES = 2000
MOST_HOURS = 24 * 3650
LAW_LIMIT = 200
ON_COMMENTS = ("approve", "hold", "remove", "restore", "cut", "uncut", "keep")


class Once(Typed):
    """What is done once, however often it is sent."""

    key: str = Field(
        description=(
            "A random UUID that the client makes for this request. The same request with the same"
            " key again gives the same answer, and nothing is done twice."
        ),
        json_schema_extra=KEY,
    )


class Reasoned(Once):
    """Why something is done: in words, and the rule or the law that it rests on."""

    reason: str | None = Field(
        default=None,
        description=f"Why, in words for whom it meets. At most {REASON_LIMIT} characters.",
        json_schema_extra={"maxLength": REASON_LIMIT, "examples": ["It names a street."]},
    )
    rule: int | None = Field(
        default=None,
        description="The number of the rule in the policy that holds.",
        json_schema_extra=RULE,
    )
    law: str | None = Field(
        default=None,
        description="The law, where it rests on one; it counts where both are named.",
        json_schema_extra={"maxLength": LAW_LIMIT, "examples": ["Criminal Code, section 185"]},
    )


class Objection(Once):
    """Why a decision is wrong, in the words of whom it meets or who reported."""

    words: str = Field(
        description=f"At most {WORDS_LIMIT} characters.",
        json_schema_extra={
            "minLength": 1,
            "maxLength": WORDS_LIMIT,
            "examples": ["It was irony, as the reply below shows."],
        },
    )


class Act(Reasoned):
    """What is to be done to a comment."""

    act: str = Field(
        description=(
            "`remove` and `cut` need `rule` or `law`. `keep` lets a reported comment stand."
        ),
        json_schema_extra={"enum": list(ON_COMMENTS), "maxLength": 8},
    )
    state: str | None = Field(
        default=None,
        description="The state that was looked at: in another one nothing is done.",
        json_schema_extra={"enum": ["visible", "held", "removed", "deleted", None]},
    )
    revision: int | None = Field(
        default=None,
        description="The wording that was looked at, with `state`: of another one nothing is done.",
        json_schema_extra=REVISION,
    )
    notices: int | None = Field(
        default=None,
        description="For `keep`: how many notices were read. If there are more, nothing is done.",
        json_schema_extra={"minimum": 0, "maximum": 1000},
    )
    pieces: list[Annotated[int, Field(json_schema_extra={"minimum": 0})]] | None = Field(
        default=None,
        description="For `cut`: the numbers of the pieces to be cut out.",
        json_schema_extra={"maxItems": MOST_PIECES, "examples": [[0]]},
        max_length=MOST_PIECES,
    )


class Undoing(Once):
    """Which decision on a comment is to be taken back."""

    decision: str = Field(
        description="The decision's public id.",
        json_schema_extra={"maxLength": 12, "examples": [ID]},
    )
    reason: str | None = Field(
        default=None,
        description="Why. Who was told of the decision is told of this.",
        json_schema_extra={"maxLength": REASON_LIMIT},
    )


class Claims(Typed):
    """Comments that a moderator takes in hand."""

    comments: list[Annotated[str, Field(json_schema_extra={"maxLength": 12})]] = Field(
        description="Their public ids, as the queue names them.",
        json_schema_extra={"maxItems": MOST_CLAIMED, "examples": [[ID]]},
        max_length=MOST_CLAIMED,
    )


class NewMeasure(Reasoned):
    """What is imposed on the writer of a comment; `reason`, and `rule` or `law`, are needed."""

    kind: str = Field(
        description="`suspend` needs `hours`, `ban` has none; `slow` needs `seconds`.",
        json_schema_extra={"enum": list(MEASURES), "maxLength": 8},
    )
    everywhere: bool = Field(
        default=False, description="On the whole site, not in the comment's section alone."
    )
    hours: int | None = Field(
        default=None,
        description="For how many hours; null: until somebody lifts it.",
        json_schema_extra={"minimum": 1, "maximum": MOST_HOURS, "examples": [24]},
    )
    seconds: int | None = Field(
        default=None,
        description="Of `slow`: so long she waits after each comment.",
        json_schema_extra={"minimum": 1, "maximum": MOST_SECONDS},
    )


class Lifting(Once):
    """Why a measure is lifted."""

    reason: str = Field(
        description="In words for whom it met.",
        json_schema_extra={"minLength": 1, "maxLength": REASON_LIMIT, "examples": ["A mistake."]},
    )


class Judgment(Once):
    """What is decided on an appeal."""

    verdict: str = Field(
        description="Whether the decision stands or is taken back.",
        json_schema_extra={"enum": list(VERDICTS), "maxLength": 8},
    )
    reasons: str = Field(
        description="Why, in words for who objected.",
        json_schema_extra={
            "minLength": 1,
            "maxLength": REASONS_LIMIT,
            "examples": ["The reply below shows that it was irony."],
        },
    )
    minutes: int = Field(
        default=0,
        description="How long deciding took.",
        json_schema_extra={"minimum": 0, "maximum": MOST_MINUTES},
    )
    act: str = Field(
        default="remove",
        description="What is done to the comment where a reporter was right.",
        json_schema_extra={"enum": ["remove", "hold"], "maxLength": 8},
    )
    rule: int | None = Field(
        default=None,
        description="The rule for that.",
        json_schema_extra={"minimum": 1, "maximum": 999},
    )
    law: str | None = Field(
        default=None,
        description="Or the law.",
        json_schema_extra={"maxLength": LAW_LIMIT},
    )


class ThreadState(Typed):
    """How a discussion is to be; what is null stays as it is."""

    closed: bool | None = Field(default=None, description="Whether it takes no more comments.")
    commenting: str | None = Field(
        default=None,
        description="Who may comment; empty: as the site says.",
        json_schema_extra={"enum": [*COMMENTING, "", None], "maxLength": 16},
    )
