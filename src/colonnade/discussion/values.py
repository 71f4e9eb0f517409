"""The frozen values that leave this room."""

from dataclasses import dataclass
from datetime import datetime

from colonnade.discussion.marks import ABSENT, UNDATED, sentences_of
from colonnade.kit.markup.hosts import host_note


@dataclass(frozen=True, slots=True)
class ThreadInfo:
    """A thread as doors and flows see it; `commenting` is what holds after the site's word.

    `url` is the subject's full address or '', `path` where readers meet the discussion.
    `noindex`: its pages ask search engines to leave them out.
    """

    id: int
    public_id: str
    site: int
    key: str
    url: str
    title: str
    section: str
    commenting: str
    closed: bool
    total: int
    visible: int
    held: int
    gone: int
    places: int
    created: datetime
    last_comment: datetime | None
    hidden: bool
    closes: datetime | None
    noindex: bool
    path: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a comment, as readers see it: kind is `member`, `guest` or `unknown`.

    A member without a handle had an account on the site that the comment was imported from.
    Nobody knows the name of one who is `unknown`.
    """

    name: str
    kind: str
    handle: str = ""
    role: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One place on a page. `author` and `html` are empty where the text may not be shown.

    `thread_path` is where readers meet the discussion. `marks` are codes of `discussion.marks`.
    `kind` is "ping" for a notice that another page links here, `website` that page's address.
    `absent` is who is said to have written what did not come with an import.
    """

    id: str
    thread: str
    seq: int
    depth: int
    visibility: str
    author: Author | None
    created: datetime
    edited: datetime | None
    html: str
    excerpt: str
    note: str
    parent: str
    parent_author: Author | None
    thread_path: str
    marks: tuple[str, ...]
    kind: str
    website: str
    absent: str

    @property
    def dated(self) -> bool:
        """Return whether `created` is when it was written, and not only a place in the order."""
        return UNDATED not in self.marks and ABSENT not in self.marks

    @property
    def told(self) -> list[str]:
        """Return what readers should know of the text."""
        return sentences_of(self.marks) if self.marks else []

    @property
    def host_note(self) -> str:
        """Return, as HTML, the host of the page that links here."""
        return host_note(self.website, "")


@dataclass(frozen=True, slots=True)
class Detail(Row):
    """A comment with what only flows and its own pages need."""

    pk: int
    person: int | None
    guest: int | None
    revision: int
    thread_title: str
    thread_hidden: bool
    thread_section: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One revision: the text as typed, and its format."""

    number: int
    source: str
    format: str
    html: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """What was typed for the wording that a row shows: revision `number`, and its format."""

    number: int
    text: str
    format: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of comments in display order.

    `before` is set where the page begins inside a branch (the row that is answered), and
    `continues` where its last branch goes on overleaf.
    """

    rows: list[Row]
    page: int
    pages: int
    total: int
    before: bool
    continues: bool
