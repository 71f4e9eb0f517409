"""A discussion below an article of ours: every way leads to the article's own path."""

import json
import re

import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2

from colonnade.discussion.actions import describe_thread
from colonnade.sites.reading import current_site
from colonnade.web.discussion_part import discussion_context, opened, redirect_to_saved
from tests.factories import PASSWORD, fresh, make_comment, make_person, make_thread
from tests.journeys.conftest import Visitor
from tests.staff.desk import staff, text

pytestmark = pytest.mark.django_db

PATH = "/culture/the-ferry/"
BASE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def with_articles(settings):
    settings.ARTICLES = True
    settings.PUBLIC_URL = BASE


@pytest.fixture
def below():
    """A thread of forty comments below an article."""
    thread = make_thread(comments=40)
    describe_thread(thread=thread.id, title="The ferry", url=PATH)
    return fresh(thread)


@pytest.mark.parametrize("query", ["", "?view=flat&fold=expanded&order=newest&size=10&page=2"])
def test_the_threads_address_leads_to_the_article(below, visitor, query):
    answer = visitor.client.get(f"/t/{below.public_id}/{query}")
    assert (answer.status_code, answer.headers["Location"]) == (303, PATH + query)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_permalink_leads_into_the_article_under_her_options(below, visitor):
    comment = make_comment(below)
    answer = visitor.client.get(f"/c/{comment}/")
    assert answer.headers["Location"] == f"{PATH}#c-{comment}"
    form = {"next": PATH, "view": "flat", "order": "oldest", "size": "10", "fold": "expanded"}
    saved = visitor.client.post("/viewing/", form)
    options = "?view=flat&fold=expanded&order=oldest&size=10"
    assert saved.headers["Location"] == f"{PATH}{options}#comments"
    answer = visitor.client.get(f"/c/{comment}/")
    assert answer.headers["Location"] == f"{PATH}{options}&page=5#c-{comment}"


def test_posting_editing_and_deleting_lead_back_to_the_article(below):
    writer, thread = Visitor(), below.public_id
    writer.sign_in(make_person(password=PASSWORD))
    writer.get(f"/t/{thread}/comment")
    assert f'class="back"><a href="{PATH}"' in writer.page
    writer.press(f"/t/{thread}/comment/post", body="Posted below.")
    comment = writer.path.partition("#c-")[2]
    assert writer.path == f"{PATH}#c-{comment}"
    writer.get(f"/c/{comment}/edit")
    writer.press(f"/c/{comment}/edit", body="Edited below.")
    assert writer.path == f"{PATH}#c-{comment}"
    writer.get(f"/c/{comment}/mine")
    assert f'<a href="{PATH}"' in writer.page
    writer.get(f"/c/{comment}/delete")
    writer.press(f"/c/{comment}/delete")
    assert f'href="{PATH}">Back to the discussion' in writer.page


def test_lists_link_to_the_article(below):
    person = make_person(password=PASSWORD)
    reader = Visitor()
    reader.sign_in(person)
    reader.get(f"/t/{below.public_id}/comment")
    reader.press(f"/t/{below.public_id}/comment/post", body="ferrycanary")
    held = make_comment(below, held=True)
    client = staff()
    for browser, path in (
        (reader.client, "/me/"),
        (reader.client, f"/people/{person.handle}/"),
        (client, f"/staff/threads/{below.public_id}/"),
        (client, f"/staff/comments/{held}/"),
        (client, "/staff/"),
    ):
        page = text(browser.get(path))
        assert f'href="{PATH}"' in page, path
        assert not re.search(r'href="/t/\w+/"', page), path


ARTICLE = """
{% from "web/discussion.html" import discussion, discussion_head with context %}
<head>{{ discussion_head() }}</head><h1>An article</h1>{{ discussion() }}
"""


@pytest.mark.parametrize("query", ["", "size=10&page=2"])
def test_an_articles_page_holds_the_same_discussion(below, rf, query):
    request = rf.get(PATH, query_params=dict(part.split("=") for part in query.split("&") if part))
    site = current_site()
    found = opened(request, site, public_id=below.public_id)
    assert found
    context = discussion_context(request, site, found, PATH) | {"path": PATH}
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    page = engine.env.from_string(ARTICLE).render(context)
    assert page.count("<article") == (10 if query else 40)
    assert page.count(">Comments</h2>") == 1
    assert f'name="next" value="{PATH}"' in page
    assert f'action="/t/{below.public_id}/comment"' in page
    assert f'data-thread="{below.public_id}"' in page
    assert f'<link rel="canonical" href="{BASE}{PATH}">' in page
    assert (f'href="{PATH}?view=threaded' in page) == bool(query)
    assert redirect_to_saved(request) is None
    request.COOKIES["viewing"] = "flat.expanded.newest.30"
    hers = redirect_to_saved(request)
    assert (hers is None) == bool(query)
    if hers is not None:
        assert hers.headers["Location"].startswith(f"{PATH}?view=flat&")


def test_feeds_and_programs_are_told_the_articles_address(below, visitor):
    feed = json.loads(visitor.get(f"/t/{below.public_id}/feed.json").content)
    assert feed["home_page_url"] == f"{BASE}{PATH}"
    assert feed["feed_url"] == f"{BASE}/t/{below.public_id}/feed.json"
    atom = visitor.get(f"/t/{below.public_id}/feed.xml").content.decode()
    assert f'href="{BASE}{PATH}" rel="alternate"' in atom
    assert f"<id>{BASE}/t/{below.public_id}/</id>" in atom, "its name outlives a new address"
    for asked in (PATH, BASE + PATH, below.url):
        told = visitor.client.get("/api/v1/threads", {"url": asked}).json()
        assert (told["id"], told["address"], told["url"]) == (
            below.public_id,
            f"{BASE}{PATH}",
            f"{BASE}{PATH}",
        )


def test_a_moderator_who_begins_it_again_is_led_to_the_article(below):
    answer = staff().post("/staff/threads/new/", {"title": "Again", "url": BASE + PATH})
    assert (answer.status_code, answer.headers["Location"]) == (303, PATH)


def test_without_articles_the_discussion_has_its_own_page(below, visitor, settings):
    settings.ARTICLES = False
    assert visitor.get(f"/t/{below.public_id}/").status_code == 200
    assert PATH not in visitor.page
    assert 'action="/viewing/"' in visitor.page
