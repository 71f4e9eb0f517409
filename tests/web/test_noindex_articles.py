"""An article that search engines are asked to leave out: its page, the sitemap, the feeds."""

import pytest
from django.test import Client

from colonnade.discussion.actions import set_hidden
from colonnade.discussion.reading import ThreadInfo
from colonnade.flows.decide import decide
from colonnade.flows.leave_thread_out import leave_thread_out
from colonnade.kit.refusals import Refusal
from colonnade.moderation.ruling import Ground
from tests.factories import make_actor, make_comment
from tests.web.press import (
    linked_data,
    make_article,
    make_section,
    page,
    path_of,
    thread_of_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> int:
    return make_article(make_section("harbor"), "A quay falls")


@pytest.fixture
def thread(article: int) -> ThreadInfo:
    return thread_of_article(article)


def out(thread: ThreadInfo, *, on: bool = True) -> None:
    editor = make_actor(role="editor")
    leave_thread_out(actor=editor, thread=thread.public_id, on=on, reason="Withdrawn consent.")


MACHINES = ("/sitemap.xml", "/feeds/articles.xml", "/feeds/articles.json")


def test_its_page_asks_and_lists_for_machines_leave_it_out(article, thread):
    other = make_article(make_section("town"), "A bridge stands")
    path = path_of(article)
    out(thread)
    answer = Client().get(path)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert b'<meta name="robots" content="noindex">' in answer.content
    for address in MACHINES:
        body = Client().get(address).content.decode()
        assert path not in body
        assert path_of(other) in body
    # Readers find it where it was.
    assert path in Client().get("/").content.decode()
    assert "X-Robots-Tag" not in Client().get(path_of(other)).headers
    out(thread, on=False)
    assert "X-Robots-Tag" not in Client().get(path).headers
    for address in MACHINES:
        assert path in Client().get(address).content.decode()


def test_it_stays_out_where_its_discussion_is_hidden(article, thread):
    out(thread)
    set_hidden(thread=thread.id, hidden=True)
    answer = Client().get(path_of(article))
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert b'<meta name="robots" content="noindex">' in answer.content


def test_editors_and_owners_alone_leave_an_article_out(thread):
    with pytest.raises(Refusal, match="article_out"):
        leave_thread_out(
            actor=make_actor(role="moderator"), thread=thread.public_id, on=True, reason="Why"
        )


def test_a_comment_that_is_left_out_is_in_no_linked_data(article, thread):
    kept = make_comment(thread, body="Harmless words.")
    comment = make_comment(thread, body="Her full name.")
    decide(
        actor=make_actor(role="moderator"), comment=comment, act="noindex", ground=Ground(rule=1)
    )
    html = page(path_of(article))
    assert "Her full name." in html
    told = str(linked_data(html))
    assert "Her full name." not in told
    assert kept in told
