"""The documents that the API takes; their limits are checked where pages have them checked too."""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from colonnade.api.shapes import ID
from colonnade.discussion.policy import BODY_LIMIT
from colonnade.moderation.reports import KINDS, NAME_LIMIT, WORDS_LIMIT

# What the document says of numbers and keys that more than one of these has.
KEY: JsonDict = {
    "format": "uuid",
    "maxLength": 36,
    "examples": ["5e3a1c8e-0f4b-4d52-9d2c-6f1b2a7c9e10"],
}
RULE: JsonDict = {"minimum": 1, "maximum": 999, "examples": [1]}
REVISION: JsonDict = {"minimum": 1, "maximum": 2_147_483_647, "examples": [1]}


class Typed(BaseModel):
    """What a program sends: each value in JSON's own type."""

    model_config = ConfigDict(strict=True)


class NewComment(Typed):
    """A comment to be posted."""

    body: str = Field(
        description=(
            "CommonMark without raw HTML; a line break shows as one. At most"
            f" {BODY_LIMIT} characters (code points)."
        ),
        json_schema_extra={
            "minLength": 1,
            "maxLength": BODY_LIMIT,
            "examples": ["I was there, and it was *not* raining."],
        },
    )
    key: str = Field(
        description=(
            "A random UUID that the client makes for this comment. The same key, thread, text and"
            " author again give the same answer, so a lost answer is asked for by sending the"
            " same again. Keep it secret: it stands for its writer until her answer is there."
        ),
        json_schema_extra=KEY,
    )
    parent: str | None = Field(
        default=None,
        description="The id of the comment to answer; null or empty for none.",
        json_schema_extra={"maxLength": 12, "examples": [ID]},
    )
    name: str | None = Field(
        default=None,
        description="A guest's name; ignored for a member.",
        json_schema_extra={"maxLength": 60, "examples": ["Passer-by"]},
    )


class Edit(Typed):
    """A new wording for a comment."""

    body: str = Field(
        description="As in a new comment.",
        json_schema_extra={
            "minLength": 1,
            "maxLength": BODY_LIMIT,
            "examples": ["I was there, and it *was* raining."],
        },
    )
    revision: int | None = Field(
        default=None,
        description=(
            "The number of the wording that was changed: if another one came in between, nothing"
            " is kept and the code is `edited_elsewhere`. Null: change whatever is there."
        ),
        json_schema_extra=REVISION,
    )


class NewReport(Typed):
    """What is wrong with a comment, and who says so."""

    kind: str = Field(
        description=(
            "`rule`: it breaks one. `illegal`; `abuse`: the sexual abuse of a child; `about_me`:"
            " privacy or good name of who reports. All but `rule` need `words` and `good_faith`."
        ),
        json_schema_extra={"enum": list(KINDS), "maxLength": 8},
    )
    rule: int | None = Field(
        default=None,
        description="The number of the rule in the policy that holds; for `rule` alone.",
        json_schema_extra=RULE,
    )
    words: str | None = Field(
        default=None,
        description=f"Why. Only the moderators read it. At most {WORDS_LIMIT} characters.",
        json_schema_extra={"maxLength": WORDS_LIMIT, "examples": ["It names my street."]},
    )
    name: str | None = Field(
        default=None,
        description="Needed for `illegal` and `about_me`; a member's own name counts instead.",
        json_schema_extra={"maxLength": NAME_LIMIT, "examples": ["Ida Lind"]},
    )
    email: str | None = Field(
        default=None,
        description="As `name`. Receipt and outcome go there.",
        json_schema_extra={"maxLength": 254, "examples": ["ida@mail.example"]},
    )
    good_faith: bool = Field(
        default=False, description="What is said is true and complete as far as she knows."
    )
    by_mail: bool = Field(
        default=False, description="A member wants to hear by mail of a broken rule, too."
    )
