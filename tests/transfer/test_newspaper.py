"""Articles of another site stand here as if they had been written here, with all that they had."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.test import Client
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from colonnade.articles import loading
from colonnade.articles.models import ArticlePage, Byline, FormerAddress, PlainPage, SectionPage
from colonnade.discussion.models import Thread
from colonnade.kit import clock
from colonnade.project.newsroom_wiring import NEWSROOM_WIRING
from colonnade.transfer.events import ImportShown
from colonnade.transfer.ledger import Outcome
from colonnade.transfer.newspaper.plugged import NEWSPAPER
from colonnade.transfer.records import (
    Kind,
    SourceArticle,
    SourceAttachment,
    SourceAuthor,
    SourceTerm,
    State,
)
from tests.queries import queries
from tests.transfer.paper_run import Run, article_at

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2016, 2, 4, 12, 10, tzinfo=UTC)
_numbers = count(1)


def author(name="Ada Quill", login="ada"):
    return SourceAuthor(source=login, line=1, login=login, name=name, email="ada@example.org")


def category(slug, name="", **more):
    return SourceTerm(
        kind=Kind.CATEGORY, source=f"c-{slug}", line=1, slug=slug, name=name or slug.title(), **more
    )


def tag(slug, name=""):
    return SourceTerm(kind=Kind.TAG, source=f"t-{slug}", line=1, slug=slug, name=name or slug)


def article(slug="", **more):
    number = next(_numbers)
    usual = SourceArticle(
        source=str(number),
        line=number,
        title=f"Article {number}",
        slug=slug or f"article-{number}",
        html="Some words.",
        published=LONG_AGO + timedelta(hours=number),
        authors=("ada",),
        categories=("harbor",),
        commenting="open",
    )
    return replace(usual, **more)


def page(slug, **more):
    return article(slug, kind=Kind.PAGE, categories=(), **more)


def text_of(path):
    answer = Client().get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_an_article_arrives_with_its_people_places_and_time():
    run = Run()
    run.bring(
        author(),
        category("harbor", "The Harbor", about="Where <b>ships</b> lie."),
        category("tides"),
        tag("fish", "Fish"),
        article(
            "a-bridge",
            title="Bridges &amp; <em>tides</em>",
            standfirst="<p>It   turns.</p>",
            html="It <b>turns</b>.\n\nAlways.",
            categories=("harbor", "tides"),
            tags=("fish",),
            published=LONG_AGO,
        ),
    )
    assert Client().get("/harbor/a-bridge/").status_code == 404
    assert Client().get("/harbor/").status_code == 404
    assert "The Harbor" not in text_of("/")
    run.show()
    found = article_at("/harbor/a-bridge/")
    assert (found.headline, found.standfirst, found.published) == (
        "Bridges & tides",
        "It turns.",
        LONG_AGO,
    )
    assert "<p>It <b>turns</b>.</p><p>Always.</p>" in found.html
    assert [one.name for one in found.bylines] == ["Ada Quill"]
    assert sorted(one.name for one in found.tags) == ["Fish", "Tides"]
    assert (found.section.title, found.section.standfirst) == ("The Harbor", "Where ships lie.")
    for path in ("/", "/harbor/", "/bylines/ada-quill/", "/tags/fish/", "/archive/2016/02/"):
        assert "Bridges &amp; tides" in text_of(path)
    assert "/harbor/a-bridge/" in text_of("/sitemap.xml")
    assert "Always." in json.loads(text_of("/feeds/articles.json"))["items"][0]["content_html"]


def columns(pk):
    row = ArticlePage.objects.filter(pk=pk).values().get()
    apart = {"id", "page_ptr_id", "path", "translation_key", "slug", "url_path", "public_path"}
    return {name: value for name, value in row.items() if name not in apart}


def test_it_is_as_one_that_was_loaded_here():
    run = Run()
    run.bring(author(), category("harbor"), tag("fish", "Fish"))
    same = {"title": "Lantern", "html": "<p>Lit.</p>", "published": LONG_AGO, "tags": ("fish",)}
    (mine,) = run.bring(article("came", **same))
    run.show()
    own = loading.load_article(
        article=loading.LoadedArticle(
            section=SectionPage.objects.get().pk,
            slug="own",
            headline="Lantern",
            body=[{"type": "text", "value": "<p>Lit.</p>"}],
            bylines=[Byline.objects.get().pk],
            tags=["Fish"],
            published=LONG_AGO,
        )
    )
    theirs, ours = columns(mine), columns(own)
    assert theirs.pop("body").raw_data[0]["value"] == ours.pop("body").raw_data[0]["value"]
    assert theirs == ours
    paths = [Page.objects.get(pk=pk).path for pk in (mine, own)]
    assert [path[-4:] for path in paths] == ["0001", "0002"]
    assert SectionPage.objects.get().numchild == 2
    assert Page.find_problems() == ([], [], [], [], [])
    assert names_beside(mine) >= names_beside(own)
    entries = PageLogEntry.objects.filter(page_id__in=[mine, own])
    assert entries.values("label", "action", "content_changed").distinct().count() == 1
    assert {one.pk for one in ArticlePage.objects.search("Lantern")} == {mine, own}


def names_beside(pk):
    rows = ReferenceIndex.objects.filter(object_id=str(pk))
    return set(rows.values_list("content_type", "to_content_type", "to_object_id", "model_path"))


def test_an_article_costs_few_questions():
    run = Run()
    run.bring(author(), category("harbor"), tag("fish"), article(tags=("fish",)))
    record, writer = article(tags=("fish",), addresses=("/2016/a/",)), run.writer()
    planned = run.planner.plan(record, target="")
    with queries(19):
        writer.write(record, planned)


def test_names_that_are_here_already_are_joined():
    moment = clock.now()
    section = loading.load_section(
        title="Harbor News", slug="harbor", standfirst="", place=1, sample=False, moment=moment
    )
    byline = loading.load_byline(byline=loading.LoadedByline(name="ada quill", slug="ada"))
    run = Run()
    (pk,) = run.bring(author(), category("harbor", "Port"), article("bridge"))[2:]
    assert [(line.outcome, line.reason) for line in run.lines[:2]] == [("merged", "joined")] * 2
    row = ArticlePage.objects.get(pk=pk)
    assert row.section_id == section
    assert [one.byline_id for one in row.bylines.all()] == [byline]
    assert SectionPage.objects.get().title == "Harbor News"


def test_a_category_that_is_never_first_is_a_tag_and_one_that_no_article_names_too():
    run = Run()
    pks = run.bring(
        category("harbor"),
        category("asides", "Asides"),
        category("unused"),
        article(categories=("harbor", "asides")),
    )
    assert [(line.id, line.outcome, line.reason) for line in run.lines[:3]] == [
        ("/harbor/", Outcome.CREATED, ""),
        ("asides", Outcome.CREATED, "category_tag"),
        ("unused", Outcome.CREATED, "category_tag"),
    ]
    assert SectionPage.objects.count() == 1
    assert [one.name for one in ArticlePage.objects.get(pk=pks[-1]).tags.all()] == ["Asides"]


def test_an_article_without_category_or_record_of_its_author_finds_a_place():
    run = Run()
    run.bring(article("lost", categories=(), authors=("ghost writer",)))
    assert run.lines[0].id == "/uncategorized/lost/"
    run.show()
    found = article_at("/uncategorized/lost/")
    assert (found.section.title, found.bylines[0].name) == ("Uncategorized", "ghost writer")


@pytest.mark.parametrize(
    ("slug", "name", "path"),
    [
        ("media", "Media", "/media-2/"),
        ("Search", "Search", "/search-2/"),
        ("%e6%b5%b7", "海", "/海/"),
        ("हिन्दी", "हिन्दी", "/hindi/"),
        ("***", "***", "/section-c/"),
    ],
)
def test_sections_stand_where_no_other_address_does(slug, name, path):
    run = Run()
    run.bring(category(slug, name), article("x", categories=(slug,)))
    assert (run.lines[0].id, run.lines[1].id) == (path, f"{path}x/")
    run.show()
    assert name in text_of(path)


def test_slugs_that_clash_get_a_number_and_others_a_spelling_that_fits():
    run = Run()
    run.bring(
        category("harbor"),
        article("bridge"),
        article("bridge"),
        article("Bridge"),
        replace(article(), slug="", title="Ünder the quay"),
        article(title="", html="<p>No title, but words.</p>"),
        page("harbor"),
    )
    assert [line.id for line in run.lines[1:4]] == [
        "/harbor/bridge/",
        "/harbor/bridge-2/",
        "/harbor/bridge-3/",
    ]
    assert run.lines[4].id == "/harbor/ünder-the-quay/"
    assert run.lines[5].reason == "untitled"
    assert run.lines[6].id == "/pages/harbor-2/"
    run.show()
    assert article_at(run.lines[5].id).headline == "No title, but words."


@pytest.mark.parametrize(
    ("state", "note"),
    [(State.DRAFT, "draft"), (State.WAITING, "draft"), (State.TRASH, "from_trash")],
)
def test_what_was_not_public_is_a_draft_that_the_newsroom_finds(state, note):
    run = Run()
    pks = run.bring(category("harbor"), article("idea", state=state, html="Half a thought."))
    assert run.lines[1].reason == note
    run.show()
    row = ArticlePage.objects.get(pk=pks[1])
    assert (row.live, row.has_unpublished_changes, row.published) == (False, True, None)
    assert row.latest_revision.created_at == LONG_AGO + timedelta(hours=int(run.records[1].source))
    assert "Half a thought." in str(row.get_latest_revision_as_object().body)
    assert Client().get("/harbor/idea/").status_code == 404
    assert run.writer().subject(str(row.pk)).hidden
    row.get_latest_revision().publish()
    assert "Half a thought." in text_of("/harbor/idea/")


def test_old_addresses_lead_on():
    run = Run()
    old = "https://old.example.org"
    run.bring(
        category("harbor"),
        article("bridge", addresses=(f"{old}/2016/02/bridge/", f"{old}/?p=12")),
        article("海", addresses=(f"{old}/%e6%b5%b7/", f"{old}/blog/?p=13", "/quay.html")),
        page("about", addresses=(f"{old}/about-us/", f"{old}/?page_id=3")),
        article("idea", state=State.DRAFT, addresses=(f"{old}/?p=14",)),
    )
    for path in ("/2016/02/bridge/", "/?p=12"):
        assert Client().get(path).status_code in {200, 404}
    run.show()
    for path, now in {
        "/2016/02/bridge/": "/harbor/bridge/",
        "/2016/02/bridge": "/harbor/bridge/",
        "/2016/02/bridge/comment-page-2/": "/harbor/bridge/",
        "/?p=12": "/harbor/bridge/",
        "/?p=012&preview=true": "/harbor/bridge/",
        "/index.php?p=12": "/harbor/bridge/",
        "/%e6%b5%b7/": "/harbor/%E6%B5%B7/",
        "/blog/?p=13": "/harbor/%E6%B5%B7/",
        "/quay.html": "/harbor/%E6%B5%B7/",
        "/about-us": "/pages/about/",
        "/?page_id=3": "/pages/about/",
    }.items():
        answer = Client().get(path)
        assert (answer.status_code, answer.headers.get("Location")) == (301, now), path
    assert Client().get("/?p=14").status_code == 200  # a draft is nobody's business
    assert Client().get("/?p=x").status_code == 200
    assert Client().get("/2016/02/other/").status_code == 404
    assert Client().post("/2016/02/bridge/").status_code in {403, 404}


def test_the_front_asks_nothing_more_where_nobody_asks_for_a_number():
    Client().get("/")
    with queries(14) as _:
        Client().get("/?x=1")


def test_the_feed_of_an_old_article_leads_to_that_of_its_thread():
    run = Run()
    run.bring(category("harbor"), article("bridge", addresses=("/2016/02/bridge/",)))
    run.show()
    thread = Thread.objects.get()
    answer = Client().get("/2016/02/bridge/feed/")
    assert answer.headers["Location"] == f"/t/{thread.public_id}/feed.xml"


def test_a_plain_page_keeps_its_discussion():
    run = Run()
    (pk,) = run.bring(page("about", title="About us", html="Who we are.", authors=()))
    run.show(comments=1)
    html = text_of("/pages/about/")
    assert "Who we are." in html
    assert "A thought." in html
    assert PlainPage.objects.get(pk=pk).in_footer is False
    assert Thread.objects.get().key == f"page:{pk}"


def test_a_gallery_leads_to_the_old_pictures():
    run = Run()
    picture = "https://old.example.org/quay.jpg"
    run.bring(
        SourceAttachment(source="70", line=1, url=picture, title="The quay", article="900"),
        category("harbor"),
        article("one", html='[gallery ids="70,71"]'),
        article("all", source="900", html="[gallery]"),
    )
    run.show()
    for slug in ("one", "all"):
        assert f'<a href="{picture}" rel="noopener">The quay</a>' in text_of(f"/harbor/{slug}/")


def test_words_of_an_imported_article_are_found():
    run = Run()
    run.bring(category("harbor"), article("bridge", html="About a zeppelin."))
    run.show()
    handlers = NEWSROOM_WIRING[ImportShown]
    assert len(handlers) == 2
    run.tell()
    assert "/harbor/bridge/" in text_of("/search/?q=zeppelin")
    NEWSPAPER.remove(kind="article", targets=[str(ArticlePage.objects.get().pk)])
    assert "/harbor/bridge/" not in text_of("/search/?q=zeppelin")


def test_an_old_address_of_ours_is_not_taken():
    run = Run()
    (own,) = run.bring(category("harbor"), article("own", addresses=("/a/b/",)))[1:]
    run.bring(article("late", addresses=("/a/b/", "/harbor/late/")))
    assert FormerAddress.objects.get().article_id == own
