"""What a run, or one before it, has brought: bylines, sections and tags by their old names."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from colonnade.articles import standing
from colonnade.articles.arriving import keep_byline, keep_section, keep_tag
from colonnade.transfer.models import Known
from colonnade.transfer.newspaper import words
from colonnade.transfer.newspaper.naming import (
    DEFAULT_SECTION,
    TAG,
    first_category,
    tag_name,
    tag_slug,
)
from colonnade.transfer.records import Kind, SourceArticle, SourceTerm

_NAMED = (Kind.AUTHOR, Kind.CATEGORY, Kind.TAG)
# A primary key, and the word for it if this run made the thing for want of a record.
_Found = tuple[int, str]


class Brought:
    """Finds what an article needs, and makes what no record of the source speaks of.

    What is made is told as a word ("byline:12"), so that it can go with the last article that
    needed it.
    """

    def __init__(self, *, origin: int, run: int) -> None:
        self._known = Known.objects.filter(origin=origin)
        # By kind and by login or slug: the target, and the name.
        self._named: dict[tuple[str, str], tuple[str, str]] = {}
        rows = self._known.filter(kind__in=_NAMED).values_list("kind", "target", "data")
        for kind, target, data in rows.iterator():
            self.learn(kind, target, data or {})
        self._found: dict[tuple[str, str], _Found] = {}
        self._sections: dict[str, int] = {}
        self._made: set[str] = set()
        texts = self._known.filter(run=run, kind__in=(Kind.ARTICLE, Kind.PAGE))
        for row in texts.filter(data__has_key="made").only("data").iterator():
            self._made.update(made_of(row.data))

    def learn(self, kind: str, target: str, data: Mapping[str, str]) -> None:
        """Remember what a record has become."""
        name = data.get("login") or data.get("slug") or ""
        self._named[str(kind), name] = target, data.get("name", "")

    def byline(self, login: str) -> _Found:
        """Return the byline of an author, made where the source has no record of her."""
        return self._once(Kind.AUTHOR, login, self._byline)

    def tag(self, kind: Kind, slug: str) -> _Found:
        """Return a tag, made where none was declared, or where a category is a section too."""
        return self._once(kind, slug, lambda of: self._tag(kind, of))

    def section(self, slug: str, record: SourceArticle) -> _Found:
        """Return the section of this slug, made where no category of the source says so."""
        pk = self._sections.get(slug) or standing.section_of_slug(slug)
        if pk is not None:
            self._sections[slug] = pk
            return self._old("section", pk)
        category = first_category(record)
        named = category.replace("-", " ").strip().capitalize() or slug
        title = _("Uncategorized") if category == DEFAULT_SECTION else named
        return self._new("section", keep_section(title=words.cut(title, words.SECTION), slug=slug))

    def files(self, ids: Iterable[str], record: SourceArticle) -> list[tuple[str, str]]:
        """Return address and title of these attachments, or else of all that an article has."""
        wanted, rows = list(ids), self._known.filter(kind=Kind.ATTACHMENT).order_by("pk")
        rows = (
            rows.filter(source__in=wanted) if wanted else rows.filter(data__article=record.source)
        )
        found = {row.source: row.data or {} for row in rows}
        order = [one for one in wanted if one in found] if wanted else list(found)
        return [(found[one]["url"], found[one]["title"]) for one in order]

    def _once(self, kind: Kind, name: str, find: Callable[[str], _Found]) -> _Found:
        if (kind, name) not in self._found:
            self._found[kind, name] = find(name)
        return self._found[kind, name]

    def _byline(self, login: str) -> _Found:
        target, _name = self._named.get((Kind.AUTHOR, login), ("", ""))
        if target and standing.slug_of_byline(int(target)):
            return int(target), ""
        name = words.cut(words.title_from(login), words.NAME) or _("Unknown")
        slug = words.slug_from(login, "author")[: words.NAME]
        there = standing.byline_standing(name=name, slug=slug)
        if there:
            return self._old("byline", there[0])
        return self._new("byline", keep_byline(name=name, slug=slug))

    def _tag(self, kind: Kind, slug: str) -> _Found:
        target, name = self._named.get((kind, slug), ("", ""))
        number = target.removeprefix(TAG)
        if target.startswith(TAG) and standing.slug_of_tag(int(number)):
            return int(number), ""
        term = SourceTerm(kind=kind, source=slug, line=0, slug=slug, name=name or slug)
        there = standing.tag_standing(name=tag_name(term), slug=tag_slug(term))
        if there:
            return self._old("tag", there[0])
        return self._new("tag", keep_tag(name=tag_name(term), slug=tag_slug(term)))

    def _old(self, name: str, pk: int) -> _Found:
        word = f"{name}:{pk}"
        return pk, word if word in self._made else ""

    def _new(self, name: str, pk: int) -> _Found:
        word = f"{name}:{pk}"
        self._made.add(word)
        return pk, word


def made_of(data: Mapping[str, str] | None) -> list[str]:
    """Return what `Known.data` of an article says that it brought besides itself."""
    return (data or {}).get("made", "").split()
