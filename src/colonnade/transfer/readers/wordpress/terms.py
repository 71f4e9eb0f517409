"""Authors, categories, tags and terms, from their fields."""

from colonnade.transfer.readers.wordpress.raw import Raw
from colonnade.transfer.readers.wordpress.values import number, plain, slug, slug_of
from colonnade.transfer.records import Kind, SourceAuthor, SourceRefused, SourceTerm

TAXONOMIES = {
    "wp:category": Kind.CATEGORY,
    "wp:tag": Kind.TAG,
    "category": Kind.CATEGORY,
    "post_tag": Kind.TAG,
    "tag": Kind.TAG,
}


def author_of(raw: Raw) -> SourceAuthor | SourceRefused:
    """An author; her login is her id, since older exports have no other."""
    login = raw.get("login")
    if raw.wrong or not login:
        reason = (raw.wrong, raw.detail) if raw.wrong else ("name_missing", "author_login")
        return _refused(Kind.AUTHOR, raw, number(raw.get("id")), reason)
    name = plain(raw.get("display_name")) or login
    return SourceAuthor(source=login, line=raw.line, login=login, name=name, email=raw.get("email"))


def term_of(place: str, raw: Raw) -> SourceTerm | SourceRefused:
    """A category or a tag; terms of other taxonomies are not kept."""
    taxonomy = raw.get("taxonomy") if place == "wp:term" else place
    name, key = plain(raw.get("name")), slug(raw.get("slug"))
    source = number(raw.get("id")) or key or slug_of(name)
    kind = TAXONOMIES.get(taxonomy)
    if kind is None:
        detail = taxonomy[:60] or "term"
        return _refused(Kind.OTHER, raw, f"{detail}:{source}", ("kind_not_kept", detail))
    if raw.wrong or not source:
        reason = (raw.wrong, raw.detail) if raw.wrong else ("name_missing", kind.value)
        return _refused(kind, raw, source, reason)
    return SourceTerm(
        kind=kind,
        source=source,
        line=raw.line,
        slug=key or slug_of(name) or source,
        name=name or key or source,
        about=raw.get("about"),
        parent=slug(raw.get("parent")),
    )


def _refused(kind: Kind, raw: Raw, source: str, reason: tuple[str, str]) -> SourceRefused:
    return SourceRefused(
        kind=kind,
        source=source or f"line {raw.line}",
        line=raw.line,
        reason=reason[0],
        detail=reason[1],
    )
