"""JSON-LD of a page: what schema.org data says of the article and of its comments."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from colonnade.transfer.readers.saved.tree import Tree, decode

Json = dict[str, object]
_COMMENTS = frozenset({"comment", "usercomments", "answer"})
_ARTICLES = frozenset(
    str.split("article newsarticle blogposting webpage discussionforumposting socialmediaposting")
)
_MOST = 200_000


@dataclass(slots=True)
class LinkedComment:
    """A comment in JSON-LD; `parent` is an address or an id, or the place of the one around it."""

    key: str
    parent: str
    name: str
    website: str
    text: str
    created: str
    edited: str


@dataclass(slots=True)
class Linked:
    """What a page's JSON-LD says."""

    title: str = ""
    url: str = ""
    author: str = ""
    published: str = ""
    comments: list[LinkedComment] = field(default_factory=list)


def linked_data(tree: Tree) -> Linked:
    """Read all JSON-LD of a page; what is broken or nested too deeply is passed over."""
    linked = Linked()
    for node in tree.nodes:
        if node.name != "script" or "ld+json" not in node.get("type").lower():
            continue
        raw = tree.raw(node).strip().removeprefix("<![CDATA[").removesuffix("]]>")
        try:
            found: object = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing, above in _things(found):
            _take(linked, thing, above)
    return linked


def _things(found: object) -> Iterator[tuple[Json, str]]:
    """Yield every object with the id of the comment around it, in order."""
    queue: list[tuple[object, str]] = [(found, "")]
    for _ in range(_MOST):
        if not queue:
            return
        thing, above = queue.pop()
        if isinstance(thing, list):
            queue += [(part, above) for part in reversed(thing)]
        elif isinstance(thing, dict):
            yield thing, above
            if _types(thing) & _COMMENTS:
                above = _key(thing)
            inner = [value for name, value in thing.items() if name != "parentItem"]
            queue += [(value, above) for value in reversed(inner) if isinstance(value, list | dict)]


def _take(linked: Linked, thing: Json, above: str) -> None:
    types = _types(thing)
    if types & _COMMENTS:
        text = _text(thing, "text", "commentText", "description", "articleBody")
        if text.strip():
            linked.comments.append(_comment(thing, above, text))
    elif types & _ARTICLES:
        author = _named(thing.get("author") or thing.get("creator"))
        linked.title = linked.title or _text(thing, "headline", "name")
        linked.url = linked.url or _text(thing, "url", "@id")
        linked.author = linked.author or author[0]
        linked.published = linked.published or _text(thing, "datePublished", "dateCreated")


def _comment(thing: Json, above: str, text: str) -> LinkedComment:
    parent = thing.get("parentItem")
    said = parent if isinstance(parent, str) else ""
    if isinstance(parent, dict) and (not _types(parent) or _types(parent) & _COMMENTS):
        said = _text(parent, "@id", "url", "identifier")
    name, website = _named(thing.get("author") or thing.get("creator"))
    created = _text(thing, "datePublished", "dateCreated", "commentTime")
    edited = _text(thing, "dateModified")
    return LinkedComment(_key(thing), said or above, name, website, text, created, edited)


def _key(thing: Json) -> str:
    return _text(thing, "@id", "url", "identifier") or f"?{id(thing)}"


def _types(thing: Json) -> set[str]:
    said = thing.get("@type")
    names = said if isinstance(said, list) else [said]
    return {str(name).rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def _named(thing: object) -> tuple[str, str]:
    for one in thing if isinstance(thing, list) else [thing]:
        if isinstance(one, str):
            return decode(one).strip(), ""
        if isinstance(one, dict):
            return decode(_text(one, "name", "alternateName")).strip(), _text(one, "url", "sameAs")
    return "", ""


def _text(thing: Json, *names: str) -> str:
    for name in names:
        value = thing.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return ""
