"""What stands where in an export: elements as they come, put together to raw records."""

from collections.abc import Callable
from xml.parsers import expat

from colonnade.transfer.readers.wordpress.raw import LONGEST_TEXT, Held, Raw
from colonnade.transfer.readers.wordpress.stream import DEEPEST, MOST_NAMES
from colonnade.transfer.readers.wordpress.unreadable import unreadable

_ITEM = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "pubDate": "pub_date",
    "dc:creator": "creator",
    "wp:author": "author",
    "content:encoded": "content",
    "excerpt:encoded": "excerpt",
    "category": "category",
} | {
    f"wp:{name}": name
    for name in (
        "post_id", "post_date", "post_date_gmt", "comment_status", "post_name", "status",
        "post_parent", "post_type", "post_password", "attachment_url",
    )
}  # fmt: skip
_COMMENT = {
    f"wp:comment_{name}": name
    for name in (
        "id", "author", "author_email", "author_url", "date", "date_gmt", "content", "approved",
        "type", "parent", "user_id", "post_id", "post_ID",
    )
}  # fmt: skip
_AUTHOR = {f"wp:author_{name}": name for name in ("id", "login", "email", "display_name")}
_CATEGORY = {
    "wp:term_id": "id",
    "wp:category_nicename": "slug",
    "wp:category_parent": "parent",
    "wp:cat_name": "name",
    "wp:category_description": "about",
}
_TAG = {
    "wp:term_id": "id",
    "wp:tag_slug": "slug",
    "wp:tag_name": "name",
    "wp:tag_description": "about",
}
_TERM = {
    "wp:term_id": "id",
    "wp:term_taxonomy": "taxonomy",
    "wp:term_slug": "slug",
    "wp:term_parent": "parent",
    "wp:term_name": "name",
    "wp:term_description": "about",
}
_CHANNEL = {
    "title": "title",
    "link": "link",
    "wp:wxr_version": "version",
    "wp:base_site_url": "base_site_url",
    "wp:base_blog_url": "base_blog_url",
}
# The fields of each place, and the places that open in it.
WANTED: dict[str, dict[str, str]] = {
    "file": {},
    "rss": {},
    "channel": _CHANNEL,
    "item": _ITEM,
    "wp:comment": _COMMENT,
    "wp:author": _AUTHOR,
    "wp:category": _CATEGORY,
    "wp:tag": _TAG,
    "wp:term": _TERM,
}
_IN_CHANNEL = frozenset({"item", "wp:comment", "wp:author", "wp:category", "wp:tag", "wp:term"})
OPENS: dict[str, frozenset[str]] = {
    "file": frozenset({"rss"}),
    "rss": _IN_CHANNEL | {"channel"},
    "channel": _IN_CHANNEL,
    "item": frozenset({"wp:comment"}),
}
OPENS_SOMETHING = _IN_CHANNEL | {"rss", "channel"}
# What a file is whose outermost element is no rss.
_OTHERS = {"html": "page", "feed": "feed", "rdf:RDF": "feed", "disqus": "disqus"}
_PREFIXES = frozenset({"wp", "content", "excerpt", "dc"})
_WHERE_NAMESPACES_STAND = 2

Closed = Callable[[str, Raw, Held | None], None]


