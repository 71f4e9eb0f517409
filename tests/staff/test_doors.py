"""Every address of this room refuses whoever does not belong there; taken from the URL map."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from colonnade.staff.urls import urlpatterns
from tests.factories import make_person
from tests.staff.desk import sign_in, staff

pytestmark = pytest.mark.once

SOMETHING = "b" * 12
OWNERS = {"staff_policy", "staff_settings", "staff_people", "staff_role", "staff_standing"}
OWNERS |= {"staff_begin", "staff_remove_sample", "staff_look", "staff_slots"}
OWNERS |= {"staff_report_rule", "staff_person_erase", "staff_guest_erase"}
OWNERS |= {"staff_imports", "staff_import", "staff_import_go", "staff_import_undo"}
OWNERS |= {"staff_law_desk", "staff_imported", "staff_imported_writer"}
OWNERS |= {"staff_policy_texts", "staff_duties", "staff_import_ledger", "staff_gates"}


def address(pattern: URLPattern) -> str:
    values = dict.fromkeys(pattern.pattern.regex.groupindex, SOMETHING)
    return reverse(str(pattern.name), kwargs=values)


# For those who have the law desk; owners have it, others where one gave it to them.
LAW = {"staff_law", "staff_new_order", "staff_order", "staff_sealed"}
# Addresses that only take forms.
ACTS = {"staff_filters", "staff_give_back", "staff_together", "staff_law_desk"}
# Opens with a secret; see test_by_mail.
BY_SECRET = "staff_by_mail"
ADDRESSES = sorted(
    (str(pattern.name), address(pattern)) for pattern in urlpatterns if pattern.name != BY_SECRET
)


def test_the_map_is_seen_whole():
    assert len(ADDRESSES) == len(urlpatterns) - 1 > 10
    assert {name for name, _ in ADDRESSES} >= OWNERS
    assert all(path.startswith("/staff/") for _, path in ADDRESSES)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete"])
def test_an_ordinary_member_is_refused(name, path, method):
    answer = getattr(staff("member"), method)(path)
    assert answer.status_code == 403
    if method == "get":
        words = "Only the owner" if name in OWNERS else "Only moderators"
        assert f"{words} may do this." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), ADDRESSES)
def test_a_guest_is_led_to_sign_in_and_may_do_nothing(name, path):
    asked = Client().get(f"{path}?page=2")
    assert asked.status_code == 303
    assert (
        asked.headers["Location"] == f"/accounts/login/?next={path.replace('/', '%2F')}%3Fpage%3D2"
    )
    assert Client().post(path).status_code == 403
    # A request from elsewhere, without the form's safety sign, gets no further either.
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [pair for pair in ADDRESSES if pair[0] in OWNERS])
@pytest.mark.parametrize("role", ["moderator", "editor"])
def test_the_owners_screens_refuse_other_staff(name, path, role):
    answer = staff(role).get(path)
    assert answer.status_code == 403
    assert "Only the owner may do this." in answer.content.decode()
    assert staff(role).post(path).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["moderator", "editor", "owner"])
def test_whoever_belongs_there_comes_in_and_nothing_is_stored(role):
    client = staff(role)
    for name, path in ADDRESSES:
        answer = client.get(path)
        if SOMETHING in path:
            assert answer.status_code in {403, 404, 405}
        elif name in LAW and role != "owner":
            assert answer.status_code == 403
        elif name in ACTS and (name not in OWNERS or role == "owner"):
            assert answer.status_code == 405
        elif name not in OWNERS or role == "owner":
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_a_suspended_moderator_is_out_at_once():
    person = make_person(role="moderator")
    client = sign_in(person)
    assert client.get("/staff/").status_code == 200
    person.is_active = False
    person.save()
    assert client.get("/staff/").status_code == 303
