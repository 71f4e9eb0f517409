"""A saved page as records: where it lay, its article, its rules, its comments."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from colonnade.transfer.readers.date_words import plain
from colonnade.transfer.readers.naming import digest, page_namespace
from colonnade.transfer.readers.saved.article import (
    About,
    about,
    address_of,
    metadata,
)
from colonnade.transfer.readers.saved.body import Body
from colonnade.transfer.readers.saved.facts import look
from colonnade.transfer.readers.saved.kinship import nest
from colonnade.transfer.readers.saved.linked import Linked, linked_data
from colonnade.transfer.readers.saved.moments import Calendar
from colonnade.transfer.readers.saved.rules import rules_of
from colonnade.transfer.readers.saved.scene import Scene, Seen, host_of, split
from colonnade.transfer.readers.saved.talk import Spoken, from_linked, from_seen, told
from colonnade.transfer.readers.saved.tree import ELEMENTS, TooManyElements, Tree, parse
from colonnade.transfer.readers.saved.units import Unit, find_units
from colonnade.transfer.readers.saved.unreadable import unreadable
from colonnade.transfer.readers.saved.words import NOT_VERIFIED
from colonnade.transfer.records import (
    SourceArticle,
    SourceAuthor,
    SourceRule,
    SourceSite,
    State,
    Yielded,
)

SUBJECT = "article"
_SITES = re.compile(r"sites/(?:default|all)/|Drupal\.(?:settings|behaviors)|drupal-settings-json")
_PAGED = re.compile(r"[?&](?:page|cpage|comments_page)=\d|/comment-page-\d")


def read(text: str, *, name: str, zone: ZoneInfo, address: str = "") -> Iterator[Yielded]:
    """Yield what a page holds; `name` is its file's, `address` what its archive says of it.

    `zone` is that of moments that do not say theirs. Raises Refusal import_unreadable, before
    anything is yielded, for a page on which no comments are recognised or that is too large.
    """
    try:
        tree = parse(text)
    except TooManyElements:
        raise unreadable("elements", most=ELEMENTS) from None
    page = _Page(tree, zone, address)
    talk = page.talk()
    if not talk:
        raise unreadable("no_comments")
    return page.records(talk, name)


class _Page:
    """One page being read."""

    def __init__(self, tree: Tree, zone: ZoneInfo, address: str) -> None:
        self.tree = tree
        self.meta = metadata(tree)
        self.linked: Linked = linked_data(tree)
        self.address = address_of(tree, self.meta, self.linked, address)
        self.calendar = Calendar(_language(tree), zone)
        parts = split(self.address)
        host = host_of(parts) if parts else ""
        self.scene = Scene(tree, Body(tree), self.calendar, host, _is_drupal(tree, self.meta))
        self.units: list[Unit] = []

    def talk(self) -> list[Spoken]:
        """Return the comments, from what is seen or, where that shows fewer, from JSON-LD."""
        units = find_units(self.tree)
        nest(units, self.tree)
        seen = [look(self.scene, unit) for unit in units]
        seen = [one for one in seen if _is_comment(one)]
        self.units = [one.unit for one in seen]
        self.about: About = about(self.scene, self.units, self.meta, self.linked, self.address)
        self.calendar.learn([text for one in seen for text in one.times] + [*self.about.published])
        spoken = from_seen(self.scene, seen, paged=self._paged())
        other = from_linked(self.calendar, self.linked)
        return other if len(other) > len(spoken) else spoken

    def _paged(self) -> bool:
        return any(node.name == "a" and _PAGED.search(node.get("href")) for node in self.tree.nodes)

    def records(self, talk: list[Spoken], name: str) -> Iterator[Yielded]:
        """Yield site, writer, article, rules, comments."""
        title = self.about.title or name
        yield SourceSite(
            namespace=page_namespace(self.address, plain(title), query=True),
            title=self.about.site or title,
            url=self.address,
            version=self.meta.get("generator", "")[:200],
        )
        author = self.about.author
        if author:
            source = f"author-{digest(plain(author))}"
            yield SourceAuthor(source=source, line=self.about.line, login=author, name=author)
        rules = rules_of(self.tree, self.units)
        yield self._article(title, rules)
        for commenting, words in rules:
            if commenting != "closed":
                yield SourceRule(subject=SUBJECT, commenting=commenting, words=words)
        for spoken in talk:
            yield told(spoken, subject=SUBJECT)

    def _article(self, title: str, rules: list[tuple[str, str]]) -> SourceArticle:
        moments = (self.calendar.read(text) for text in self.about.published)
        return SourceArticle(
            source=SUBJECT,
            line=self.about.line,
            title=title,
            addresses=tuple(filter(None, (self.address, *self.about.others))),
            authors=(self.about.author,) if self.about.author else (),
            html=self.about.html,
            published=next((moment for moment in moments if moment), None),
            # The page could be saved, so it was public; of its comments one cannot know.
            state=State.PUBLIC,
            commenting="closed" if "closed" in dict(rules) else "",
        )


def _language(tree: Tree) -> str:
    for node in tree.nodes[:10]:
        if node.name == "html":
            return node.get("lang") or node.get("xml:lang")
    return ""


def _is_drupal(tree: Tree, meta: dict[str, str]) -> bool:
    if "drupal" in meta.get("generator", "").lower() or _SITES.search(tree.source):
        return True
    return NOT_VERIFIED.search(tree.source) is not None


def _is_comment(seen: Seen) -> bool:
    """Tell whether what looks like a comment is one: it has a text, and a writer or a moment."""
    if not seen.text and not seen.name:
        return False
    return bool(seen.name or seen.unit.key or any(re.search(r"\d", text) for text in seen.times))