class Shape:
    """Listens to the stream and calls `closed(place, raw, comments)` for each whole record.

    `start` and `end` are called for every element, so they are short rather than pretty: a field
    that comes in one piece is kept by four dictionary look-ups.
    """

    def __init__(self, channel: Raw, closed: Closed, hold: Callable[[], Held]) -> None:
        self.parts: list[str] = []
        self.parser: expat.XMLParserType
        self.is_export = False
        self._closed, self._hold = closed, hold
        self._channel = channel
        self._names: set[str] = set()
        self._attribute_names: set[str] = set()
        self._prefixes: dict[str, str] = {}
        # For each place: what an element of this name is there.
        self._uses: dict[str, dict[str, str]] = {place: {} for place in WANTED}
        self._depth = 0
        self._inner = 1
        self._open: list[tuple[str, Raw, Held | None, int]] = []
        self._enter("file", channel, None)
        self._attributes: dict[str, str] = {}
        self._mixed = self._overflow = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins: a field, a record, or something inside what is of no interest."""
        self._depth = depth = self._depth + 1
        if attributes:
            self._count(attributes)
        if depth != self._inner:
            self._nested(name)
            return
        use = self._here.get(name)
        if use is None:
            use = self._learn(name, attributes)
        if use in OPENS_SOMETHING:
            self._begin(use, attributes)
        else:
            self.parts.clear()
            self._attributes = attributes
            self._mixed = self._overflow = False

    def end(self, name: str, /) -> None:
        """An element ends."""
        depth = self._depth
        self._depth = depth - 1
        if depth == self._inner:
            use = self._here[name]
            if use:
                parts, fields = self.parts, self._raw.fields
                if len(parts) == 1 and use not in fields and use != "category" and not self._mixed:
                    fields[use] = text = parts[0]
                    self._raw.size += len(text)
                else:
                    self._keep(use)
        elif depth < self._inner:
            self._leave()

    def pause(self) -> None:
        """A text that is too long is not kept: memory holds one of the longest at most."""
        if len(self.parts) > 1 and sum(map(len, self.parts)) > LONGEST_TEXT:
            self._overflow = True
            self.parts.clear()

    def _keep(self, use: str) -> None:
        raw = self._raw
        if self._overflow:
            raw.fail("text_too_large", use)
        elif self._mixed:
            raw.fail("markup_in_text", use)
        elif use == "category":
            given = self._attributes
            raw.put_term(given.get("domain", ""), given.get("nicename", ""), "".join(self.parts))
        else:
            raw.put(use, "".join(self.parts))

    def _nested(self, name: str) -> None:
        self._mixed = True
        self._name(name)
        if self._depth > DEEPEST:
            raise unreadable("deep", self.parser.CurrentLineNumber, most=DEEPEST)

    def _enter(self, place: str, raw: Raw, held: Held | None) -> None:
        self._open.append((place, raw, held, self._inner))
        self._place, self._raw, self._here = place, raw, self._uses[place]
        self._inner = self._depth + 1

    def _begin(self, place: str, attributes: dict[str, str]) -> None:
        if attributes and self._depth <= _WHERE_NAMESPACES_STAND:
            self._note_namespaces(attributes)
        if place in {"rss", "channel"}:
            self._enter(place, self._channel, None)
        else:
            raw = Raw(self.parser.CurrentLineNumber)
            self._enter(place, raw, self._hold() if place == "item" else None)

    def _leave(self) -> None:
        place, raw, held, self._inner = self._open.pop()
        self._place, self._raw, around, _ = self._open[-1]
        self._here = self._uses[self._place]
        if place == "wp:comment" and around is not None:
            around.add(raw)
        elif place not in {"rss", "channel"}:
            self._closed(place, raw, held)

    def _learn(self, name: str, attributes: dict[str, str]) -> str:
        """Note what an element is here, whatever its prefix: a place, a field, or nothing ("")."""
        if self._depth == 1:
            self._look_at_root(name, attributes)
        self._name(name)
        prefix, _, local = name.rpartition(":")
        usual = self._prefixes.get(prefix, prefix)
        self.is_export = self.is_export or usual == "wp"
        key = f"{usual}:{local}" if usual else local
        opens = key in OPENS.get(self._place, ())
        self._here[name] = use = key if opens else WANTED[self._place].get(key, "")
        return use

    def _name(self, name: str) -> None:
        self._names.add(name)
        if len(self._names) > MOST_NAMES:
            raise unreadable("names", self.parser.CurrentLineNumber, most=MOST_NAMES)

    def _count(self, attributes: dict[str, str]) -> None:
        self._attribute_names.update(attributes)
        if len(self._attribute_names) > MOST_NAMES:
            raise unreadable("names", self.parser.CurrentLineNumber, most=MOST_NAMES)

    def _look_at_root(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rss":
            return
        why = _OTHERS.get(name.lower() if name.lower() == "html" else name, "other")
        if name == "feed" and any("blogger" in value.lower() for value in attributes.values()):
            why = "blogger"
        raise unreadable(why, self.parser.CurrentLineNumber, name=name[:40])

    def _note_namespaces(self, attributes: dict[str, str]) -> None:
        for name, uri in attributes.items():
            usual = _usual(uri)
            if name.startswith("xmlns:"):
                prefix = name.removeprefix("xmlns:")
                self.is_export = self.is_export or usual == "wp"
                if usual:
                    self._prefixes[prefix] = usual
                elif prefix in _PREFIXES - {"wp"}:
                    # The prefix we know stands for something else here.
                    self._prefixes[prefix] = f"foreign-{prefix}"


def _usual(uri: str) -> str:
    """Return the usual prefix of a namespace, of any version; "" for one that is foreign."""
    if "wordpress.org/export/" in uri or "wordpress.com/export/" in uri:
        return "excerpt" if "excerpt" in uri else "wp"
    if "purl.org/rss/1.0/modules/content" in uri:
        return "content"
    return "dc" if "purl.org/dc/elements" in uri else ""
