"""The documents that the API gives; the OpenAPI document is made from them."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, Field, PlainSerializer, WithJsonSchema

from colonnade.discussion.marks import CODES
from colonnade.sites.settings import COMMENTING

ID = "23456789bcdf"
TEXT = "Text, not HTML: escape it before it goes into a page."
_ID_SCHEMA = {"pattern": "^[23456789bcdfghjkmnpqrstvwxz]{12}$", "examples": [ID]}
_MOMENT_SCHEMA = {"type": "string", "format": "date-time", "examples": ["2026-05-04T08:30:00Z"]}


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Moment = Annotated[
    datetime, PlainSerializer(_moment, return_type=str), WithJsonSchema(_MOMENT_SCHEMA)
]
Id = Annotated[str, Field(json_schema_extra=_ID_SCHEMA)]


class Author(BaseModel):
    """Who wrote a comment."""

    name: str = Field(description=TEXT)
    kind: str = Field(
        description=(
            "A guest's name is free and not verified. `unknown`: imported, and nobody knows the"
            " name; it is empty, but for the place of a comment that did not come (mark `absent`)."
        ),
        json_schema_extra={"enum": ["member", "guest", "unknown"]},
    )
    handle: str = Field(
        description=(
            "Names a member's page, /people/HANDLE/; empty for guests, and for members of a site"
            " that was imported."
        )
    )
    role: str = Field(
        description="Empty for guests.",
        json_schema_extra={"enum": ["member", "moderator", "editor", "owner", ""]},
    )


class Comment(BaseModel):
    """A comment, or the tombstone that keeps its place."""

    id: Id = Field(description="The comment's public id.")
    thread: Id = Field(description="The id of its thread.")
    parent: Id | None = Field(description="The id of the comment it answers; null for none.")
    depth: int = Field(description="How many comments stand above it.", ge=0)
    author: Author | None = Field(description="Null for a tombstone.")
    created: Moment = Field(description="When it came in, UTC.")
    edited: Moment | None = Field(description="When its wording last changed, UTC.")
    state: str = Field(
        description="All but `visible` are tombstones, except to the author and to moderators.",
        json_schema_extra={"enum": ["visible", "held", "removed", "deleted"]},
    )
    html: str = Field(
        description=(
            "HTML, made from the source and cleaned on this server: safe to put into a page"
            " as it is. Empty for a tombstone. The only field that holds HTML."
        ),
        json_schema_extra={"contentMediaType": "text/html"},
    )
    source: str = Field(description=f"What was typed. {TEXT} Empty for a tombstone.")
    format: str = Field(
        description="The format of the source; empty for a tombstone.",
        json_schema_extra={"enum": ["markdown", "html", "text", ""]},
    )
    revision: int = Field(
        description="The number of this wording, from 1; 0 for a tombstone. See PATCH.", ge=0
    )
    note: str = Field(description=f"The reason a moderator gave for removing it. {TEXT}")
    permalink: str = Field(
        description="Where readers find it.", json_schema_extra={"format": "uri"}
    )
    kind: str = Field(
        description="`ping`: a notice that another page links to the thread's subject.",
        json_schema_extra={"enum": ["comment", "ping"]},
    )
    website: str = Field(description="Of a ping, the address of that page; else empty.")
    marks: list[Annotated[str, Field(json_schema_extra={"enum": sorted(CODES)})]] = Field(
        description=(
            "What to know of an imported comment. `account`: its writer had an account there."
            " `absent`: it was answered, and did not come with the import. `unknown`: author and"
            " borders are unknown. `undated`: `created` is only its place in the order. `inferred`:"
            " a moderator joined it to its parent. `lost`, `garbled`: letters are. `repaired`:"
            " garbled letters were put right. `cut`: the text or a link is. `unlinked`: it speaks"
            " of a link that did not come. `noindex`: search engines are asked to leave it out."
        )
    )


class Posted(Comment):
    """The comment that was posted, as its writer sees it."""

    guest_key: str | None = Field(
        description=(
            "For a guest who sent no key: the private key to this comment and her next ones."
            " Keep it, tell nobody; send it as `Authorization: Guest KEY`."
        )
    )


class Thread(BaseModel):
    """The discussion that hangs on one subject."""

    id: Id = Field(description="The thread's public id.")
    key: str = Field(description=f"What the thread hangs on, unique on this site. {TEXT}")
    url: str = Field(description="The address of the subject; may be empty.")
    title: str = Field(description=TEXT)
    section: str = Field(description=f"May be empty. {TEXT}")
    commenting: str = Field(
        description="Who may comment here; `guests-held`: a moderator sees guests' comments first.",
        json_schema_extra={"enum": list(COMMENTING)},
    )
    closed: bool = Field(description="Whether it takes no more comments.")
    comments: int = Field(description="How many comments can be read.", ge=0)
    created: Moment = Field(description="When it was made, UTC.")
    last_comment: Moment | None = Field(description="When its newest comment came in, UTC.")
    address: str = Field(description="The thread's own page.", json_schema_extra={"format": "uri"})


class Page(BaseModel):
    """One of several pages."""

    page: int = Field(description="The number of this page, from 1.", ge=1)
    pages: int = Field(description="How many pages there are.", ge=1)
    total: int = Field(description="How many items all pages hold, tombstones included.", ge=0)


class CommentPage(Page):
    """A page of comments in display order."""

    items: list[Comment] = Field(description="The comments in the order asked for.")


class ThreadPage(Page):
    """A page of threads, the newest comment first."""

    items: list[Thread] = Field(description="The threads.")


class Report(BaseModel):
    """A report that was kept."""

    kind: str = Field(
        description="As it was sent.",
        json_schema_extra={"enum": ["rule", "illegal", "abuse", "about_me"]},
    )
    state: str = Field(
        description=(
            "`open`: a moderator will look at it. `kept`, `acted`: this wording was decided on"
            " before, and the report joins that case."
        ),
        json_schema_extra={"enum": ["open", "kept", "acted"]},
    )
    status: str = Field(
        description="A page that tells how it stands. It is secret: whoever has it sees it.",
        json_schema_extra={"format": "uri"},
    )


class Fault(BaseModel):
    """What is wrong with one field."""

    field: str = Field(description="The field's name; empty for the whole body.")
    detail: str = Field(description=TEXT)


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str = Field(description="Always `about:blank`: `code` tells problems apart.")
    title: str = Field(description="HTTP's own name of the status.")
    status: int = Field(description="The status of the answer.", ge=400, le=599)
    detail: str = Field(description=f"What happened and what to do, for people. {TEXT}")
    code: str = Field(description="A stable word for programs.")
    errors: list[Fault] = Field(description="The fields that are wrong, where that is known.")
