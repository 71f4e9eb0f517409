"""The site is read once for as long as the edge tells of no write to it."""

import pytest
from django.test import Client

from colonnade.sites.actions import change_setting
from colonnade.sites.models import Site
from colonnade.sites.reading import current_site, forget_site
from tests.factories import make_thread
from tests.queries import queries


@pytest.fixture(autouse=True)
def _nothing_kept():
    current_site()
    forget_site()
    yield
    forget_site()


def ask(path: str, version: str = "", *, peer: str = "") -> str:
    headers = {"X-Colonnade-Site": version} if version else {}
    return Client(REMOTE_ADDR=peer).get(path, headers=headers).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("comments", [1, 3000])
def test_a_page_that_nobody_kept_costs_two_queries(comments):
    thread = make_thread(comments=comments)
    page = -(-thread.places // 50)
    addresses = [f"/t/{thread.public_id}/", f"/t/{thread.public_id}/?page={page}"]
    for address in addresses:
        ask(address, "7")
        with queries(2):
            assert "data-comment" in ask(address, "7")


@pytest.mark.django_db(transaction=True)
def test_a_write_elsewhere_is_seen_when_the_edge_tells_of_it():
    assert "Elsewhere" not in ask("/rules/", "7")
    Site.objects.update(title="Elsewhere")  # as another process would
    assert "Elsewhere" not in ask("/rules/", "7")
    assert "Elsewhere" not in ask("/rules/", "6")
    assert "Elsewhere" in ask("/rules/", "8")
    assert "Elsewhere" in ask("/rules/", "7")


@pytest.mark.django_db(transaction=True)
def test_a_write_of_this_process_is_seen_at_once():
    ask("/rules/", "7")
    change_setting(name="title", value="Here")
    assert "Here" in ask("/rules/", "7")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("version", "peer"), [("", ""), ("x", ""), ("9", "192.0.2.7")])
def test_without_the_edges_word_the_site_is_asked_for(version, peer):
    ask("/rules/", "7")
    Site.objects.update(title="Elsewhere")
    assert "Elsewhere" in ask("/rules/", version, peer=peer)
    assert "Elsewhere" not in ask("/rules/", "7"), "only the edge's word is kept by"
