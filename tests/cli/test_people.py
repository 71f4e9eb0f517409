import io
import json

import pytest
from django.urls import reverse

from colonnade.cli.links import PATH
from colonnade.people.models import Person
from tests.factories import make_person


def test_an_account_is_made_and_its_link_signs_in_once(command, client):
    said = command("people", "add", "--name", "Ann  Ombre", "--email", "Ann@example.org")
    assert said.out == "Ann Ombre has an account now, as member.\n"
    link = command("people", "link", "ann ombre").out.strip()
    path = "/" + link.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 303
    assert client.get("/me/").status_code == 200
    assert client.post(path).status_code == 403


def test_the_printed_path_is_the_one_that_is_served():
    assert PATH.format(token="T") == reverse("one_time", args=["T"])


def test_a_password_comes_by_standard_input(command, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("schön ruhig\n"))
    words = ("people", "add", "--name", "Bo", "--email", "bo@example.org", "--password-stdin")
    assert command(*words).status == 0
    assert Person.objects.get(name="Bo").check_password("schön ruhig")


def test_no_password_is_no_account(command, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    words = ("people", "add", "--name", "Bo", "--email", "bo@example.org", "--password-stdin")
    said = command(*words)
    assert said.status == 1
    assert "held no password" in said.err
    assert not Person.objects.filter(name="Bo").exists()


def test_without_a_password_no_password_leads_in(command):
    command("people", "add", "--name", "Bo", "--email", "bo@example.org", "--role", "editor")
    person = Person.objects.get(name="Bo")
    assert person.role == "editor"
    assert not person.has_usable_password()


def test_roles_and_suspension_show_in_the_list(command):
    make_person("Ann Ombre")
    make_person("Boss", role="owner")
    assert command("people", "role", "Ann Ombre", "moderator").status == 0
    assert command("people", "suspend", "Ann Ombre").status == 0
    listed = {one["name"]: one for one in json.loads(command("people", "list", "--json").out)}
    assert listed["Ann Ombre"]["role"] == "moderator"
    assert listed["Ann Ombre"]["suspended"] is True
    assert "(suspended)" in command("people", "list").out
    assert command("people", "suspend", "Ann Ombre", "--undo").status == 0
    assert "(suspended)" not in command("people", "list").out


@pytest.mark.parametrize(
    ("words", "named", "status"),
    [
        (["link", "Nobody"], "nobody of this name", 1),
        (["role", "Nobody", "editor"], "nobody of this name", 1),
        (["suspend", "Nobody"], "nobody of this name", 1),
        (["role", "Taken", "king"], "king", 2),
        (["add", "--name", "A", "--email", "no address"], "no address", 2),
        (["add", "--name", "A", "--email", "a@example.org", "--role", "king"], "king", 2),
        (["add", "--name", "Taken", "--email", "a@example.org"], "A member has this name", 1),
    ],
)
def test_what_cannot_be_is_said_in_one_line(command, words, named, status):
    make_person("Taken")
    said = command("people", *words)
    assert (said.status, said.out) == (status, "")
    assert len(said.err.splitlines()) == 1
    assert named in said.err


def test_somebody_who_asked_is_erased_a_day_later_or_now(command):
    ann = make_person("Ann Ombre")
    assert "in 24 hours" in command("people", "erase", "Ann Ombre").out
    assert command("people", "erase", "Ann Ombre").status == 1, "it waits already"
    assert "stays" in command("people", "erase", "Ann Ombre", "--undo").out
    assert command("people", "erase", "Ann Ombre", "--undo").status == 1
    assert command("people", "erase", "Ann Ombre", "--keep-texts", "--now").status == 0
    assert not Person.objects.filter(pk=ann.pk).exists()
    assert command("people", "erase", "Ann Ombre").status == 1
    assert command("people", "erase", "bcdfghjkmnpq", "--guest").status == 1
