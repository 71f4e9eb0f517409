"""A measure on a member meets the guest that she makes of herself in the same browser."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from colonnade.flows.measure import Why, impose, let_in
from colonnade.kit import clock
from colonnade.moderation.actions import Terms
from colonnade.moderation.reading import bearing_of
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import ensure_guest, make_link
from colonnade.people.actions.erasing import remove_person
from colonnade.people.actions.keeping import know_browser
from colonnade.people.models import Guest, Person
from colonnade.people.reading import guest_actor
from colonnade.people.visitor import GUEST_COOKIE
from colonnade.people.whom import whom_of
from tests.factories import PASSWORD, make_actor, make_person, make_thread, there
from tests.queries import queries

pytestmark = pytest.mark.django_db
WHY = Why("Insults, again and again.", Ground(rule=1))


@pytest.fixture
def person() -> Person:
    return make_person("Mo Quay", password=PASSWORD)


def log_in(browser: Client, person: Person) -> None:
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def post(browser: Client) -> tuple[int, str]:
    """Post as whoever this browser is, and return the status and the code of a problem."""
    body = {"body": f"Words {uuid4()}", "name": "Passer-by", "key": str(uuid4())}
    path = f"/api/v1/threads/{make_thread(commenting='guests').public_id}/comments"
    answer = browser.post(path, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json().get("code", "")


def measured(person: Person, kind: str, section: str = "") -> None:
    until = clock.now() + timedelta(days=3) if kind == "suspend" else None
    terms = Terms(kind, section=section, until=until)
    whom = there(whom_of(person=person.pk, guest=None))
    impose(actor=make_actor(role="owner"), whom=whom, terms=terms, why=WHY)


@pytest.mark.parametrize("kind", ["ban", "suspend"])
def test_who_logs_out_or_was_logged_out_is_met_as_a_guest_and_told_why(person, kind):
    browser, other = Client(), Client()
    log_in(browser, person)
    browser.post("/accounts/logout/")
    assert post(browser) == (201, "")
    measured(person, kind)
    code = {"ban": "banned_here", "suspend": "suspended_here"}[kind]
    assert post(browser) == (403, code)
    # Never by the address alone: a neighbor writes on.
    assert post(other) == (201, "")
    assert other.cookies.get(GUEST_COOKIE) is None
    let_in(
        actor=make_actor(role="owner"), whom=there(whom_of(person=person.pk, guest=None)), why=WHY
    )
    assert post(browser) == (201, "")


def test_a_key_that_was_there_before_she_logged_in_is_met_too(person):
    browser, token = Client(), "a-key-of-before"
    ensure_guest(token=token)
    browser.cookies[GUEST_COOKIE] = token
    log_in(browser, person)
    assert browser.cookies[GUEST_COOKIE].value == token
    measured(person, "ban")
    browser.post("/accounts/logout/")
    assert post(browser) == (403, "banned_here")


def test_who_logs_in_after_the_ban_is_known_from_then_on(person):
    measured(person, "ban")
    browser = Client()
    assert post(browser) == (201, "")
    log_in(browser, person)
    assert post(browser) == (403, "banned_here")
    # Another account in the same browser does not wash it away.
    friend = make_person("Ida Lind", password=PASSWORD)
    log_in(browser, friend)
    browser.post("/accounts/logout/")
    assert post(browser) == (403, "banned_here")


def test_a_one_time_link_knows_the_browser_as_well(person):
    browser = Client()
    browser.post(f"/accounts/link/{make_link(name=person.name)}/")
    measured(person, "hold_all")
    browser.cookies.pop("session")
    guest = guest_actor(browser.cookies[GUEST_COOKIE].value)
    assert (guest.person, guest.known) == (None, person.pk)
    assert bearing_of(guest).holds_all


def test_it_holds_where_the_measure_holds_and_costs_one_statement(person):
    know_browser(person=person.pk, token="a-key")
    measured(person, "ban", section="Town")
    guest = guest_actor("a-key")
    assert bearing_of(guest, "Town").banned
    assert bearing_of(guest, "Town").through_member
    assert not bearing_of(guest, "Sport").is_barred
    with queries(1):
        bearing_of(guest, "Town")
    with queries(1):
        guest_actor("a-key")
    assert bearing_of(guest).level == "guest"


def test_nobody_else_is_linked_and_an_erased_member_is_forgotten(person):
    know_browser(person=person.pk, token="a-key")
    know_browser(person=make_person("Ida Lind").pk, token="another")
    measured(person, "ban")
    assert not bearing_of(guest_actor("another")).is_barred
    assert guest_actor("") == guest_actor("unknown")
    assert Guest.objects.filter(person=person.pk).count() == 1
    whom = there(whom_of(person=person.pk, guest=None))
    remove_person(person=there(whom.person))
    assert not Guest.objects.filter(person=person.pk).exists()
