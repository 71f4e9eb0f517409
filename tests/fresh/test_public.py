"""Public pages: each says what it hangs on, and is the same whoever asks, however oddly."""

from datetime import timedelta

import pytest
from django.test import Client

from colonnade.discussion.actions import set_closes
from colonnade.kit import clock
from colonnade.people.models import Person
from tests.factories import make_thread
from tests.fresh.world import World

pytestmark = pytest.mark.django_db

CANARY = "Canarybird"
# Public, but for each question another answer: nobody keeps it.
NEVER_KEPT = ("/search/?q=said",)
ODD_HEADERS = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Scheme": "nothttps",
    "X-Forwarded-Proto": "evil",
    "X-Forwarded-For": "203.0.113.99",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/evil",
    "X-Rewrite-URL": "/evil",
    "X-HTTP-Method-Override": "POST",
    "X-Host": "evil.example",
    "Forwarded": "host=evil.example",
    "Origin": "https://evil.example",
    "Referer": "https://evil.example/",
    "Accept-Language": "de, ar;q=0.9",
    "Accept": "application/json",
    "User-Agent": "evil<script>",
    "X-Requested-With": "XMLHttpRequest",
    "Authorization": "Basic ZXZpbDpldmls",
    "X-Colonnade-Keys": "evil",
    "X-Colonnade-Site": "0",
}
ODD_COOKIES = {
    "sessionid": "evil",
    "csrftoken": "e" * 32,
    "guest": "evil",
    "here": "1",
    "written": "99999999",
    "django_language": "de",
    "messages": "evil",
    "viewing": "evil",
}


@pytest.fixture
def world():
    return World(7)


def public_answers(world, client):
    """Return by address what the client gets at every address that is public now."""
    found = {}
    for address in [*world.addresses(), *NEVER_KEPT]:
        answer = client.get(address)
        if answer.status_code == 200:
            found[address] = answer
    return found


def test_each_public_page_says_what_it_hangs_on(world):
    found = public_answers(world, Client())
    assert len(found) > 50
    kept = {address for address, answer in found.items() if "X-Colonnade-Keys" in answer.headers}
    assert set(found) - kept == set(NEVER_KEPT)
    for address, answer in found.items():
        assert answer.headers["Cache-Control"].startswith("public"), address
        assert answer.headers["Vary"] == "Accept-Encoding", address
        assert not answer.cookies, address
    for address in kept:
        keys = found[address].headers["X-Colonnade-Keys"].split()
        assert keys[0] == "site", address
        assert len(keys) == len(set(keys)), address


def test_what_is_not_public_never_says_so(world):
    client = Client()
    client.force_login(Person.objects.get(pk=world.owner.person))
    own = ["/me/", "/staff/", "/newsroom/", "/c/nothing/", "/none/", "/search/?q=a&from=nonsense"]
    for address in [*own, "/healthz", "/readyz", "/accounts/login/", "/api/v1/threads"]:
        assert "X-Colonnade-Keys" not in client.get(address, follow=True).headers, address


def test_oddly_asked_for_a_page_is_the_same(world):
    clean = public_answers(world, Client())
    odd = Client(headers=ODD_HEADERS)
    for name, value in ODD_COOKIES.items():
        odd.cookies[name] = value
    for address, answer in public_answers(world, odd).items():
        assert answer.content == clean[address].content, address
        for name in ("X-Colonnade-Keys", "Content-Type", "Vary", "ETag"):
            assert answer.headers.get(name) == clean[address].headers.get(name), (address, name)


def test_who_is_signed_in_is_in_no_public_page(world):
    stranger = Person.objects.create(
        name=CANARY, name_key=CANARY.lower(), email=f"{CANARY}@example.org", handle="2345bcdfghjk"
    )
    client = Client()
    client.force_login(stranger)
    for address, answer in public_answers(world, client).items():
        words = answer.content.decode()
        is_hers = address == f"/people/{stranger.handle}/"
        assert (CANARY in words) == is_hers, address
        assert str(client.session.session_key) not in words, address


def test_a_reader_with_saved_options_is_led_on_from_addresses_that_say_so(world):
    clean, hers = Client(), Client()
    hers.cookies["viewing"] = "flat.open.newest.10"
    led = 0
    for address, answer in public_answers(world, clean).items():
        leads = answer.headers.get("X-Colonnade-Leads") == "viewing"
        assert (hers.get(address).status_code == 303) == leads, address
        led += leads
    assert led > 5


def test_a_page_with_a_day_or_a_closing_on_it_ends_with_them(world):
    thread = make_thread(comments=2)
    path = f"/t/{thread.public_id}/"
    assert "X-Colonnade-Until" not in Client().get(path).headers
    closes = clock.now() + timedelta(hours=3)
    set_closes(thread=thread.id, closes=closes)
    assert Client().get(path).headers["X-Colonnade-Until"] == str(int(closes.timestamp()))
    assert float(Client().get("/").headers["X-Colonnade-Until"]) > clock.now().timestamp()
