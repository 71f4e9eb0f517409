"""Reading threads and comments."""

from itertools import product

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from colonnade.discussion import blocks
from colonnade.discussion.actions import change_visibility, edit, ensure_thread, ready
from colonnade.discussion.models import Comment
from colonnade.discussion.reading import comment_for
from colonnade.discussion.viewing import SIZES
from colonnade.sites.reading import current_site
from tests.api.caller import PREFIX, Caller
from tests.factories import STAFF, make_actor, make_comment, make_thread, pk_of

pytestmark = pytest.mark.django_db


def test_a_comment_has_the_fields_of_the_contract():
    thread = make_thread()
    parent = make_comment(thread, body="First.")
    reply = make_comment(thread, author=make_actor("Ada"), parent=parent, body="*Hm* <b>&")
    page = Caller().get(f"/threads/{thread.public_id}/comments").json()
    assert {name: page[name] for name in ("page", "pages", "total")} == {
        "page": 1,
        "pages": 1,
        "total": 2,
    }
    first, second = page["items"]
    assert (first["id"], first["parent"], first["depth"]) == (parent, None, 0)
    assert (second["id"], second["parent"], second["depth"]) == (reply, parent, 1)
    assert second["thread"] == thread.public_id
    assert (second["author"]["name"], second["author"]["kind"]) == ("Ada", "member")
    assert (second["state"], second["edited"], second["format"]) == ("visible", None, "markdown")
    assert second["source"] == "*Hm* <b>&"
    assert second["html"].strip() == '<p dir="auto"><em>Hm</em> &lt;b&gt;&amp;</p>'
    assert second["created"].endswith("Z")
    assert Caller().get(f"/comments/{reply}").json() == second


def test_an_edited_comment_shows_its_newest_wording():
    thread = make_thread()
    comment = make_comment(thread, body="Old.")
    found = comment_for(STAFF, comment)
    assert found is not None
    edit(comment=found, text=ready("New."))
    (shown,) = Caller().get(f"/threads/{thread.public_id}/comments").json()["items"]
    assert (shown["source"], shown["revision"]) == ("New.", 2)
    assert shown["edited"].endswith("Z")
    assert "New." in shown["html"]


@pytest.mark.parametrize(
    ("act", "state", "note"),
    [("hold", "held", ""), ("remove", "removed", "Off the point."), ("delete", "deleted", "")],
)
def test_a_tombstone_keeps_its_place_and_nothing_else(act, state, note):
    thread = make_thread()
    parent = make_comment(thread, author=make_actor("Canary Bird"), body="canary")
    reply = make_comment(thread, parent=parent)
    change_visibility(comment=pk_of(parent), act=act, note=note)
    answer = Caller().get(f"/threads/{thread.public_id}/comments")
    stone, below = answer.json()["items"]
    assert (stone["id"], stone["state"], stone["note"]) == (parent, state, note)
    assert stone["author"] is None
    assert (stone["html"], stone["source"], stone["format"]) == ("", "", "")
    assert (stone["revision"], stone["edited"]) == (0, None)
    assert (below["id"], below["parent"]) == (reply, parent)
    assert b"anary" not in answer.content


@pytest.mark.parametrize(
    ("view", "order"), list(product(("threaded", "flat"), ("oldest", "newest")))
)
def test_each_comment_comes_once_over_all_pages_in_the_pages_own_order(view, order):
    thread = make_thread(comments=95)
    seen = {}
    for size in (10, 30, 300):
        address = f"/threads/{thread.public_id}/comments?view={view}&order={order}&size={size}"
        first = Caller().get(address).json()
        pages = [
            Caller().get(f"{address}&page={page + 1}").json() for page in range(first["pages"])
        ]
        seen[size] = [item["id"] for page in pages for item in page["items"]]
        assert [len(page["items"]) for page in pages[:-1]] == [size] * (len(pages) - 1)
        assert {page["total"] for page in pages} == {95}
    assert len(set(seen[10])) == 95
    assert seen[10] == seen[30] == seen[300]


def test_orders_differ_and_newest_flat_is_oldest_flat_turned_round():
    thread = make_thread(comments=20)
    ids = {
        (view, order): [
            item["id"]
            for item in Caller()
            .get(f"/threads/{thread.public_id}/comments?view={view}&order={order}")
            .json()["items"]
        ]
        for view, order in product(("threaded", "flat"), ("oldest", "newest"))
    }
    assert len({tuple(found) for found in ids.values()}) == 4
    assert ids["flat", "newest"] == ids["flat", "oldest"][::-1]


def test_unknown_options_count_as_the_default():
    thread = make_thread(comments=12)
    address = f"/threads/{thread.public_id}/comments"
    plain = Caller().get(address)
    odd = Caller().get(f"{address}?view=tree&order=%27&size=11&page=zwei&nonsense=1&size[]=3")
    assert odd.content == plain.content


def test_a_page_too_far_is_missing():
    thread = make_thread(comments=12)
    for page, status in ((1, 200), (2, 200), (3, 404), (999_999_999, 404)):
        answer = Caller().get(f"/threads/{thread.public_id}/comments?size=10&page={page}")
        assert answer.status_code == status
        assert status == 200 or answer.json()["code"] == "page_missing"


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1e9",
        "\u0661\u0660",
        "10' OR 1=1--",
        "\x00",
        "__class__",
        "size",
        "9" * 400,
        "newest--",
    ]
)


@given(
    st.dictionaries(st.sampled_from(["view", "order", "size", "page", "fold", "url", "key"]), words)
)
def test_no_parameter_breaks_anything(query):
    thread = make_thread()
    client = Caller().client
    for path in ("/threads", f"/threads/{thread.public_id}/comments"):
        assert client.get(PREFIX + path, query).status_code in {200, 404, 413, 422}


