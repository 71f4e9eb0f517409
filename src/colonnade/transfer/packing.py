"""Records as compact bytes and back, and the fingerprint that tells whether one has changed."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from colonnade.kit.markup import Format
from colonnade.transfer.records import (
    Cut,
    Hint,
    Kind,
    Record,
    SourceArticle,
    SourceAttachment,
    SourceAuthor,
    SourceComment,
    SourceRefused,
    SourceTerm,
    State,
)

_TYPES: tuple[type[Record], ...] = (
    SourceAuthor,
    SourceTerm,
    SourceAttachment,
    SourceArticle,
    SourceComment,
    SourceRefused,
)
# Of the place in the file nothing is kept here: a later export has it elsewhere.
_APART = frozenset({"source", "line"})


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _hints(values: list[list[Any]]) -> tuple[Hint, ...]:
    return tuple(Hint(parent=one[0], confidence=one[1], words=one[2]) for one in values)


def _cuts(values: list[list[Any]]) -> tuple[Cut, ...]:
    return tuple(Cut(start=one[0], end=one[1], author=one[2], confidence=one[3]) for one in values)


_BACK: dict[str, Callable[[Any], object]] = {
    "kind": Kind,
    "state": State,
    "format": Format,
    "published": _moment,
    "created": _moment,
    "edited": _moment,
    "addresses": tuple,
    "authors": tuple,
    "categories": tuple,
    "tags": tuple,
    "hints": _hints,
    "cuts": _cuts,
}
_NAMES = {
    kind: tuple(field.name for field in fields(kind) if field.name not in _APART) for kind in _TYPES
}
_CODES = {kind: number for number, kind in enumerate(_TYPES)}
_COMMENT = _CODES[SourceComment]
_FORMATS = {one.value: one for one in Format}
_STATES = {one.value: one for one in State}
_READ = {kind: attrgetter(*names) for kind, names in _NAMES.items()}


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Hint):
        return [value.parent, value.confidence, value.words]
    if isinstance(value, Cut):
        return [value.start, value.end, value.author, value.confidence]
    raise TypeError(type(value))


_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_simple
).encode
_decode = json.JSONDecoder().decode


def pack(record: Record) -> bytes:
    """Return all of a record but its source and line. Raises ValueError for half a character."""
    kind = type(record)
    values = [_CODES[kind], *_READ[kind](record)]
    return _encode(values).encode()


def unpack(packed: bytes, *, source: str, line: int) -> Record:
    """Return the record that was packed."""
    code, *values = _decode(packed.decode())
    if code == _COMMENT:
        return _comment(values, source, line)
    kind = _TYPES[code]
    found = {
        name: _BACK[name](value) if name in _BACK else value
        for name, value in zip(_NAMES[kind], values, strict=True)
    }
    record: Record = kind(source=source, line=line, **found)
    return record


def _comment(values: list[Any], source: str, line: int) -> SourceComment:
    """Return a comment: there are so many of them that it is done by hand."""
    subject, parent, answers, ping, name, email, website, account, title, *others = values
    # Kept by an earlier version, which goes on now: without the account.
    text, form, created, edited, state, hints, cuts, *user = others
    return SourceComment(
        source=source,
        line=line,
        subject=subject,
        parent=parent,
        answers=answers,
        ping=ping,
        name=name,
        email=email,
        website=website,
        account=account,
        title=title,
        text=text,
        format=_FORMATS[form],
        created=_moment(created),
        edited=_moment(edited),
        state=_STATES[state],
        hints=_hints(hints) if hints else (),
        cuts=_cuts(cuts) if cuts else (),
        user=user[0] if user else "",
    )


def fingerprint(packed: bytes) -> str:
    """Return 32 hexadecimal digits that differ where records differ."""
    return hashlib.blake2b(packed, digest_size=16).hexdigest()


def print_of(record: Record, packed: bytes) -> str:
    """Return the fingerprint of a record that was packed.

    A comment's is made without its writer's account, which came later than the first imports.
    """
    if isinstance(record, SourceComment):
        behind = len(_encode(record.user).encode()) + len(",]")
        return fingerprint(packed[:-behind] + b"]")
    return fingerprint(packed)


def holds_nul(record: Record) -> bool:
    """Tell whether a text of the record holds U+0000, which no database keeps."""
    return any(_holds_nul(getattr(record, field.name)) for field in fields(record))


def _holds_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, tuple):
        return any(map(_holds_nul, value))
    if isinstance(value, Hint):
        return _holds_nul((value.parent, value.words))
    return isinstance(value, Cut) and _holds_nul(value.author)
