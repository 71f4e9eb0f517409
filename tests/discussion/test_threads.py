"""What a thread knows of its subject: its address, its closing day, whether it is shown."""

from datetime import timedelta
from uuid import uuid4

import pytest

from colonnade.discussion.actions import (
    close_thread,
    describe_thread,
    ensure_thread,
    reopen_thread,
    set_closes,
    set_hidden,
)
from colonnade.discussion.paths import own_path, path_of
from colonnade.discussion.policy import is_closed
from colonnade.discussion.reading import (
    count_threads,
    latest_comments,
    latest_threads,
    liveliest_threads,
    own_comment_for,
    page_of,
    soundness,
    thread_at,
    thread_of,
    visible_among,
)
from colonnade.discussion.reading.titles import titles_of
from colonnade.discussion.viewing import DEFAULT
from colonnade.flows.post_comment import NewComment, post_comment
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site
from tests.factories import STAFF, fresh, make_actor, make_comment, make_thread, pk_of
from tests.queries import queries

pytestmark = pytest.mark.django_db

BASE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def with_articles(settings):
    settings.ARTICLES = True
    settings.PUBLIC_URL = BASE


@pytest.mark.parametrize(
    "url",
    [
        "",
        "//evil.example/",
        "/\\evil.example/",
        "/a\\b/",
        "/t/bcdfghjkmnpq/",
        "/a b/",
        "/a/?next=//evil.example",
        "/a/#c",
        "/\n/",
        "https://example.org/a/",
        "javascript:alert(1)",
        "a/",
    ],
)
def test_no_other_address_becomes_a_path_of_ours(url):
    assert own_path(url) == ""
    assert path_of(url, "bcdfghjkmnpq") == "/t/bcdfghjkmnpq/"


@pytest.mark.parametrize("url", ["/", "/culture/the-ferry/", "/größe/ärger/", "/a/b/c"])
def test_an_articles_path_is_ours_while_there_are_articles(url, settings):
    assert path_of(url, "bcdfghjkmnpq") == url
    settings.ARTICLES = False
    assert path_of(url, "bcdfghjkmnpq") == "/t/bcdfghjkmnpq/"


@pytest.mark.parametrize(
    ("has_closure", "days", "closed"),
    [(False, None, False), (True, None, True), (False, 0, True), (False, -1, True), (False, 1, 0)],
)
def test_a_thread_closes_by_word_or_by_date(has_closure, days, closed):
    now = clock.now()
    closes = None if days is None else now + timedelta(days=days)
    assert is_closed(has_closure=has_closure, closes=closes, now=now) == bool(closed)


def test_a_thread_whose_day_has_come_takes_no_comment():
    thread = make_thread()
    set_closes(thread=thread.id, closes=clock.now() + timedelta(days=1))
    assert not fresh(thread).closed
    new = NewComment(thread=thread.public_id, body="In time.", key=uuid4())
    post_comment(actor=make_actor(), new=new)
    set_closes(thread=thread.id, closes=clock.now() - timedelta(seconds=1))
    assert fresh(thread).closed
    late = NewComment(thread=thread.public_id, body="Too late.", key=uuid4())
    with pytest.raises(Refusal, match="thread_closed"):
        post_comment(actor=make_actor(), new=late)
    set_closes(thread=thread.id, closes=None)
    assert not fresh(thread).closed


def test_a_word_and_a_date_are_two_things():
    thread = make_thread()
    close_thread(thread=thread.id)
    set_closes(thread=thread.id, closes=clock.now() - timedelta(days=1))
    reopen_thread(thread=thread.id)
    assert fresh(thread).closed


def test_a_thread_follows_its_subject():
    site = current_site()
    public_id = ensure_thread(site=site, key="article:1", url="/a/old/", title="Old", section="A")
    thread = thread_at(site, key="article:1")
    assert thread is not None
    assert (thread.path, thread.url) == ("/a/old/", f"{BASE}/a/old/")
    describe_thread(thread=thread.id, title="New", url="/b/new/", section="B")
    now = fresh(thread)
    assert (now.title, now.path, now.section, now.key) == ("New", "/b/new/", "B", "article:1")
    assert now.public_id == public_id
    describe_thread(thread=thread.id, title="New")
    assert (fresh(thread).path, fresh(thread).url) == (f"/t/{public_id}/", "")
    with pytest.raises(Refusal, match="text_too_long"):
        describe_thread(thread=thread.id, title="x" * 301)


@pytest.mark.parametrize(
    "asked",
    [
        "/größe/a/",
        f"{BASE}/größe/a/",
        f"{BASE}/gr%C3%B6%C3%9Fe/a/",
        f"{BASE}/größe/a/?view=flat#c-x",
    ],
)
def test_an_own_article_is_found_by_every_spelling_of_its_address(asked):
    site = current_site()
    public_id = ensure_thread(site=site, key="article:2", url="/größe/a/", title="A")
    found = thread_at(site, url=asked)
    assert found is not None
    assert found.public_id == public_id
    assert thread_at(site, url="https://elsewhere.example/größe/a/") is None


def test_an_address_elsewhere_is_found_as_it_was_given():
    site = current_site()
    ensure_thread(site=site, key="k", url="https://example.org/a?b=c#d", title="A")
    assert thread_at(site, url="https://example.org/a?b=c#d") is not None
    assert thread_at(site, url="https://example.org/a") is None


def test_only_staff_find_a_hidden_thread():
    site, writer = current_site(), make_actor()
    thread = make_thread()
    comment = make_comment(thread, author=writer)
    assert thread_of(site, thread.public_id)
    assert page_of(comment, DEFAULT) == 1
    set_hidden(thread=thread.id, hidden=True)
    for actor in (Actor(), writer, make_actor()):
        assert thread_of(site, thread.public_id, actor) is None
        assert thread_at(site, key=thread.key, actor=actor) is None
    assert latest_threads(site) == liveliest_threads(site) == []
    assert latest_comments(site) == latest_comments(site, thread=thread.id) == []
    assert count_threads(site) == 0
    assert visible_among([pk_of(comment)]) == {}
    assert page_of(comment, DEFAULT) is None
    assert own_comment_for(writer, comment) is not None
    assert own_comment_for(make_actor(), comment) is None
    assert [row.id for row in latest_comments(site, thread=thread.id, actor=STAFF)] == [comment]
    assert fresh(thread).hidden
    set_hidden(thread=thread.id, hidden=False)
    assert page_of(comment, DEFAULT) == 1
    assert [row.id for row in latest_comments(site)] == [comment]


def test_a_thread_in_which_nothing_was_said_is_sound():
    thread = make_thread()
    found = {one.thread: one.is_sound for one in soundness()}
    assert found[thread.public_id]


def test_titles_of_many_threads_cost_one_query_and_hidden_ones_are_for_the_staff():
    site, shown, hidden = current_site(), make_thread(), make_thread()
    set_hidden(thread=hidden.id, hidden=True)
    wanted = [shown.public_id, hidden.public_id, "nonesuch"]
    with queries(1):
        assert titles_of(site, wanted, Actor()) == {shown.public_id: shown.title}
    with queries(1):
        assert set(titles_of(site, wanted, STAFF)) == {shown.public_id, hidden.public_id}
