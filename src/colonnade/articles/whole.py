"""One article whole, from its row: the public one, or the one that an editor is writing."""

from wagtail.blocks import StreamValue

from colonnade.articles.models import ArticlePage, PlainPage
from colonnade.articles.places import page_path, section_path
from colonnade.articles.public import public_rows
from colonnade.articles.rows import (
    ArticleInfo,
    BylineInfo,
    Correction,
    PlainPageInfo,
    Section,
    Tag,
    Teaser,
    bylines_of,
    page_key,
    subject_key,
    teasers_from,
)
from colonnade.articles.sizes import picture_info
from colonnade.kit import clock


def article_info(row: ArticlePage) -> ArticleInfo:
    """Return a public article (three queries besides its row, fewer where it has less)."""
    refresh(row)
    return _info(row, bylines_of([row.pk]).get(row.pk, ()))


def drafted_info(row: ArticlePage) -> ArticleInfo:
    """Return an article that is not saved, as readers would see it."""
    row.render_anew()
    return _info(row, tuple(_byline(one.byline) for one in row.bylines.all()))


def plain_info(row: PlainPage) -> PlainPageInfo:
    """Return a public plain page."""
    refresh(row)
    return _plain(row)


def drafted_plain(row: PlainPage) -> PlainPageInfo:
    """Return a plain page that is not saved, as readers would see it."""
    row.render_anew()
    return _plain(row)


def refresh(row: ArticlePage | PlainPage) -> None:
    """Work out anew, without storing it, what was made by other code or in other words."""
    if not row.is_rendered:
        row.render_anew()


def _plain(row: PlainPage) -> PlainPageInfo:
    return PlainPageInfo(
        title=row.title,
        slug=row.slug,
        path=page_path(row.slug),
        html=row.html,
        hosts=tuple(row.hosts or ()),
        description=row.search_description,
        key=page_key(row.pk) if row.pk else "",
    )


def _info(row: ArticlePage, bylines: tuple[BylineInfo, ...]) -> ArticleInfo:
    published = row.published or row.first_published_at or clock.now()
    return ArticleInfo(
        id=row.pk or 0,
        key=subject_key(row.pk or 0),
        path=row.public_path if row.live else row.own_path,
        headline=row.title,
        standfirst=row.standfirst,
        section=_section(row),
        published=published,
        updated=row.last_published_at or published,
        lead=picture_info(row.lead),
        bylines=bylines,
        lead_caption=row.lead_caption,
        html=row.html,
        hosts=tuple(row.hosts),
        corrections=corrections_from(row.corrections),
        earlier=_earlier(row),
        tags=tuple(Tag(tag.name, tag.slug) for tag in row.tags.all()),
        description=row.search_description or row.standfirst,
        discussion=row.discussion,
        commenting=row.commenting,
        close_after=row.close_after,
        sample=row.sample,
    )


def _section(row: ArticlePage) -> Section | None:
    found = row.section or row.section_above()
    if found is None:
        return None
    return Section(found.title, found.slug, section_path(found.slug), found.standfirst)


def corrections_from(kept: StreamValue) -> tuple[Correction, ...]:
    """Return the corrections that readers see, in their order."""
    values = (block.value for block in kept)
    listed = [Correction(value["date"], value["text"]) for value in values if value["date"]]
    return tuple(sorted(listed, key=lambda one: one.date))


def _earlier(row: ArticlePage) -> tuple[Teaser, ...]:
    wanted = [block["value"] for block in row.earlier.raw_data if block["value"]]
    if not wanted:
        return ()
    found = teasers_from(public_rows().filter(pk__in=wanted))
    return tuple(sorted(found, key=lambda teaser: wanted.index(teaser.id)))


def _byline(row: object) -> BylineInfo:
    return BylineInfo(row.name, row.slug, row.line, row.about, picture_info(row.picture))  # type: ignore[attr-defined]
