"""A comment, from its fields."""

from zoneinfo import ZoneInfo

from colonnade.transfer.readers.wordpress.raw import Raw
from colonnade.transfer.readers.wordpress.values import derived, moment, number, plain, utc_moment
from colonnade.transfer.records import Kind, SourceComment, SourceRefused, State

_STATES = {
    "1": State.PUBLIC,
    "approve": State.PUBLIC,
    "approved": State.PUBLIC,
    "0": State.WAITING,
    "hold": State.WAITING,
    "unapproved": State.WAITING,
    "spam": State.SPAM,
    "trash": State.TRASH,
    "post-trashed": State.TRASH,
}
_TALK = frozenset({"", "comment", "review"})
_PINGS = frozenset({"pingback", "trackback", "webmention"})


def comment_id(raw: Raw) -> str:
    """Return a comment's id, or a stable one made of what it says."""
    got = raw.get
    return number(got("id")) or derived(
        "comment", got("author"), got("date_gmt") or got("date"), got("content")
    )


def refused_comment(raw: Raw, source: str, reason: str, detail: str) -> SourceRefused:
    """A comment that cannot be taken."""
    return SourceRefused(
        kind=Kind.COMMENT, source=source, line=raw.line, reason=reason, detail=detail
    )


def comment_of(
    raw: Raw, subject: str, ids: dict[str, str], zone: ZoneInfo
) -> SourceComment | SourceRefused:
    """Return the record; `ids` are the sources of comments that could not keep their number."""
    got = raw.get
    source = comment_id(raw)
    source = ids.get(source, source)
    kind = got("type").lower()
    if raw.wrong:
        return refused_comment(raw, source, raw.wrong, raw.detail)
    if kind not in _TALK and kind not in _PINGS:
        return refused_comment(raw, source, "kind_not_kept", kind[:60])
    text = raw.fields.get("content", "")
    if not text.strip():
        return refused_comment(raw, source, "text_empty", "")
    parent, website = number(got("parent")), got("author_url")
    return SourceComment(
        source=source,
        line=raw.line,
        subject=subject,
        parent=ids.get(parent, parent),
        ping=kind in _PINGS,
        name=plain(got("author")),
        email=got("author_email"),
        website="" if website in {"http://", "https://"} else website,
        account=bool(number(got("user_id"))),
        user=number(got("user_id")),
        text=text,
        created=utc_moment(got("date_gmt")) or moment(got("date"), zone),
        state=_STATES.get(got("approved").lower(), State.UNKNOWN),
    )
