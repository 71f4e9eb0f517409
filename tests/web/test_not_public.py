"""What is not public is found at no address: telling words, looked for everywhere."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from colonnade.articles.actions import publish_due
from colonnade.articles.drafts import draft_of
from colonnade.articles.loading import load_plain_page
from colonnade.articles.models import (
    ArticleByline,
    ArticlePage,
    Byline,
    FrontPage,
    PlainPage,
    SectionPage,
)
from colonnade.kit import clock
from colonnade.web.views.newspaper.preview import show_draft
from tests.factories import deliver_all, make_comment
from tests.web.press import (
    make_article,
    make_section,
    page,
    path_of,
    published,
    row_of,
    text,
    thread_of_article,
)

pytestmark = pytest.mark.django_db

CANARY = "canarybird"


def draft(section: int, **more: object) -> ArticlePage:
    """Keep an article that was never public, with a byline and a tag of its own."""
    byline = Byline.objects.create(name=f"Writer {CANARY}", slug=f"writer-{CANARY}")
    row = ArticlePage(
        title=f"Draft {CANARY}",
        slug=f"draft-{CANARY}",
        standfirst=CANARY,
        body=[("text", f"<p>{CANARY}</p>")],
        live=False,
        **more,
    )
    row.bylines = [ArticleByline(byline=byline)]  # type: ignore[misc]
    SectionPage.objects.get(pk=section).add_child(instance=row)
    row.tags.add(CANARY)
    row.save()
    row.save_revision()
    return row


def never_published(section):
    draft(section)


def withdrawn(section):
    pk = make_article(section, f"Gone {CANARY}", slug=f"gone-{CANARY}", body=text(CANARY))
    make_comment(thread_of_article(pk), body=f"A word on {CANARY}.")
    row_of(pk).unpublish()
    deliver_all()


def another_wording(section):
    pk = make_article(section, "A public one")
    row = row_of(pk)
    row.title, row.standfirst, row.body = f"New {CANARY}", CANARY, [("text", f"<p>{CANARY}</p>")]
    row.slug = f"new-{CANARY}"
    row.save_revision()


def scheduled(section):
    row = draft(section, go_live_at=clock.now() + timedelta(hours=1))
    row.save_revision().publish()
    publish_due()


def deleted(section):
    pk = make_article(section, f"Deleted {CANARY}", slug=f"deleted-{CANARY}")
    make_comment(thread_of_article(pk), body=f"A word on {CANARY}.")
    row_of(pk).delete()
    deliver_all()


def plain_page_withdrawn(section):
    load_plain_page(
        title=CANARY, slug=f"page-{CANARY}", body=text(CANARY), sample=False, moment=clock.now()
    )
    PlainPage.objects.get().unpublish()


def section_withdrawn(section):
    other = make_section(f"other-{CANARY}", title=f"Other {CANARY}")
    SectionPage.objects.get(pk=other).unpublish()


def picked_but_not_public(section):
    row = draft(section)
    front = FrontPage.objects.get()
    front.picks = [("article", row)]
    front.save()


STATES = [
    never_published,
    withdrawn,
    another_wording,
    scheduled,
    deleted,
    plain_page_withdrawn,
    section_withdrawn,
    picked_but_not_public,
]


@pytest.mark.parametrize("bring_about", STATES)
def test_what_is_not_public_is_nowhere(bring_about):
    section = make_section()
    seen = make_article(section, "A seen one", tags=["seen"])
    bring_about(section)
    month = f"{published(seen):%Y/%m}"  # an hour ago: it may have been the month before
    thread = thread_of_article(seen).public_id
    open_to_all = [
        "/",
        "/harbor/",
        path_of(seen),
        "/tags/seen/",
        "/archive/",
        f"/archive/{month}/",
        "/feeds/articles.xml",
        "/feeds/articles.json",
        "/feeds/sections/harbor.xml",
        "/feeds/comments.xml",
        "/feeds/comments.json",
        f"/t/{thread}/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/rules/",
        "/api/v1/threads",
    ]
    for path in open_to_all:
        assert CANARY not in page(path), path
    assert 'class="hit"' not in page(f"/search/?q={CANARY}")
    for path in (
        f"/harbor/draft-{CANARY}/",
        f"/harbor/gone-{CANARY}/",
        f"/harbor/new-{CANARY}/",
        f"/harbor/deleted-{CANARY}/",
        f"/bylines/writer-{CANARY}/",
        f"/tags/{CANARY}/",
        f"/pages/page-{CANARY}/",
        f"/other-{CANARY}/",
        f"/feeds/sections/other-{CANARY}.xml",
        f"/harbor/draft-{CANARY}",
        f"/other-{CANARY}",
    ):
        assert Client().get(path).status_code == 404, path


def test_the_canary_would_be_seen():
    make_article(make_section(), f"Public {CANARY}")
    assert all(CANARY in page(path) for path in ("/", "/harbor/", "/feeds/articles.xml"))


@pytest.mark.parametrize("kind", ["article", "page", "section", "front"])
def test_a_preview_is_for_the_newsroom_alone(kind):
    section = make_section()
    article = draft(section)
    load_plain_page(title="About", slug="about", body=text("We."), sample=False, moment=clock.now())
    shown = {
        "article": article,
        "page": PlainPage.objects.get(),
        "section": SectionPage.objects.get(pk=section),
        "front": FrontPage.objects.get(),
    }[kind]
    answer = show_draft(RequestFactory().get("/"), draft_of(shown))
    words = answer.content.decode()
    assert "Preview: not public" in words
    assert "<form" not in words
    assert "noindex" in words
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    if kind == "article":
        assert f"<p>{CANARY}</p>" in words
