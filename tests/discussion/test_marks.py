"""What readers are told of imported comments, at every door."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from colonnade.discussion.actions import LoadedComment, LoadedThread, load_thread
from colonnade.discussion.marks import (
    CODES,
    NOINDEX,
    SENTENCES,
    marks_from,
    sentences_of,
)
from colonnade.discussion.reading import latest_comments, thread_of, thread_page
from colonnade.discussion.viewing import DEFAULT
from colonnade.kit import clock
from colonnade.sites.reading import current_site
from tests.queries import queries

pytestmark = pytest.mark.django_db

ABSENT, ACCOUNT, UNKNOWN, PING, LOST, INFERRED, GUEST = range(7)


@pytest.fixture
def thread():
    site = current_site()
    start = clock.now() - timedelta(days=3000)

    def made(number, **fields):
        moment = start + timedelta(minutes=number)
        return LoadedComment(**{"parent": None, "created": moment, "source": "Words.", **fields})

    comments = [
        made(0, guest_name="Moustache", marks="absent", visibility="deleted", source=""),
        made(1, parent=0, guest_name="Old Hand", marks="account"),
        made(2, marks="undated,unknown"),
        made(3, guest_name="A <b>page", kind="ping", website="https://blog.example/a?b=1&c=2"),
        made(4, parent=1, guest_name="Kellogg", marks="lost", source="?????????? ?????? is"),
        made(5, parent=2, guest_name="Reader", marks="account,inferred"),
        made(6, guest_name="Passer-by"),
    ]
    public_id = load_thread(
        site=site, thread=LoadedThread(key="old", title="Old"), comments=comments, seed=77
    )
    found = thread_of(site, public_id)
    assert found is not None
    return found


@pytest.fixture
def rows(thread):
    by_place = {row.seq - 1: row for row in thread_page(thread, DEFAULT, 1).rows}
    return [by_place[number] for number in range(7)]


def articles(page):
    found = re.findall(r'<article class="comment.*?</article>', page, flags=re.DOTALL)
    return {text.partition('id="c-')[2].partition('"')[0]: text for text in found}


def test_codes_and_sentences_belong_together():
    assert marks_from("") == ()
    assert marks_from("account,lost") == ("account", "lost")
    # Of the column; an empty place has no text that search engines could leave out.
    for without in ("absent", NOINDEX):
        assert len(",".join(sorted(CODES - {without}))) <= 80
    assert sentences_of(["lost", "account", "undated"]) == [str(SENTENCES["lost"])]


def test_a_page_of_marked_comments_costs_no_more_queries(thread):
    with queries(1):
        rows = thread_page(thread, DEFAULT, 1).rows
    assert any(row.marks for row in rows)


def test_rows_say_who_wrote_as_far_as_anybody_knows(rows):
    assert rows[ABSENT].author is None
    assert rows[ABSENT].absent == "Moustache"
    assert rows[ACCOUNT].parent_author.name == "Moustache"
    assert (rows[ACCOUNT].author.kind, rows[ACCOUNT].author.handle) == ("member", "")
    assert (rows[UNKNOWN].author.kind, rows[UNKNOWN].author.name) == ("unknown", "")
    assert rows[INFERRED].parent_author.kind == "unknown"
    assert rows[GUEST].author.kind == "guest"


def test_the_page_tells_it(client, thread, rows):
    shown = articles(client.get(reverse("thread", args=[thread.public_id])).text)
    text = {place: shown[row.id] for place, row in enumerate(rows)}
    assert "A comment by <bdi>Moustache</bdi> was answered here." in text[ABSENT]
    assert "deleted by its writer" not in text[ABSENT]
    assert "not verified" not in text[ACCOUNT]
    assert "/people/" not in text[ACCOUNT]
    assert "Author unknown" in text[UNKNOWN]
    assert "time unknown" in text[UNKNOWN]
    assert "<time" not in text[UNKNOWN]
    assert 'class="portrait' not in text[UNKNOWN]
    assert reverse("comment", args=[rows[UNKNOWN].id]) in text[UNKNOWN]
    assert "Author and borders unknown" in text[UNKNOWN]
    assert "Some letters of this comment were lost" in text[LOST]
    assert "A moderator joined this reply" in text[INFERRED]
    assert "a comment by an unknown author" in text[INFERRED]
    assert "(not verified)" in text[GUEST]
    assert 'class="told"' not in text[GUEST]


def test_a_ping_names_the_page_and_its_host(client, thread, rows):
    page = client.get(reverse("thread", args=[thread.public_id])).text
    text = articles(page)[rows[PING].id]
    assert "Pingback" in text
    assert 'href="https://blog.example/a?b=1&amp;c=2" rel="nofollow ugc' in text
    assert "<bdi>A &lt;b&gt;page</bdi>" in text
    assert '<span class="host" dir="ltr">(blog.example)</span>' in text
    assert "data-reply" not in text


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "//blog.example/", "ftp://blog.example/", "https://a b/"]
)
def test_a_ping_from_nowhere_has_no_link(client, website):
    site = current_site()
    comments = [
        LoadedComment(None, clock.now(), "x", guest_name="Page", kind="ping", website=website)
    ]
    public_id = load_thread(
        site=site, thread=LoadedThread(key="odd", title="Odd"), comments=comments, seed=78
    )
    page = client.get(reverse("thread", args=[public_id])).text
    (text,) = articles(page).values()
    assert '<bdi class="name">Page</bdi>' in text
    assert website not in text


def test_the_api_gives_codes(client, thread, rows):
    address = f"/api/v1/threads/{thread.public_id}/comments?size=50"
    items = {item["id"]: item for item in client.get(address).json()["items"]}
    shown = [items[row.id] for row in rows]
    assert shown[ABSENT]["marks"] == ["absent"]
    absent = {"name": "Moustache", "kind": "unknown", "handle": "", "role": ""}
    assert shown[ABSENT]["author"] == absent
    expected = {"name": "Old Hand", "kind": "member", "handle": "", "role": ""}
    assert shown[ACCOUNT]["author"] == expected
    assert shown[UNKNOWN]["author"]["kind"] == "unknown"
    assert set(shown[UNKNOWN]["marks"]) == {"undated", "unknown"}
    assert (shown[PING]["kind"], shown[GUEST]["kind"]) == ("ping", "comment")
    assert shown[PING]["website"] == "https://blog.example/a?b=1&c=2"


def test_feeds_invent_neither_name_nor_time(client, thread, rows):
    feed = client.get(reverse("thread_feed", args=[thread.public_id, "json"])).text
    items = {item["url"].split("/")[-2]: item for item in json.loads(feed)["items"]}
    unknown = items[rows[UNKNOWN].id]
    assert unknown["authors"] == [{"name": "Author unknown"}]
    assert "date_published" not in unknown
    assert items[rows[ACCOUNT].id]["authors"] == [{"name": "Old Hand"}]
    assert items[rows[PING].id]["tags"] == ["ping"]
    atom = client.get(reverse("thread_feed", args=[thread.public_id, "xml"])).text
    entry = next(part for part in atom.split("<entry>") if rows[UNKNOWN].id in part)
    assert "<published>" not in entry
    assert '<category term="unknown"' in entry


def test_what_is_removed_tells_nothing_of_its_text(thread, rows):
    site = current_site()
    assert rows[ABSENT].website == ""
    assert all(row.visibility == "visible" for row in latest_comments(site, thread=thread.id))
