"""What follows when an article is published, changed, moved, withdrawn, deleted."""

from datetime import date, timedelta

import pytest

from colonnade.articles.models import ArticlePage, FormerAddress, SectionPage
from colonnade.articles.reading import article_at, moved_to
from colonnade.articles.rows import subject_key
from colonnade.discussion.actions import close_thread
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import ThreadInfo, thread_at
from colonnade.sites.reading import current_site
from tests.articles.newsroom import change, fresh, make_section, publish, text, typed, write
from tests.factories import deliver_all, told
from tests.staff.desk import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return staff("editor")


@pytest.fixture
def section():
    return make_section("Harbor", "harbor")


def low_water(**more: object) -> dict[str, str]:
    return typed("Low water", text("<p>Low water at six.</p>"), **more)


def thread_under(article: ArticlePage) -> ThreadInfo:
    deliver_all()
    found = thread_at(current_site(), key=subject_key(article.pk), actor=STAFF)
    assert found is not None
    return found


def test_a_published_article_is_public_with_its_thread_and_one_event(editor, section):
    article = publish(editor, section, low_water(slug="low-water"))
    assert told() == ["ArticlePublished"]
    found = article_at("/harbor/low-water/")
    assert found is not None
    assert found.headline == "Low water"
    assert "Low water at six." in found.html
    thread = thread_under(article)
    assert (thread.title, thread.path) == ("Low water", "/harbor/low-water/")
    assert not thread.hidden
    assert not thread.closed


def test_a_draft_is_not_public_and_tells_nobody(editor, section):
    article = write(editor, section, low_water(slug="low-water"))
    assert not article.live
    assert article_at("/harbor/low-water/") is None
    assert told() == []


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"discussion": "read-only"}, {"closed": True}),
        ({"discussion": "hidden"}, {"hidden": True}),
        ({"commenting": "members"}, {"commenting": "members"}),
        ({"commenting": "guests-held"}, {"commenting": "guests-held"}),
    ],
)
def test_what_an_article_wants_of_its_discussion_is_carried_out(editor, section, wish, expected):
    form = low_water()
    article = publish(editor, section, form | wish)
    thread = thread_under(article)
    assert {name: getattr(thread, name) for name in expected} == expected
    change(editor, article, form)
    thread = thread_under(article)
    assert not thread.closed
    assert not thread.hidden
    assert thread.commenting == current_site().commenting


def test_a_discussion_closes_so_many_days_after_publication(editor, section):
    article = publish(editor, section, low_water(close_after="3"))
    found = thread_under(article)
    published = fresh(article).published
    assert published is not None
    assert found.closes == published + timedelta(days=3)


def test_a_moderators_later_decision_stands_through_a_correction(editor, section):
    form = low_water()
    article = publish(editor, section, form)
    close_thread(thread=thread_under(article).id)
    article = change(editor, article, form | {"title": "Low water at six"})
    thread = thread_under(article)
    assert thread.closed
    assert thread.title == "Low water at six"
    article = change(editor, article, form | {"discussion": "read-only"})
    change(editor, article, form)
    assert not thread_under(article).closed, "the editor's new wish is carried out"


def test_a_withdrawn_article_takes_its_thread_along_and_brings_it_back(editor, section):
    form = low_water(slug="low-water")
    article = publish(editor, section, form)
    thread_under(article)
    editor.post(f"/newsroom/pages/{article.pk}/unpublish/")
    assert article_at("/harbor/low-water/") is None
    assert thread_under(article).hidden
    first = fresh(article).published
    change(editor, article, form)
    assert not thread_under(article).hidden
    assert fresh(article).published == first


def test_a_deleted_article_hides_its_thread(editor, section):
    article = publish(editor, section, low_water(slug="low-water"))
    thread_under(article)
    editor.post(f"/newsroom/pages/{article.pk}/delete/")
    assert not ArticlePage.objects.exists()
    assert thread_under(article).hidden


