"""What will become of authors, categories, tags, articles and pages, before anything is written."""

from colonnade.articles import standing
from colonnade.articles.places import RESERVED, article_path, page_path, section_path
from colonnade.transfer.ledger import Outcome, Planned
from colonnade.transfer.newspaper import words
from colonnade.transfer.newspaper.naming import (
    DEFAULT_SECTION,
    TAG,
    author_name,
    first_category,
    section_title,
    tag_name,
    tag_slug,
)
from colonnade.transfer.records import (
    Kind,
    Matter,
    SourceArticle,
    SourceAttachment,
    SourceAuthor,
    SourceTerm,
    State,
)


class NewspaperPlanner:
    """Lives for the planning of one run; holds the slugs that are taken, and no texts."""

    def __init__(self) -> None:
        self._firsts: set[str] = set()
        self._sections = standing.section_titles()  # slug: title
        self._front = {slug.lower() for slug in standing.slugs_in_front()}
        self._section_of: dict[str, str] = {}  # by the slug of a category of the source
        self._inside: dict[str, set[str]] = {}  # the slugs taken in a section
        self._bylines: set[str] = set()
        self._tags: set[str] = set()

    def foresee(self, article: SourceArticle) -> None:
        """Learn which categories stand first."""
        if article.kind is Kind.ARTICLE:
            self._firsts.add(first_category(article))

    def plan(self, record: Matter, *, target: str) -> Planned:
        """Say what will become of a record."""
        if isinstance(record, SourceAttachment):
            return Planned(outcome=_outcome(target), id=record.source, target=target)
        if isinstance(record, SourceAuthor):
            return self._author(record, target)
        if isinstance(record, SourceTerm):
            return self._term(record, target)
        return self._article(record, target)

    def known(self, record: Matter, *, target: str) -> str:
        """Return the ledger's `id` of what stands, and count its place as taken."""
        if isinstance(record, SourceAttachment):
            return record.source
        pk = int(target.removeprefix(TAG))
        if isinstance(record, SourceAuthor):
            return standing.slug_of_byline(pk)
        if isinstance(record, SourceTerm):
            if target.startswith(TAG):
                return standing.slug_of_tag(pk)
            slug = standing.slug_of_section(pk)
            if slug:
                self._section_of[record.slug] = slug
            return section_path(slug) if slug else ""
        return standing.path_of_page(pk)

    def _author(self, record: SourceAuthor, target: str) -> Planned:
        if target:  # our byline is ours to name
            return Planned(
                outcome=Outcome.EXISTING, id=self.known(record, target=target), target=target
            )
        name = author_name(record)
        slug = words.slug_from(name, record.login, f"author-{record.source}")[: words.NAME]
        there = standing.byline_standing(name=name, slug=slug)
        if there:
            return Planned(outcome=Outcome.MERGED, id=there[1], reason="joined")
        slug = words.free_slug(slug, self._bylines)
        self._bylines.add(slug.lower())
        is_cut = len(words.title_from(record.name)) > words.NAME
        return Planned(outcome=Outcome.CREATED, id=slug, reason="name_cut" if is_cut else "")

    def _term(self, record: SourceTerm, target: str) -> Planned:
        if target:
            return Planned(
                outcome=Outcome.EXISTING, id=self.known(record, target=target), target=target
            )
        if record.kind is Kind.TAG:
            return self._tag(record, "")
        if record.slug not in self._firsts:
            return self._tag(record, "category_tag")
        return self._section(record)

    def _tag(self, record: SourceTerm, note: str) -> Planned:
        name, slug = tag_name(record), tag_slug(record)
        there = standing.tag_standing(name=name, slug=slug)
        if there or {name.lower(), slug.lower()} & self._tags:
            found = there[1] if there else slug
            return Planned(outcome=Outcome.MERGED, id=found, reason=note or "joined")
        self._tags |= {name.lower(), slug.lower()}
        return Planned(outcome=Outcome.CREATED, id=slug, reason=note)

    def _section(self, record: SourceTerm) -> Planned:
        title = section_title(record)
        wish = words.slug_from(record.slug, record.name, f"section-{record.source}")
        for slug, its in self._sections.items():
            if slug == wish or its.casefold() == title.casefold():
                self._section_of[record.slug] = slug
                return Planned(outcome=Outcome.MERGED, id=section_path(slug), reason="joined")
        slug = self._new_section(record.slug, wish, title)
        note = "name_cut" if len(words.title_from(record.name)) > words.SECTION else ""
        if not words.is_kept(record.slug, slug):
            note = "slug_changed"
        return Planned(
            outcome=Outcome.CREATED,
            id=section_path(slug),
            reason=note,
            detail=record.slug if note == "slug_changed" else "",
        )

    def _new_section(self, category: str, wish: str, title: str) -> str:
        slug = words.free_slug(wish[: words.SECTION], self._front | RESERVED)
        self._front.add(slug.lower())
        self._section_of[category] = slug
        self._inside[slug] = set()
        return slug

    def _article(self, record: SourceArticle, target: str) -> Planned:
        if target:
            return self._changed(record, target)
        taken, section = self._front, ""
        if record.kind is Kind.ARTICLE:
            section = self._section_for(first_category(record))
            taken = self._taken_in(section)
        title = words.title_from(record.title)
        wish = words.slug_from(record.slug, title, f"{record.kind}-{record.source}")
        slug = words.free_slug(wish, taken)
        taken.add(slug.lower())
        path = article_path(section, slug) if section else page_path(slug)
        note = _note(record, slug, title)
        return Planned(
            outcome=Outcome.CREATED,
            id=path,
            reason=note,
            detail=record.slug if note == "slug_changed" else "",
        )

    def _changed(self, record: SourceArticle, target: str) -> Planned:
        path, note = self.known(record, target=target), ""
        if not path:
            note = "gone_here"
        elif standing.edited_pages([int(target)]):
            note = "edited_here"
        outcome = Outcome.EXISTING if note else Outcome.MERGED
        return Planned(outcome=outcome, id=path, target=target, reason=note)

    def _section_for(self, category: str) -> str:
        """Return the slug of the section of a category, declared or not."""
        found = self._section_of.get(category)
        if found is None:
            wish = words.slug_from(category, DEFAULT_SECTION)[: words.SECTION]
            found = wish if wish in self._sections else self._new_section(category, wish, "")
            self._section_of[category] = found
        return found

    def _taken_in(self, section: str) -> set[str]:
        if section not in self._inside:
            self._inside[section] = {slug.lower() for slug in standing.slugs_in_section(section)}
        return self._inside[section]


def _outcome(target: str) -> Outcome:
    return Outcome.MERGED if target else Outcome.CREATED


def _note(record: SourceArticle, slug: str, title: str) -> str:
    """Return the one note that says most about a new article, '' where there is none."""
    is_moved = bool(record.slug) and not words.is_kept(record.slug, slug)
    notes = {
        "from_trash": record.state in {State.TRASH, State.SPAM},
        "draft": record.state is not State.PUBLIC,
        "untitled": not title,
        "title_cut": len(title) > words.TITLE,
        "standfirst_cut": len(words.text_from(record.standfirst)) > words.STANDFIRST,
        "undated": record.published is None,
        "slug_changed": is_moved,
    }
    return next((note for note, holds in notes.items() if holds), "")
