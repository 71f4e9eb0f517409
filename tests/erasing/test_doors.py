"""The doors to an erasure: her own page, the link of the mail, the owner's screen."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from colonnade.flows.erase import erase_due
from colonnade.kit import clock
from colonnade.moderation.models import Decision, LogEntry
from colonnade.people.actions import ensure_guest
from colonnade.people.erasures import erasure_of
from colonnade.people.models import Erasure, Guest, Person
from colonnade.people.reading import Actor
from colonnade.people.visitor import GUEST_COOKIE
from tests.factories import PASSWORD, deliver_all, make_comment, make_person, make_thread
from tests.staff.desk import form, sign_in, staff, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


def asked(client: Client, **typed: str) -> int:
    """Ask as a browser does; return the status."""
    page = text(client.get("/me/erase/"))
    return client.post("/me/erase/", form(page, "/me/erase/") | typed).status_code


def a_day_later() -> None:
    with time_machine.travel(clock.now() + timedelta(hours=24, minutes=1), tick=False):
        erase_due()
        deliver_all()


def test_she_asks_with_her_password_and_is_gone_a_day_later():
    person = make_person(password=PASSWORD)
    client = sign_in(person)
    assert "Erase me" in text(client.get("/me/"))
    assert asked(client, what="all", password="wrong") == 403
    assert asked(client, password=PASSWORD) == 422
    assert asked(client, what="all", password=PASSWORD) == 303
    erase_due()
    assert Person.objects.filter(pk=person.pk).exists(), "a day to think it over"
    a_day_later()
    assert not Person.objects.filter(pk=person.pk).exists()
    assert Erasure.objects.get().done is not None
    assert client.get("/me/").status_code in {302, 303, 403}


def test_nobody_tries_passwords_on_and_on():
    client = sign_in(make_person(password=PASSWORD))
    found = {asked(client, what="all", password=f"wrong {n}") for n in range(15)}
    assert found == {403, 429}
    assert not Erasure.objects.exists()


def test_who_has_no_password_needs_a_fresh_sign_in():
    person = make_person()
    client = sign_in(person)
    Person.objects.filter(pk=person.pk).update(last_login=clock.now() - timedelta(hours=2))
    assert asked(client, what="name") == 403
    Person.objects.filter(pk=person.pk).update(last_login=clock.now())
    assert asked(client, what="name") == 303


def test_the_mail_leads_to_a_press_that_undoes_it():
    person = make_person(password=PASSWORD)
    assert asked(sign_in(person), what="all", password=PASSWORD) == 303
    deliver_all()
    assert mail.outbox[-1].to == [person.email]
    link = re.search(r"/me/erase/undo/\S+", str(mail.outbox[-1].body))
    assert link
    stranger = Client()
    assert "Undo: keep me" in text(stranger.get(link[0]))
    assert Erasure.objects.exists(), "a mail program only looks"
    assert "It is undone" in text(stranger.post(link[0]))
    assert stranger.post(link[0]).status_code == 404
    assert stranger.get(link[0][:-3] + "0/").status_code == 404
    a_day_later()
    assert Person.objects.filter(pk=person.pk).exists()


def test_she_undoes_it_on_her_page_and_others_cannot():
    person = make_person(password=PASSWORD)
    client = sign_in(person)
    assert asked(client, what="name", password=PASSWORD) == 303
    sign_in(make_person()).post("/me/erase/keep/")
    assert erasure_of(person.handle)
    assert "Undo: keep me" in text(client.get("/me/erase/"))
    assert client.post("/me/erase/keep/").status_code == 303
    assert erasure_of(person.handle) is None


def test_a_guest_by_her_private_key():
    token = "a private key"
    guest = ensure_guest(token=token)
    make_comment(make_thread(), author=Actor(guest=guest), body="Mine.")
    client = Client()
    assert client.get("/me/erase/").status_code == 403
    client.cookies[GUEST_COOKIE] = token
    assert asked(client, what="all") == 303
    a_day_later()
    assert not Guest.objects.filter(pk=guest).exists()
    assert client.get("/me/erase/").status_code == 403


def test_the_only_owner_is_refused_in_words():
    Person.objects.filter(role="owner").update(is_active=False)
    owner = make_person(role="owner", password=PASSWORD)
    client = sign_in(owner)
    page = text(client.get("/me/erase/"))
    typed = form(page, "/me/erase/", what="all", password=PASSWORD)
    answer = client.post("/me/erase/", typed)
    assert answer.status_code == 409
    assert "owner" in text(answer)
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("is_guest", [False, True])
def test_the_owner_does_it_with_a_reason_on_record(is_guest):
    if is_guest:
        guest = Guest.objects.get(pk=ensure_guest(token="another private key"))
        comment = make_comment(make_thread(), author=Actor(guest=guest.pk))
        path = staff("owner").get(f"/staff/comments/{comment}/writer").headers["Location"]
    else:
        path = f"/staff/people/{make_person().handle}/"
    client = staff("owner")
    assert f"{path}erase" in text(client.get(path))
    assert f"{path}erase" not in text(staff("moderator").get(path))
    assert staff("moderator").post(f"{path}erase").status_code == 403
    typed = form(text(client.get(f"{path}erase")), f"{path}erase", what="all")
    assert client.post(f"{path}erase", typed).status_code == 422, "a reason is missing"
    assert client.post(f"{path}erase", typed | {"reason": "By letter."}).status_code == 303
    assert "Undo it" in text(client.get(f"{path}erase"))
    client.post(f"{path}erase", {"keep": "1"})
    assert not Erasure.objects.exists()
    client.post(f"{path}erase", typed | {"reason": "By letter."})
    a_day_later()
    assert client.get(path).status_code == 404
    decision = Decision.objects.get(act="erase")
    assert decision.reason == "By letter."
    assert LogEntry.objects.get(decision=decision.public_id).act == "erase"
    assert client.get("/staff/decisions/").status_code == 200
    assert "erased" in text(client.get("/log/"))
