"""What goes into the index: an article or a comment, its words and the marks to filter by."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from colonnade.search.folding import fold, index_words

Kind = Literal["comment", "article"]


@dataclass(frozen=True, slots=True)
class Document:
    """An article or comment (`subject`: its primary key) as the index takes it.

    `names` are its writers' names, `handles` what tells them apart from others of the same name
    (a member's handle, a byline's slug). `thread` is the primary key of a comment's thread.
    """

    kind: Kind
    subject: int
    moment: datetime
    head: str
    body: str
    section: str = ""
    names: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    thread: int | None = None


def marks_of(document: Document) -> list[str]:
    """Return the marks to filter by; no word of a text begins as they do."""
    names = [name_mark(word) for word in index_words("\n".join(document.names))]
    handles = [handle_mark(handle) for handle in document.handles]
    section = [section_mark(document.section)] if document.section else []
    return [*dict.fromkeys([kind_mark(document.kind), *section, *handles, *names])]


def kind_mark(kind: str) -> str:
    """Return the mark of articles or of comments."""
    return f"=k{kind}"


def section_mark(label: str) -> str:
    """Return the mark of what stands in the section of this title."""
    return f"=s{_digest(fold(label))}"


def handle_mark(handle: str) -> str:
    """Return the mark of what this very person wrote."""
    return f"=h{_digest(handle)}"


def name_mark(word: str) -> str:
    """Return the mark of a word of a writer's name."""
    return f"=n{word[:30]}"


def text_of(words: Iterable[str]) -> str:
    """Return words as SQLite's index reads them back: they hold no space."""
    return " ".join(words)


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode(errors="surrogatepass")).hexdigest()[:12]
