"""What stands here already, asked by what is about to come in from another site."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from taggit.models import Tag
from wagtail.models import Page, ReferenceIndex, Revision

from colonnade.articles.models import (
    ArticleByline,
    ArticlePage,
    ArticleTag,
    Byline,
    FrontPage,
    PlainPage,
    SectionPage,
)
from colonnade.articles.rows import page_key, subject_key


def section_titles() -> dict[str, str]:
    """Return the titles of all sections, public or not, by their slugs (one query)."""
    return dict(SectionPage.objects.order_by("pk").values_list("slug", "title"))


def slugs_in_front() -> set[str]:
    """Return the slugs of everything that lies below the front page (two queries)."""
    return set(FrontPage.objects.get().get_children().values_list("slug", flat=True))


def slugs_in_section(slug: str) -> set[str]:
    """Return the slugs of everything in a section, public or not (at most two queries)."""
    section = SectionPage.objects.filter(slug=slug).first()
    return set(section.get_children().values_list("slug", flat=True)) if section else set()


def section_of_slug(slug: str) -> int | None:
    """Return the primary key of a section, public or not (one query)."""
    return SectionPage.objects.filter(slug=slug).values_list("pk", flat=True).first()


def slug_of_section(section: int) -> str:
    """Return the slug of a section, '' if it is no more (one query)."""
    return SectionPage.objects.filter(pk=section).values_list("slug", flat=True).first() or ""


def byline_standing(*, name: str, slug: str) -> tuple[int, str] | None:
    """Return key and slug of the byline of this name or slug, or None (one query)."""
    rows = Byline.objects.filter(Q(name__iexact=name) | Q(slug=slug)).order_by("pk")
    return rows.values_list("pk", "slug").first()


def slug_of_byline(byline: int) -> str:
    """Return the slug of a byline, '' if it is no more (one query)."""
    return Byline.objects.filter(pk=byline).values_list("slug", flat=True).first() or ""


def tag_standing(*, name: str, slug: str) -> tuple[int, str] | None:
    """Return key and slug of the tag of this name or slug, or None (one query)."""
    rows = Tag.objects.filter(Q(name__iexact=name) | Q(slug=slug)).order_by("pk")
    found: tuple[int, str] | None = rows.values_list("pk", "slug").first()
    return found


def slug_of_tag(tag: int) -> str:
    """Return the slug of a tag, '' if it is no more (one query)."""
    return Tag.objects.filter(pk=tag).values_list("slug", flat=True).first() or ""


def path_of_page(page: int) -> str:
    """Return where readers find an article or plain page, or would; '' if it is no more."""
    article = ArticlePage.objects.filter(pk=page).select_related("section").first()
    plain = None if article else PlainPage.objects.filter(pk=page).first()
    found = article or plain
    return str(found.own_path) if found else ""


def edited_pages(pages: Sequence[int]) -> set[int]:
    """Return those of these pages that somebody has worked on in the newsroom (one query)."""
    hands = Revision.objects.filter(
        base_content_type__app_label="wagtailcore",
        object_id__in=[str(page) for page in pages],
        user__isnull=False,
    )
    return {int(pk) for pk in hands.values_list("object_id", flat=True)}


def named_pages(pages: Sequence[int]) -> set[int]:
    """Return those of these articles and pages that another text or the front names (a query)."""
    named = ReferenceIndex.objects.filter(
        to_content_type__app_label="wagtailcore",
        to_content_type__model="page",
        to_object_id__in=[str(page) for page in pages],
    )
    return {int(pk) for pk in named.values_list("to_object_id", flat=True)}


def pages_under(*, bylines: Sequence[int] = (), tags: Sequence[int] = ()) -> set[int]:
    """Return the articles that bear one of these bylines or tags (one query)."""
    rows = ArticlePage.objects.filter(
        Exists(ArticleByline.objects.filter(article=OuterRef("pk"), byline__in=bylines))
        | Exists(ArticleTag.objects.filter(content_object=OuterRef("pk"), tag__in=tags))
    )
    return set(rows.values_list("pk", flat=True))


def pages_in(sections: Sequence[int]) -> set[int]:
    """Return everything that lies in one of these sections (a query for each, and one)."""
    found: set[int] = set()
    for section in Page.objects.filter(pk__in=sections):
        found.update(section.get_children().values_list("pk", flat=True))
    return found


@dataclass(frozen=True, slots=True)
class Hanging:
    """What a discussion below a page is to know of it; `shown`: public, or about to be."""

    key: str
    path: str
    headline: str
    section: str
    discussion: str
    shown: bool


def hanging_on(page: int) -> Hanging | None:
    """Return that of an article or plain page, None if it is no more (at most two queries)."""
    article = ArticlePage.objects.filter(pk=page).select_related("section").first()
    found = article or PlainPage.objects.filter(pk=page).first()
    if found is None:
        return None
    waits = bool(found.first_published_at) and not found.has_unpublished_changes
    section = article.section if article else None
    return Hanging(
        key=subject_key(page) if article else page_key(page),
        path=found.own_path,
        headline=found.title,
        section=section.title if section else "",
        discussion=article.discussion if article else "open",
        shown=found.live or waits,
    )
