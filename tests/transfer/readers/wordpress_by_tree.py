"""The same export read by another parser, whole and simply: what the reader is compared with."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
Record = dict[str, object]
NEVER = {"", "0000-00-00 00:00:00"}


@dataclass
class Expected:
    """What a file holds, as plain dictionaries in the file's order."""

    authors: list[Record] = field(default_factory=list)
    terms: list[Record] = field(default_factory=list)
    attachments: list[Record] = field(default_factory=list)
    articles: list[Record] = field(default_factory=list)
    comments: list[Record] = field(default_factory=list)
    others: int = 0

    @property
    def records(self) -> int:
        """How many records there are, kept or not."""
        kept = (self.authors, self.terms, self.attachments, self.articles, self.comments)
        return sum(map(len, kept)) + self.others


def _raw(element: ET.Element, name: str) -> str:
    found = element.find(name if name.startswith("{") else f"{{*}}{name}")
    return "" if found is None else found.text or ""


def _text(element: ET.Element, *names: str) -> str:
    return next(filter(None, (_raw(element, name).strip() for name in names)), "")


def _when(gmt: str, local: str, zone: ZoneInfo) -> datetime | None:
    for text, where in ((gmt, UTC), (local, zone)):
        if text not in NEVER:
            return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=where)
    return None


def by_tree(path: Path, zone: ZoneInfo) -> Expected:
    """Read an export with ElementET."""
    expected = Expected()
    channel = ET.parse(path).getroot().find("channel")  # noqa: S314 - files we know
    assert channel is not None
    for child in channel:
        name = child.tag.rpartition("}")[2]
        if name == "author":
            expected.authors.append({"login": _text(child, "author_login")})
            expected.authors[-1]["email"] = _text(child, "author_email")
            expected.authors[-1]["name"] = _text(child, "author_display_name", "author_login")
        elif name in {"category", "tag", "term"} and child.tag.startswith("{"):
            _term(child, name, expected)
        elif name == "item":
            _item(child, expected, zone)
    return expected


def _term(child: ET.Element, name: str, expected: Expected) -> None:
    taxonomy = _text(child, "term_taxonomy") or name
    if taxonomy not in {"category", "tag", "post_tag"}:
        expected.others += 1
        return
    expected.terms.append({
        "kind": "category" if taxonomy == "category" else "tag",
        "source": _text(child, "term_id"),
        "slug": _text(child, "category_nicename", "tag_slug", "term_slug"),
        "name": _text(child, "cat_name", "tag_name", "term_name"),
        "parent": _text(child, "category_parent", "term_parent"),
        "about": _text(child, "category_description", "tag_description"),
    })  # fmt: skip


def _item(child: ET.Element, expected: Expected, zone: ZoneInfo) -> None:
    kind = _text(child, "post_type") or "post"
    source = _text(child, "post_id") or _text(child, "link").rpartition("=")[2]
    if kind == "attachment":
        url, parent = _text(child, "attachment_url"), _text(child, "post_parent")
        expected.attachments.append({"source": source, "url": url, "article": parent})
        return
    creator = child.find("{http://purl.org/dc/elements/1.1/}creator")
    writer = _text(child, "author") if creator is None else (creator.text or "").strip()
    terms = {(c.get("domain"), c.get("nicename")) for c in child.findall("category")}
    expected.articles.append({
        "kind": "page" if kind == "page" else "article",
        "source": source,
        "title": _text(child, "title"),
        "slug": _text(child, "post_name"),
        "html": _raw(child, CONTENT),
        "authors": (writer,) if writer else (),
        "published": _when(_text(child, "post_date_gmt"), _text(child, "post_date"), zone),
        "state": {"publish": "public", "": "public"}.get(_text(child, "status"), "draft"),
        "commenting": _text(child, "comment_status"),
        "categories": {slug for domain, slug in terms if domain == "category"},
        "tags": {slug for domain, slug in terms if domain in {"tag", "post_tag"}},
    })  # fmt: skip
    for comment in child.findall("{*}comment"):
        expected.comments.append(_comment(comment, source, zone))


def _comment(child: ET.Element, subject: str, zone: ZoneInfo) -> Record:
    parent = _text(child, "comment_parent")
    states = {"1": "public", "0": "waiting", "spam": "spam", "trash": "trash"}
    return {
        "number": _text(child, "comment_id"),
        "subject": subject,
        "parent": "" if parent == "0" else parent,
        "name": _text(child, "comment_author"),
        "email": _text(child, "comment_author_email"),
        "website": _text(child, "comment_author_url"),
        "account": _text(child, "comment_user_id") not in {"", "0"},
        "ping": _text(child, "comment_type") in {"pingback", "trackback"},
        "text": _raw(child, "comment_content"),
        "created": _when(_text(child, "comment_date_gmt"), _text(child, "comment_date"), zone),
        "state": states[_text(child, "comment_approved")],
    }
