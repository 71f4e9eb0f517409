"""What readers of every format yield: one value for each record of the source.

`source` is the record's own id in its source, the same in every later export. `line` is the line
of the file where it begins, counted from 1. Texts are as the source holds them, entities of the
container (XML) decoded, nothing else done. Moments know their zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from colonnade.kit.markup import Format


class Kind(StrEnum):
    """What a record is; the words of the ledger."""

    AUTHOR = "author"
    CATEGORY = "category"
    TAG = "tag"
    ATTACHMENT = "attachment"
    ARTICLE = "article"
    PAGE = "page"
    COMMENT = "comment"
    OTHER = "other"


class State(StrEnum):
    """Who saw a record at its source; UNKNOWN where the source does not say."""

    PUBLIC = "public"
    WAITING = "waiting"
    SPAM = "spam"
    TRASH = "trash"
    DRAFT = "draft"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSite:
    """What the records come from; the first thing a reader yields, and no record itself.

    `namespace` tells sources apart ("wordpress:example.org/blog"): ids are unique within it.
    """

    namespace: str
    title: str = ""
    url: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAuthor:
    """Somebody whose name stands above articles; `login` is what articles name her by."""

    source: str
    line: int
    login: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTerm:
    """A category or a tag."""

    kind: Kind
    source: str
    line: int
    slug: str
    name: str
    about: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAttachment:
    """A file of the old site: its address is kept, the file is not fetched."""

    source: str
    line: int
    url: str
    title: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceArticle:
    """An article or a plain page (`kind`), and so the subject of a discussion.

    `addresses` are all its old addresses (full, or paths), the permalink first. `authors` are
    logins, `categories` and `tags` slugs. `html` is the text as the source keeps it; `format`
    TEXT for captures. `commenting` is "open", "closed" or "" (not said).
    """

    kind: Kind = Kind.ARTICLE
    source: str
    line: int
    title: str
    slug: str = ""
    addresses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    html: str = ""
    format: Format = Format.HTML
    standfirst: str = ""
    published: datetime | None = None
    state: State = State.PUBLIC
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    commenting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """That a comment seems to answer another (`parent`, its source id), and how surely (0 to 1).

    `words` are those of the text that say so. Nobody is told of it as a fact.
    """

    parent: str
    confidence: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A proposal for a text whose borders are unknown: text[start:end] is one comment.

    `author` is "" where nothing names one; `confidence` (0 to 1) is that of border and author.
    """

    start: int
    end: int
    author: str = ""
    confidence: float = 0.0


# Not frozen, as the others are: of these there are millions, and it would take thrice the time.
@dataclass(slots=True, kw_only=True)
class SourceComment:
    """A comment, ping or pingback under the article `subject`; nobody changes it.

    `parent` is the source id of the comment answered, "" at the top. Where the source names who
    is answered but does not hold that comment, `answers` is the name and `parent` is "".
    `account`: the writer had an account there (else a guest), `user` is its id where the source
    tells it; no fingerprint holds it. `created` None: not known.
    `cuts` set: author and borders are unknown, the text is the whole of it.
    """

    source: str
    line: int
    subject: str
    parent: str = ""
    answers: str = ""
    ping: bool = False
    name: str = ""
    email: str = ""
    website: str = ""
    account: bool = False
    title: str = ""
    text: str
    format: Format = Format.HTML
    created: datetime | None = None
    edited: datetime | None = None
    state: State = State.UNKNOWN
    hints: tuple[Hint, ...] = ()
    cuts: tuple[Cut, ...] = ()
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRefused:
    """What cannot be taken: `reason` is a code of `transfer.reasons`, `detail` its data."""

    kind: Kind
    source: str
    line: int
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRule:
    """What the source says of who may comment under `subject`; offered as a setting, no record.

    `commenting` is a value of the setting of that name, `words` the source's own sentence.
    """

    subject: str
    commenting: str
    words: str


# What a newspaper takes in.
Matter = SourceAuthor | SourceTerm | SourceArticle | SourceAttachment
Record = Matter | SourceComment | SourceRefused
Yielded = SourceSite | Record | SourceRule


class Reader(Protocol):
    """A format: reads a file as a stream, in memory that does not grow with the file.

    Yields a SourceSite first. `zone` is that of times that do not say theirs. Raises Refusal
    `import_unreadable` (line, why) where the file as a whole cannot be read, at any point.
    """

    def __call__(self, path: Path, *, zone: ZoneInfo) -> Iterator[Yielded]:
        """Read the file."""
