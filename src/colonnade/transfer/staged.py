"""A record as rows of the run's own database: what is asked for, its bytes, why it is refused."""

from datetime import UTC, datetime, timedelta

from colonnade.transfer import names
from colonnade.transfer.packing import holds_nul, pack, print_of
from colonnade.transfer.records import (
    Kind,
    Record,
    SourceAttachment,
    SourceAuthor,
    SourceComment,
    SourceRefused,
)

# How much of a name stands above a comment.
NAME_LIMIT = 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime | None) -> int | None:
    """Return microseconds since 1970."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def moment_of(value: int) -> datetime:
    """Return the moment so many microseconds after 1970 began."""
    return _EPOCH + value * _MICROSECOND


_Head = tuple[int, str, str, int, str, str, str, int | None, str, str, str]
_Rows = tuple[_Head, tuple[int, bytes] | None, tuple[int, str, str] | None]


def rows_of(n: int, one: Record) -> _Rows:
    """Return the rows of a record for items, bodies and refused."""
    kind, source = kind_of(one), clean(one.source)
    if isinstance(one, SourceRefused):
        head = (n, kind, source, one.line, "", "", "", None, "", "", "")
        return head, None, (n, one.reason, clean(one.detail))
    body, reason = _packed(one)
    if reason:
        subject = clean(one.subject) if isinstance(one, SourceComment) else ""
        head = (n, kind, source, one.line, subject, "", "", None, "", "", "")
        return head, None, (n, reason, "")
    if not isinstance(one, SourceComment):
        head = (n, kind, source, one.line, "", "", "", None, "", print_of(one, body), "")
        return head, (n, body), None
    moment, state = micros(one.created), one.state.value
    note = "name_cut" if len(one.name) > NAME_LIMIT else ""
    about = (one.subject, one.parent, one.answers, moment, state, print_of(one, body), note)
    return (n, kind, source, one.line, *about), (n, body), None


def _packed(one: Record) -> tuple[bytes, str]:
    """Return a record's bytes, or why it cannot be kept."""
    if not 0 < len(one.source) <= names.SOURCE:
        return b"", "source_unusable"
    try:
        body = pack(one)
        one.source.encode()
    except UnicodeEncodeError:
        return b"", "text_unstorable"
    if "\0" in one.source or (b"\\u0000" in body and holds_nul(one)):
        return b"", "text_unstorable"
    return body, ""


def clean(words: str) -> str:
    """Return words without what cannot be stored."""
    return words.replace("\0", "").encode(errors="replace").decode()[: names.SOURCE]


def kind_of(one: Record) -> str:
    """Return the ledger's word for what a record is."""
    if isinstance(one, SourceComment):
        return Kind.COMMENT.value
    if isinstance(one, SourceAuthor):
        return Kind.AUTHOR.value
    if isinstance(one, SourceAttachment):
        return Kind.ATTACHMENT.value
    return one.kind.value
