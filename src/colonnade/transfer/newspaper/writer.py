"""Writes what was planned: bylines, sections, tags, articles and pages that nobody sees yet."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from colonnade.articles import standing
from colonnade.articles.amending import amend
from colonnade.articles.arriving import (
    Arriving,
    keep_article,
    keep_byline,
    keep_page,
    keep_section,
    keep_tag,
    show,
)
from colonnade.articles.rows import subject_key
from colonnade.kit import clock
from colonnade.transfer.ledger import Planned
from colonnade.transfer.models import Origin
from colonnade.transfer.newspaper import words
from colonnade.transfer.newspaper.body import blocks_of
from colonnade.transfer.newspaper.brought import Brought
from colonnade.transfer.newspaper.naming import (
    TAG,
    author_name,
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
from colonnade.transfer.writing.subjects import Subject, Written


class NewspaperWriter:
    """Lives for the writing of one run."""

    def __init__(self, *, origin: int, run: int) -> None:
        # Line breaks count in WordPress's texts, and words in square brackets.
        self._typed = _namespace(origin).startswith("wordpress:")
        self._brought = Brought(origin=origin, run=run)

    def write(self, record: Matter, planned: Planned) -> Written:
        """Make what is new, or find what it was merged into."""
        if isinstance(record, SourceAttachment):
            data = {"url": record.url, "title": record.title, "article": record.article}
            return Written(target=record.source[:24], data=data)
        if isinstance(record, SourceArticle):
            return self._article(record, planned)
        if isinstance(record, SourceAuthor):
            kind, written = Kind.AUTHOR, self._author(record, planned)
        else:
            kind, written = record.kind, self._term(record, planned)
        self._brought.learn(kind, written.target, written.data or {})
        return written

    def change(self, record: Matter, planned: Planned) -> Mapping[str, object]:
        """Give an article another wording; what else changed at the source is ours by now."""
        page = int(planned.target) if isinstance(record, SourceArticle) else 0
        if not isinstance(record, SourceArticle) or standing.edited_pages([page]):
            return {}
        wording, made = self._arriving(record, planned)
        before = amend(page=page, wording=wording)
        return {**before, "made": made}

    def subject(self, target: str) -> Subject:
        """Return what the thread of this article or page is to hang on."""
        found = standing.hanging_on(int(target))
        if found is None:
            return Subject(key=subject_key(int(target)), url="", title=_("Removed"), hidden=True)
        return Subject(
            key=found.key,
            url=found.path,
            title=found.headline,
            section=found.section,
            closed=found.discussion == "read-only",
            hidden=found.discussion == "hidden" or not found.shown,
        )

    def show(self, targets: Sequence[str]) -> None:
        """Publish those of these articles and pages that were public at the source."""
        show(pages=[int(target) for target in targets])

    def _author(self, record: SourceAuthor, planned: Planned) -> Written:
        name = author_name(record)
        slug = planned.id
        there = (
            standing.byline_standing(name=name, slug=slug) if planned.reason == "joined" else None
        )
        pk = there[0] if there else keep_byline(name=name, slug=slug)
        data = {"login": record.login, "name": record.name, "email": record.email}
        return Written(target=str(pk), data=data)

    def _term(self, record: SourceTerm, planned: Planned) -> Written:
        data = {"slug": record.slug, "name": record.name}
        if planned.id.startswith("/"):
            slug = planned.id.strip("/")
            about = words.cut(words.text_from(record.about), 200)
            pk = standing.section_of_slug(slug) or keep_section(
                title=section_title(record), slug=slug, standfirst=about
            )
            return Written(target=str(pk), data=data)
        name, slug = tag_name(record), tag_slug(record)
        there = standing.tag_standing(name=name, slug=slug)
        pk = there[0] if there else keep_tag(name=name, slug=slug)
        return Written(target=f"{TAG}{pk}", data=data)

    def _article(self, record: SourceArticle, planned: Planned) -> Written:
        wording, made = self._arriving(record, planned)
        if record.kind is Kind.PAGE:
            pk = keep_page(page=wording)
        else:
            section, word = self._brought.section(planned.id.split("/")[1], record)
            made += [word] if word else []
            pk = keep_article(section=section, article=wording)
        data = {"made": " ".join(made)} if made else {}
        if (title := words.title_from(record.title)) != wording.headline and title:
            data["title"] = title
        if (line := words.text_from(record.standfirst)) != wording.standfirst:
            data["standfirst"] = line
        return Written(target=str(pk), data=data or None)

    def _arriving(self, record: SourceArticle, planned: Planned) -> tuple[Arriving, list[str]]:
        """Return an article as the newsroom takes it, and what was made for it besides."""
        bylines = [self._brought.byline(login) for login in record.authors]
        tags = [self._brought.tag(*named) for named in _tags_of(record)]
        made = [word for _pk, word in (*bylines, *tags) if word]
        is_public = record.state is State.PUBLIC
        headline = _headline(record)
        blocks = blocks_of(
            record.html,
            format=record.format,
            base=next((one for one in record.addresses if "://" in one), ""),
            headline=headline,
            typed=self._typed,
            files=lambda ids: self._brought.files(ids, record),
        )
        wording = Arriving(
            headline=headline,
            slug=planned.id.strip("/").rpartition("/")[2],
            body=blocks,
            standfirst=words.cut(words.text_from(record.standfirst), words.STANDFIRST),
            bylines=[pk for pk, _word in bylines],
            tags=[pk for pk, _word in tags],
            published=(record.published or clock.now()) if is_public else None,
            written=record.published,
            discussion="read-only" if record.commenting == "closed" else "open",
            addresses=words.old_paths(record.addresses),
        )
        return wording, made


def _tags_of(record: SourceArticle) -> list[tuple[Kind, str]]:
    """Return what an article bears as tags: its tags, and every category but the first."""
    categories = [(Kind.CATEGORY, slug) for slug in record.categories[1:]]
    if record.kind is Kind.PAGE:
        return []
    return [*categories, *((Kind.TAG, slug) for slug in record.tags)]


def _headline(record: SourceArticle) -> str:
    """Return the title; for want of one, how the text begins."""
    title = words.title_from(record.title)
    if title:
        return words.cut(title, words.TITLE)
    return words.cut(words.text_from(record.html), 80) or _("Untitled")


def _namespace(origin: int) -> str:
    return Origin.objects.values_list("namespace", flat=True).get(pk=origin)
