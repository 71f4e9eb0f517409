"""Viewing options: chosen, kept, in the address, the same for everybody who asks for it."""

import re
from itertools import product
from typing import get_args

import pytest

from colonnade.discussion.viewing import SIZES, Fold, Order, View, Viewing, from_query, from_short
from tests.factories import PASSWORD, make_person, make_thread
from tests.journeys.conftest import Visitor
from tests.queries import queries

pytestmark = pytest.mark.django_db


def save(visitor, thread, **options):
    form = {"next": f"/t/{thread.public_id}/", "view": "threaded", "fold": "expanded"}
    form |= {"order": "oldest", "size": "50"} | options
    return visitor.post("/viewing/", form)


def test_a_guest_saves_her_options_and_finds_them_kept(visitor):
    thread = make_thread(comments=40)
    save(visitor, thread, view="flat", order="newest", size="10", fold="collapsed")
    address = f"/t/{thread.public_id}/?view=flat&fold=collapsed&order=newest&size=10"
    assert visitor.path == f"{address}#comments"
    answer = visitor.client.get(f"/t/{thread.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert answer.headers["Cache-Control"] == "no-store"
    numbers = re.findall(r"Comment number (\d+)", visitor.page)
    assert list(dict.fromkeys(numbers)) == [str(number) for number in range(39, 29, -1)]
    assert visitor.page.count("<details") == 10
    save(visitor, thread)
    assert visitor.path == f"/t/{thread.public_id}/#comments"
    assert visitor.client.get(f"/t/{thread.public_id}/").status_code == 200


def test_a_member_finds_her_options_on_another_device():
    person = make_person(password=PASSWORD)
    thread = make_thread(comments=3)
    one, other = Visitor(), Visitor()
    one.sign_in(person)
    save(one, thread, view="flat", size="90")
    other.sign_in(person)
    other.get(f"/t/{thread.public_id}/")
    assert other.path.endswith("?view=flat&fold=expanded&order=oldest&size=90")


def test_an_address_with_options_is_canonical_and_not_indexed(visitor):
    thread = make_thread(comments=30)
    visitor.get(f"/t/{thread.public_id}/?order=newest&utm_source=x&size=10&page=2")
    assert (
        f'<link rel="canonical" href="http://127.0.0.1:8000/t/{thread.public_id}/">' in visitor.page
    )
    assert '<meta name="robots" content="noindex">' in visitor.page
    visitor.get(f"/t/{thread.public_id}/")
    assert "noindex" not in visitor.page


def test_a_bare_page_is_the_same_bytes_for_everybody(member, visitor):
    thread = make_thread(comments=12)
    path = f"/t/{thread.public_id}/"
    bare = visitor.client.get(path)
    for browser, headers in (
        (member, {}),
        (visitor, {"cookie": "guest=abc; csrf=x; session=y; here=1"}),
        (visitor, {"accept-language": "de", "user-agent": "x", "x-forwarded-host": "evil.example"}),
        (visitor, {"x-forwarded-for": "1.2.3.4", "x-original-url": "/me/", "x-http-method": "PUT"}),
    ):
        answer = browser.client.get(path, headers=headers)
        assert answer.content == bare.content
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert member.person is not None
    assert member.person.name not in bare.content.decode()
    again = visitor.client.get(path, headers={"if-none-match": bare.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_permalink_lands_on_its_comment_under_every_option(visitor):
    thread = make_thread(comments=64)
    ids = re.findall(
        r'id="c-(\w+)"', Visitor().get(f"/t/{thread.public_id}/?size=300").content.decode()
    )
    assert len(ids) == 64
    for view, order, fold in product(
        ("threaded", "flat"), ("oldest", "newest"), ("expanded", "collapsed")
    ):
        save(visitor, thread, view=view, order=order, fold=fold, size="10")
        for comment in ids[::9]:
            visitor.get(f"/c/{comment}/")
            assert visitor.path.endswith(f"#c-{comment}")
            assert f'id="c-{comment}"' in visitor.page


def test_pages_say_where_a_branch_goes_on(visitor):
    thread = make_thread(parents=[None, *range(24)])
    visitor.get(f"/t/{thread.public_id}/?size=10&page=2")
    assert "This page begins inside a branch" in visitor.page
    assert "This branch continues" in visitor.page
    visitor.get(f"/t/{thread.public_id}/?size=10&page=3")
    assert "This branch continues" not in visitor.page
    assert visitor.get(f"/t/{thread.public_id}/?size=10&page=4").status_code == 404
    assert "3 pages" in visitor.page


@pytest.mark.parametrize("comments", [5, 500])
def test_a_page_costs_the_same_queries_whatever_the_thread(visitor, comments):
    thread = make_thread(comments=comments)
    path = f"/t/{thread.public_id}/"
    with queries(4):
        assert visitor.get(path).status_code == 200
    last = -(-comments // 10)
    with queries(5):
        assert visitor.get(f"{path}?size=10&page={last}").status_code == 200


def test_odd_options_are_ignored_and_never_break_a_page(visitor):
    thread = make_thread(comments=3)
    for query in (
        "view=tree",
        "size=11",
        "size=-1",
        "page=0",
        "page=x",
        "order[]=1",
        "fold=%00",
        "size=%F0%9F%A6%AD",
        "page=99999999999999999999",
        "view=flat&view=threaded",
    ):
        assert visitor.get(f"/t/{thread.public_id}/?{query}").status_code == 200, query


def test_every_option_survives_its_short_and_its_long_form():
    for view, fold, order, size in product(get_args(View), get_args(Fold), get_args(Order), SIZES):
        viewing = Viewing(view, fold, order, size)
        assert from_short(viewing.short) == viewing
        query = dict(part.split("=") for part in viewing.query()[1:].split("&") if part)
        assert from_query(query) == viewing


def test_saving_leads_only_to_this_site(visitor):
    for target in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1"):
        answer = visitor.client.post("/viewing/", {"next": target, "view": "flat"})
        assert answer.headers["Location"].startswith("/?"), target
