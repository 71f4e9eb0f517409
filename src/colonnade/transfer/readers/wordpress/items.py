"""An item: an article, a page, an attachment, or something that is not kept."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from colonnade.transfer.readers.wordpress.raw import Raw
from colonnade.transfer.readers.wordpress.terms import TAXONOMIES
from colonnade.transfer.readers.wordpress.values import (
    derived,
    is_address,
    mail_moment,
    moment,
    number,
    number_in,
    plain,
    slug,
    slug_of,
    utc_moment,
)
from colonnade.transfer.records import (
    Kind,
    SourceArticle,
    SourceAttachment,
    SourceRefused,
    State,
)

_KINDS = {
    "": Kind.ARTICLE,
    "post": Kind.ARTICLE,
    "page": Kind.PAGE,
    "attachment": Kind.ATTACHMENT,
}
_STATES = {
    "publish": State.PUBLIC,
    "future": State.WAITING,
    "pending": State.WAITING,
    "draft": State.DRAFT,
    "auto-draft": State.DRAFT,
    # Only its editors could see it.
    "private": State.DRAFT,
    "trash": State.TRASH,
}
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """The record of an item; `subject` is "" where nothing can be said under it, for `why`."""

    record: SourceArticle | SourceAttachment | SourceRefused
    subject: str = ""
    why: str = ""


def item_of(raw: Raw, home: str, zone: ZoneInfo) -> Item:
    """Return what an item is; `home` is the site's address."""
    source = item_id(raw)
    kind = _KINDS.get(raw.get("post_type").lower(), Kind.OTHER)
    if kind is Kind.OTHER:
        detail = raw.get("post_type")[:60]
        return _refused(Kind.OTHER, raw, source, ("kind_not_kept", detail))
    if raw.wrong:
        return _refused(kind, raw, source, (raw.wrong, raw.detail))
    if kind is Kind.ATTACHMENT:
        return _attachment(raw, source)
    if not any(map(raw.get, ("post_id", "link", "title", "content", "post_name"))):
        return _refused(kind, raw, source, ("record_empty", ""))
    return Item(_article(raw, kind, source, home, zone), subject=source)


def item_id(raw: Raw) -> str:
    """Return an item's id: its number, that of its address, or one made of what it says."""
    got = raw.get
    return (
        number(got("post_id"))
        or number_in(got("link"))
        or number_in(got("guid"))
        or derived("item", got("link") or got("guid") or got("title") + got("post_date"))
    )


def _refused(kind: Kind, raw: Raw, source: str, reason: tuple[str, str]) -> Item:
    record = SourceRefused(
        kind=kind, source=source, line=raw.line, reason=reason[0], detail=reason[1]
    )
    return Item(record, why=reason[1] or reason[0])


def _attachment(raw: Raw, source: str) -> Item:
    guid = raw.get("guid")
    url = raw.get("attachment_url") or (guid if is_address(guid) else "")
    if not url:
        return _refused(Kind.ATTACHMENT, raw, source, ("address_missing", ""))
    record = SourceAttachment(
        source=source,
        line=raw.line,
        url=url,
        title=plain(raw.get("title")),
        article=number(raw.get("post_parent")),
    )
    return Item(record, why="attachment")


def _article(raw: Raw, kind: Kind, source: str, home: str, zone: ZoneInfo) -> SourceArticle:
    got = raw.get
    writer = got("creator") or got("author")
    categories, tags = _terms(raw)
    commenting = got("comment_status").lower()
    return SourceArticle(
        kind=kind,
        source=source,
        line=raw.line,
        title=plain(got("title")),
        slug=slug(got("post_name")),
        addresses=_addresses(raw, kind, home),
        authors=(writer,) if writer else (),
        html=raw.fields.get("content", ""),
        standfirst=raw.fields.get("excerpt", ""),
        published=_published(raw, zone),
        state=_state(raw),
        categories=categories,
        tags=tags,
        commenting=commenting if commenting in {"open", "closed"} else "",
    )


def _published(raw: Raw, zone: ZoneInfo) -> datetime | None:
    got = raw.get
    said = utc_moment(got("post_date_gmt")) or moment(got("post_date"), zone)
    if said or got("post_date_gmt") or got("post_date"):
        return said
    return mail_moment(got("pub_date"))


def _state(raw: Raw) -> State:
    """What has an address and says nothing of a state was read there."""
    if raw.get("post_password"):
        return State.DRAFT
    said = raw.get("status").lower()
    if not said and is_address(raw.get("link")):
        return State.PUBLIC
    return _STATES.get(said, State.UNKNOWN)


def _addresses(raw: Raw, kind: Kind, home: str) -> tuple[str, ...]:
    """All addresses that led to it: its link, its guid where that is one, and the short ones."""
    found = [text for text in (raw.get("link"), raw.get("guid")) if is_address(text)]
    number_ = number(raw.get("post_id"))
    if number_.isdigit():
        found.append(f"{home}/?p={number_}")
        if kind is Kind.PAGE:
            found.append(f"{home}/?page_id={number_}")
    return tuple(dict.fromkeys(text for text in found if len(text) <= _LONGEST_ADDRESS))


def _terms(raw: Raw) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Slugs of categories and of tags; WXR 1.0 names each twice, once without its slug."""
    found: dict[Kind, dict[str, None]] = {Kind.CATEGORY: {}, Kind.TAG: {}}
    named = {(_kind(domain), name) for domain, nicename, name in raw.terms if nicename}
    for domain, nicename, name in raw.terms:
        kind = _kind(domain)
        if kind is None or (not nicename and _named(named, kind, name)):
            continue
        key = slug(nicename.strip()) or slug_of(plain(name))
        if key:
            found[kind][key] = None
    return tuple(found[Kind.CATEGORY]), tuple(found[Kind.TAG])


def _kind(domain: str) -> Kind | None:
    return TAXONOMIES.get(domain.strip().lower() or "category")


def _named(named: set[tuple[Kind | None, str]], kind: Kind, name: str) -> bool:
    """Whether a term without slug stands there with it, of its own kind or of any."""
    return (kind, name) in named or (Kind.TAG, name) in named