def test_a_thread_is_found_by_its_url_or_key():
    site = current_site()
    address = "https://news.example/ä/?a=1&b=2"
    public_id = ensure_thread(site=site, key="bridge & stair", url=address, title="<Bridge>")
    for query in ({"url": address}, {"key": "bridge & stair"}):
        found = Caller().client.get(f"{PREFIX}/threads", query).json()
        assert found["id"] == public_id
        assert (found["url"], found["title"]) == (address, "<Bridge>")
        assert Caller().get(f"/threads/{public_id}").json() == found


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("?url=https://nobody.example/", 404, "thread_missing"),
        ("?key=none", 404, "thread_missing"),
        ("?url=", 422, "text_empty"),
        ("?key=", 422, "text_empty"),
        ("?url=%00", 422, "text_has_nul"),
        ("?key=a%00b", 422, "text_has_nul"),
        ("?url=%ff", 404, "thread_missing"),
        ("?url=" + "a" * 2001, 413, "text_too_long"),
        ("?page=2", 404, "page_missing"),
    ],
)
def test_a_thread_that_is_not_there(query, status, code):
    make_thread()
    answer = Caller().get(f"/threads{query}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_threads_are_listed_page_by_page_the_newest_comment_first():
    threads = [make_thread() for _ in range(12)]
    for thread in threads:
        make_comment(thread)
    make_thread()
    pages = [Caller().get(f"/threads?size=10&page={page}").json() for page in (1, 2)]
    listed = [item["id"] for page in pages for item in page["items"]]
    assert listed == [thread.public_id for thread in reversed(threads)]
    assert [page["pages"] for page in pages] == [2, 2]
    assert [page["total"] for page in pages] == [12, 12]


@pytest.mark.parametrize("name", ["nothing", "23456789bcdg", "0" * 12, "%00", "a" * 3000, "'--"])
def test_what_is_not_there_is_missing(name):
    assert Caller().get(f"/threads/{name}").json()["code"] == "thread_missing"
    assert Caller().get(f"/threads/{name}/comments").json()["code"] == "thread_missing"
    assert Caller().get(f"/comments/{name}").json()["code"] == "comment_missing"


def test_public_answers_are_the_same_for_everybody_and_revalidated():
    thread = make_thread(comments=5)
    reader = Caller()
    item = reader.get(f"/threads/{thread.public_id}/comments").json()["items"][0]
    signed_in = Caller()
    signed_in.client.force_login(_person_behind(item))
    for path in (
        "/threads",
        f"/threads?key={thread.key}",
        f"/threads/{thread.public_id}",
        f"/threads/{thread.public_id}/comments",
        f"/comments/{item['id']}",
    ):
        public, own = reader.get(path), signed_in.get(path)
        assert public.content == own.content
        assert own.headers["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in own.headers.get("Vary", "")
        assert not own.cookies
        tag = public.headers["ETag"]
        for known in (tag, f'"other", W/{tag}', "*"):
            again = reader.get(path, **{"If-None-Match": known})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert reader.get(path, **{"If-None-Match": '"other"'}).status_code == 200
        head = reader.client.head(PREFIX + path)
        assert (head.status_code, head.content) == (200, b"")
        assert "Access-Control-Allow-Origin" not in own.headers


def test_a_changed_thread_has_another_etag():
    thread = make_thread(comments=1)
    address = f"/threads/{thread.public_id}/comments"
    before = Caller().get(address).headers["ETag"]
    make_comment(thread)
    assert Caller().get(address).headers["ETag"] != before


def test_a_page_costs_the_same_queries_with_5_and_with_500_comments(django_assert_num_queries):
    small, large = make_thread(comments=5), make_thread(comments=500)
    reader = Caller()
    for path, budget in (
        ("/threads/{}/comments", 4),
        ("/threads/{}/comments?view=flat&order=newest&size=10", 4),
        ("/threads/{}", 2),
    ):
        for thread in (small, large):
            with django_assert_num_queries(budget):
                reader.get(path.format(thread.public_id))
    with django_assert_num_queries(5):
        reader.get(f"/threads/{large.public_id}/comments?size=10&page=33")
    with django_assert_num_queries(5):
        reader.get(f"/threads/{large.public_id}/comments?size=10&page=2")


def test_the_last_page_of_a_large_thread_costs_no_more_rows(monkeypatch):
    monkeypatch.setattr(blocks, "_FULL", 512)
    thread = make_thread(comments=500)
    reader = Caller()
    with CaptureQueriesContext(_connection()) as seen:
        reader.get(f"/threads/{thread.public_id}/comments?size={SIZES[0]}&page=50")
    assert not [query for query in seen.captured_queries if "OFFSET 490" in query["sql"]]


def _connection():
    from django.db import connection  # noqa: PLC0415

    return connection


def _person_behind(item):
    from colonnade.people.models import Person  # noqa: PLC0415

    return Person.objects.get(handle=item["author"]["handle"])


def test_somebody_who_did_not_come_with_an_import_is_named():
    thread = make_thread()
    place = make_comment(thread, body="canary")
    make_comment(thread, parent=place)
    change_visibility(comment=pk_of(place), act="delete", note="")
    Comment.objects.filter(public_id=place).update(
        marks="absent", person=None, guest=None, guest_name="WTFRLY"
    )
    shown = Caller().get(f"/threads/{thread.public_id}/comments").json()["items"][0]
    assert shown["author"] == {"name": "WTFRLY", "kind": "unknown", "handle": "", "role": ""}
    assert (shown["state"], shown["marks"], shown["html"]) == ("deleted", ["absent"], "")
