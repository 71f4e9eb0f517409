"""The newspaper's pages: what they show, what they cost, where old addresses lead."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from colonnade.articles.actions import refresh_renderings, settle
from colonnade.articles.loading import load_plain_page, order_front
from colonnade.articles.models import ArticlePage, Byline, FrontPage, PlainPage
from colonnade.discussion.actions import close_thread, set_hidden
from colonnade.kit import clock
from colonnade.sites.actions import change_setting
from tests.factories import make_comment, make_thread
from tests.queries import queries
from tests.web.press import (
    make_article,
    make_byline,
    make_picture,
    make_section,
    page,
    path_of,
    published,
    row_of,
    text,
    thread_of_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbor():
    return make_section()


def many(section, number):
    """Publish many articles without the cost of their threads."""
    first = make_article(section, hours=10_000, lead=make_picture())
    Byline.objects.get_or_create(slug="ada", defaults={"name": "Ada"})
    make_article(section, bylines=[Byline.objects.get(slug="ada").pk], tags=["tides"])
    for hour in range(number - 2):
        make_article(
            section, hours=2 + hour, talk=False, lead=row_of(first).lead_id, tags=["tides"]
        )


def test_the_front_keeps_the_editors_order_then_the_latest(harbor):
    first, second, third = (make_article(harbor, hours=hours) for hours in (3, 2, 1))
    order_front(articles=[first, second])
    front = page("/")
    places = [front.index(f'href="{path_of(pk)}"') for pk in (first, second, third)]
    assert places == sorted(places)


def test_the_front_tells_what_is_most_discussed(harbor):
    quiet, lively = make_article(harbor), make_article(harbor, "The lively one")
    for _ in range(3):
        make_comment(thread_of_article(lively))
    make_comment(thread_of_article(quiet), body="A word at the quay.")
    front = page("/")
    side = front[front.index('class="side"') :]
    assert side.index("The lively one") < side.index(row_of(quiet).title)
    assert f'href="{path_of(lively)}#comments">3 comments</a>' in front
    assert "A word at the quay." in side


def test_an_empty_newspaper_is_kind_and_still_shows_the_discussions():
    thread = make_thread(comments=2)
    front = page("/")
    assert "Nothing has been published yet." in front
    assert f'href="/t/{thread.public_id}/"' in front


def test_sections_stand_in_the_menu_and_plain_pages_at_the_foot(harbor):
    load_plain_page(
        title="About us", slug="about", body=text("We."), sample=False, moment=clock.now()
    )
    for path in ("/", "/rules/", "/nothing-here"):
        shown = Client().get(path).content.decode()
        assert 'href="/harbor/"' in shown
        assert 'href="/pages/about/"' in shown
    assert "<p>We.</p>" in page("/pages/about/")


def test_an_article_shows_all_that_belongs_to_it(harbor):
    face, lead = make_picture(alt="Her face"), make_picture(alt="The quay", credit="Bo Ek")
    ada, bo = make_byline("Ada Lind", "ada", picture=face), make_byline("Bo Ek", "bo")
    old = make_article(harbor, "An older one", hours=99)
    pk = make_article(
        harbor,
        "The bridge stays",
        bylines=[ada, bo],
        lead=lead,
        lead_caption="At noon.",
        tags=["Bridges"],
        earlier=[old],
        corrections=[(date(2026, 3, 2), "It weighs 340 tonnes.")],
        hours=5,
    )
    shown = page(path_of(pk))
    for words in (
        "The bridge stays</h1>",
        "What it is about.",
        'href="/bylines/ada/"',
        'href="/bylines/bo/"',
        'alt="Her face"',
        'alt="The quay" fetchpriority="high"',
        "At noon.",
        "Bo Ek",
        "Correction, 2 March 2026.",
        "It weighs 340 tonnes.",
        "<p>Some words.</p>",
        'href="/tags/bridges/"',
        "An older one",
        "Write a comment",
    ):
        assert words in shown, words
    assert shown.index("It weighs 340") < shown.index("<p>Some words.</p>")


def test_an_update_is_told_only_when_it_came_later(harbor):
    pk = make_article(harbor, hours=5)
    ArticlePage.objects.filter(pk=pk).update(last_published_at=published(pk) + timedelta(minutes=9))
    assert "updated <time" not in page(path_of(pk))
    ArticlePage.objects.filter(pk=pk).update(
        last_published_at=published(pk) + timedelta(minutes=11)
    )
    assert "updated <time" in page(path_of(pk))


def test_the_discussion_below_is_open_closed_hidden_or_not_there_yet(harbor):
    pk = make_article(harbor)
    thread, path = thread_of_article(pk), path_of(pk)
    make_comment(thread, body="Under the article.")
    shown = page(path)
    assert "Under the article." in shown
    assert f'data-compose="/t/{thread.public_id}/comment/post"' in shown
    close_thread(thread=thread.id)
    shown = page(path)
    assert "This discussion is closed." in shown
    assert "data-compose" not in shown
    set_hidden(thread=thread.id, hidden=True)
    shown = page(path)
    assert "Under the article." not in shown
    assert "data-thread" not in shown
    assert "opens in a moment" not in shown
    # As if the worker had not come yet.
    early = make_article(harbor, talk=False)
    assert "The discussion opens in a moment." in page(path_of(early))


def test_further_pages_of_the_discussion_have_a_short_head(harbor):
    pk = make_article(harbor, "The bridge stays")
    for _ in range(12):
        make_comment(thread_of_article(pk))
    path = path_of(pk)
    first, second = page(f"{path}?size=10"), page(f"{path}?size=10&page=2")
    assert "<p>Some words.</p>" in first
    assert "<p>Some words.</p>" not in second
    assert f'<a href="{path}">The bridge stays</a>' in second
    page(f"{path}?size=10&page=3", status=404)


def test_saved_viewing_options_lead_to_their_address(harbor):
    path = path_of(make_article(harbor))
    client = Client()
    client.cookies["viewing"] = "flat.expanded.newest.30"
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{path}?view=flat")


def test_an_address_that_changed_leads_on_for_good(harbor):
    pk = make_article(harbor, slug="old-name")
    row = row_of(pk)
    row.slug = "new-name"
    row.save()
    settle(articles=[pk])
    answer = Client().get("/harbor/old-name/?page=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/harbor/new-name/?page=1")
    answer = Client().get("/harbor/old-name")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/harbor/new-name/")
    row_of(pk).unpublish()
    assert Client().get("/harbor/old-name/").status_code == 404


def test_a_missing_slash_leads_on_and_nonsense_does_not(harbor):
    path = path_of(make_article(harbor))
    for bare in ("/harbor", path.rstrip("/")):
        answer = Client().get(bare + "?x=1")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{bare}/?x=1")
    for nonsense in ("/nothing", "/nothing/", "/harbor/nothing", "/harbor/nothing/", "/t/harbor/"):
        assert Client().get(nonsense).status_code == 404


def test_names_in_any_script_are_addresses():
    pk = make_article(make_section("гавань"), slug="мост-остаётся")
    assert "Some words." in page("/гавань/мост-остаётся/")
    assert path_of(pk) in page("/гавань/")
    answer = Client().get("/гавань/мост-остаётся")
    assert answer.status_code == 301
    assert answer.headers["Location"].isascii()


def test_lists_have_pages_without_gaps(harbor):
    ada = make_byline("Ada", "ada")
    made = [
        make_article(harbor, hours=n, talk=False, bylines=[ada], tags=["tides"])
        for n in range(1, 42)
    ]
    month = published(made[0])
    for path in ("/harbor/", "/bylines/ada/", "/tags/tides/"):
        listed = [page(f"{path}?page={number}") for number in (1, 2, 3)]
        found = [sum(f'href="{path_of(pk)}"' in one for one in listed) for pk in made]
        assert found == [1] * 41, path
        assert f'href="{path}?page=2"' in listed[0]
        assert 'rel="next"' not in listed[2]
        page(f"{path}?page=4", status=404)
        assert page(f"{path}?page=0") == page(f"{path}?page=x") == listed[0].replace("?page=0", "")
    assert f'href="/archive/{month:%Y/%m}/"' in page("/archive/")


def test_months_are_those_of_the_sites_zone(harbor):
    change_setting(name="time_zone", value="Pacific/Auckland")
    pk = make_article(harbor, published=datetime(2026, 3, 31, 20, tzinfo=UTC))
    assert path_of(pk) in page("/archive/2026/04/")
    page("/archive/2026/03/", status=404)
    assert 'href="/archive/2026/04/">April 2026</a>' in page("/archive/")
    for odd in ("/archive/2026/13/", "/archive/0000/01/", "/archive/9999/12/"):
        page(odd, status=404)


@pytest.mark.parametrize("number", [3, 60])
def test_pages_cost_the_same_queries_however_many_articles(harbor, number):
    many(harbor, number)
    pk = ArticlePage.objects.latest("pk").pk
    month = published(pk)
    budgets = {
        "/": 12,
        "/harbor/": 5,
        "/bylines/ada/": 6,
        "/tags/tides/": 6,
        "/archive/": 3,
        f"/archive/{month:%Y/%m}/": 5,
        "/feeds/articles.xml": 5,
        "/feeds/articles.json": 5,
        "/sitemap.xml": 6,
        "/robots.txt": 1,
    }
    for path, budget in budgets.items():
        with queries(budget):
            page(path)


@pytest.mark.parametrize("comments", [1, 60])
def test_an_article_costs_the_same_queries_however_long_its_discussion(harbor, comments):
    old = make_article(harbor)
    pk = make_article(harbor, earlier=[old], lead=make_picture(), bylines=[make_byline("A", "a")])
    for _ in range(comments):
        make_comment(thread_of_article(pk))
    path = path_of(pk)
    with queries(9):
        page(path)
    if comments > 50:
        with queries(10):
            page(f"{path}?page=2")


def test_videos_may_load_from_their_hosts_on_their_page_alone(harbor):
    video = {"url": "https://youtu.be/abc", "title": "It turns", "poster": None}
    pk = make_article(
        harbor, body=[{"type": "video", "value": video | {"credit": "", "credit_url": ""}}]
    )
    policy = Client().get(path_of(pk)).headers["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com;" in policy
    assert "media-src https://www.youtube-nocookie.com" in policy
    assert "web/video.js" in page(path_of(pk))
    other = path_of(make_article(harbor))
    assert "frame-src" not in Client().get(other).headers["Content-Security-Policy"]
    assert "video.js" not in page(other)
    ArticlePage.objects.filter(pk=pk).update(hosts=["a.example; script-src *", "b.example"])
    policy = Client().get(path_of(pk)).headers["Content-Security-Policy"]
    assert "script-src *" not in policy
    assert "frame-src https://b.example;" in policy


def test_a_video_plays_on_a_plain_page_too():
    video = {"url": "https://youtu.be/abc", "title": "It turns", "poster": None}
    body = [{"type": "video", "value": video | {"credit": "", "credit_url": ""}}]
    pk = load_plain_page(title="Tour", slug="tour", body=body, sample=False, moment=clock.now())
    policy = Client().get("/pages/tour/").headers["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com;" in policy
    # So it was with the pages that were there before their hosts were kept.
    PlainPage.objects.filter(pk=pk).update(hosts=None, rendering="")
    assert Client().get("/pages/tour/").headers["Content-Security-Policy"] == policy
    assert refresh_renderings() == 1
    assert PlainPage.objects.get(pk=pk).hosts == ["www.youtube-nocookie.com"]
    assert Client().get("/pages/tour/").headers["Content-Security-Policy"] == policy


def test_public_pages_are_the_same_for_all_and_answer_304(harbor):
    path = path_of(make_article(harbor))
    for address in ("/", "/harbor/", path, "/archive/", "/feeds/articles.json", "/sitemap.xml"):
        answer = Client().get(address)
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert not answer.cookies
        known = {"If-None-Match": answer.headers["ETag"]}
        assert Client().get(address, headers=known).status_code == 304


def test_a_front_page_without_picks_is_no_fault(harbor):
    FrontPage.objects.update(picks="[]")
    pk = make_article(harbor)
    assert path_of(pk) in page("/")


def test_what_stands_around_a_text_follows_its_direction(harbor):
    arabic = make_article(harbor, "سوق السمك")
    assert 'class="body" dir="rtl"' in page(path_of(arabic))
    assert 'class="body" dir="ltr"' in page(path_of(make_article(harbor, "17 – a bridge")))
