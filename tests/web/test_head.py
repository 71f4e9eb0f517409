"""The head of a page that is one visitor's own says who she is."""

import pytest
from django.test import Client

from tests.factories import make_person

pytestmark = pytest.mark.django_db

OWN = ("/me/", "/me/settings/", "/me/erase/", "/accounts/logout/", "/no/such/page/")


@pytest.mark.parametrize("path", OWN)
def test_a_member_is_named_and_not_asked_to_sign_in(path: str):
    client = Client()
    client.force_login(make_person("Ina <b>Quay</b>"))
    page = client.get(path).content.decode()
    head = page[page.index("<header") : page.index("</header>")]
    assert "<bdi>Ina &lt;b&gt;Quay&lt;/b&gt;</bdi>" in head
    assert "/accounts/logout/" in head
    assert "/accounts/login/" not in head
    assert "/accounts/signup/" not in head


def test_the_next_visitor_does_not_get_her_name():
    client = Client()
    client.force_login(make_person("Ina Quay"))
    client.get("/me/")
    for path in ("/me/", "/", "/no/such/page/"):
        page = Client().get(path).content.decode()
        head = page[page.index("<header") : page.index("</header>")]
        assert "Ina Quay" not in head
        assert "/accounts/login/" in head


def test_a_public_page_names_nobody():
    client = Client()
    client.force_login(make_person("Ina Quay"))
    assert "Ina Quay" not in client.get("/rules/").content.decode()


def test_the_script_is_told_for_whom_the_ways_in_are():
    client = Client()
    assert client.get("/personal/").json() == {"member": False}
    client.force_login(make_person())
    answer = client.get("/personal/")
    assert answer.json() == {"member": True}
    assert answer.headers["Cache-Control"] == "private, no-store"