def test_a_new_slug_leaves_a_way_from_the_old_one(editor, section):
    form = low_water(slug="low-water")
    article = publish(editor, section, form)
    change(editor, article, form | {"slug": "low-water-at-six"})
    assert moved_to("/harbor/low-water/") == "/harbor/low-water-at-six/"
    assert thread_under(article).path == "/harbor/low-water-at-six/"
    change(editor, article, form)
    assert moved_to("/harbor/low-water/") is None, "it is there again"
    assert moved_to("/harbor/low-water-at-six/") == "/harbor/low-water/"


def test_another_section_leaves_a_way_from_the_old_one(editor, section):
    article = publish(editor, section, low_water(slug="low-water"))
    other = make_section("Town", "town")
    answer = editor.post(f"/newsroom/pages/{article.pk}/move/{other}/confirm/")
    assert answer.status_code == 302
    assert moved_to("/harbor/low-water/") == "/town/low-water/"
    found = article_at("/town/low-water/")
    assert found is not None
    assert found.section is not None
    assert found.section.title == "Town"
    assert thread_under(article).path == "/town/low-water/"


def test_a_section_of_a_new_name_takes_its_articles_along(editor, section):
    article = publish(editor, section, low_water(slug="low-water"))
    form = {"title": "The port", "slug": "port", "standfirst": "", "place": "1"}
    comments = dict.fromkeys(("comments-TOTAL_FORMS", "comments-INITIAL_FORMS"), "0")
    answer = editor.post(
        f"/newsroom/pages/{section}/edit/", form | comments | {"action-publish": "1"}
    )
    assert answer.status_code == 302
    assert SectionPage.objects.get(pk=section).slug == "port"
    assert moved_to("/harbor/low-water/") == "/port/low-water/"
    found = thread_under(article)
    assert (found.path, found.section) == ("/port/low-water/", "The port")


def test_a_copy_is_a_new_article(editor, section):
    article = publish(editor, section, low_water(slug="low-water"))
    form = {
        "new_title": "Low water again",
        "new_slug": "again",
        "new_parent_page": str(section),
        "copy_subpages": "",
        "publish_copies": "on",
    }
    answer = editor.post(f"/newsroom/pages/{article.pk}/copy/", form)
    assert answer.status_code == 302
    assert article_at("/harbor/low-water/") is not None
    found = article_at("/harbor/again/")
    assert found is not None
    assert "Low water at six." in found.html
    assert not FormerAddress.objects.exists()
    copied = ArticlePage.objects.get(slug="again")
    assert thread_under(copied).id != thread_under(article).id


def test_a_correction_is_dated_and_readers_see_it(editor, section):
    form = low_water(slug="low-water")
    article = publish(editor, section, form)
    corrections = {
        "corrections-count": "1",
        "corrections-0-type": "correction",
        "corrections-0-order": "0",
        "corrections-0-deleted": "",
        "corrections-0-id": "",
        "corrections-0-value-date": "2026-11-20",
        "corrections-0-value-text": "It was seven, not six.",
    }
    change(editor, article, form | corrections)
    found = article_at("/harbor/low-water/")
    assert found is not None
    assert [(one.date, one.text) for one in found.corrections] == [
        (date(2026, 11, 20), "It was seven, not six.")
    ]
    first, last = article.revisions.order_by("pk").values_list("pk", flat=True)
    page = editor.get(f"/newsroom/pages/{article.pk}/revisions/compare/{first}...{last}/")
    assert "It was seven, not six." in page.content.decode()


def test_an_unpublished_wording_is_seen_by_nobody(editor, section):
    form = low_water(slug="low-water")
    article = publish(editor, section, form)
    change(editor, article, form | {"title": "A secret", "slug": "elsewhere"}, act="")
    found = article_at("/harbor/low-water/")
    assert found is not None
    assert found.headline == "Low water"
    assert article_at("/harbor/elsewhere/") is None
    assert moved_to("/harbor/low-water/") is None


def test_an_article_is_public_as_long_as_its_section_is(editor, section):
    article = publish(editor, section, low_water(slug="low-water"))
    assert not thread_under(article).hidden
    SectionPage.objects.get(pk=section).unpublish()
    assert article_at("/harbor/low-water/") is None
    assert thread_under(article).hidden
    SectionPage.objects.get(pk=section).save_revision().publish()
    assert article_at("/harbor/low-water/") is not None
    assert not thread_under(article).hidden
