"""The owner's list of accounts."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.people.actions import change_role, shut_out
from colonnade.people.actions.barring import close_account
from colonnade.people.actions.erasing import Wish, keep_erasure
from colonnade.people.models import Person
from colonnade.people.whom import whom_of
from tests.factories import make_person
from tests.queries import queries
from tests.staff.desk import sign_in, staff, text


@pytest.mark.django_db
def test_a_role_is_given_and_holds_at_once():
    owner, ann = make_person(role="owner"), make_person("Ann Rivers")
    client = sign_in(owner)
    answer = client.post(f"/staff/people/{ann.handle}/role", {"role": "moderator"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/staff/people/?saved={ann.handle}#p-{ann.handle}"
    assert "Saved." in text(client.get(answer.headers["Location"]))
    assert sign_in(ann).get("/staff/").status_code == 200


@pytest.mark.django_db
def test_nobody_does_it_to_herself():
    owner = make_person(role="owner")
    make_person(role="owner")
    answer = sign_in(owner).post(f"/staff/people/{owner.handle}/role", {"role": "member"})
    assert answer.status_code == 403
    assert "Somebody else must do this for your account." in text(answer)
    assert Person.objects.get(pk=owner.pk).role == "owner"


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "code"), [("god", 422), ("", 422)])
def test_an_unknown_role_is_refused(role, code):
    ann = make_person()
    answer = staff("owner").post(f"/staff/people/{ann.handle}/role", {"role": role})
    assert answer.status_code == code
    assert Person.objects.get(pk=ann.pk).role == "member"


@pytest.mark.django_db
def test_nobody_of_this_handle():
    answer = staff("owner").post(f"/staff/people/{'b' * 12}/role", {"role": "editor"})
    assert answer.status_code == 404


def depose(whom: Person) -> None:
    change_role(person=whom.pk, role="member")


def shut(whom: Person) -> None:
    shut_out(person=whom.pk, until=None)


def close(whom: Person) -> None:
    close_account(person=whom.pk)


def ask_to_erase(whom: Person) -> None:
    asked = whom_of(person=whom.pk, guest=None)
    assert asked is not None
    keep_erasure(whom=asked, wish=Wish(texts=True, due=clock.now()))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("acts", "refusals"),
    [
        ((depose, depose), ["owner_last"]),
        ((shut, shut), ["owner_last"]),
        ((close, close), ["owner_last"]),
        ((depose, shut), ["owner_last"]),
        # The wish alone takes nobody's office; the day it is carried out asks again.
        ((ask_to_erase, ask_to_erase), []),
    ],
    ids=["role", "shut out", "close", "role and shut out", "erase"],
)
def test_two_owners_cannot_take_the_office_from_each_other_at_once(acts, refusals):
    owners = [make_person(role="owner") for _ in acts]
    start, refused = threading.Barrier(len(acts)), list[str]()

    def run(act: Callable[[Person], None], whom: Person) -> None:
        start.wait(20)
        try:
            act(whom)
        except Refusal as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    pairs = zip(acts, owners, strict=True)
    threads = [threading.Thread(target=run, args=pair) for pair in pairs]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert refused == refusals
    left = Person.objects.filter(role="owner", is_active=True).count()
    assert left == (1 if refusals else len(acts))


@pytest.mark.django_db
def test_the_list_is_searched_paged_and_costs_the_same():
    client = staff("owner", name="Olga Owner")
    people = [make_person() for _ in range(55)]
    make_person("Željka Žarko")
    client.get("/staff/people/")
    with queries(7):
        page = text(client.get("/staff/people/"))
    assert page.index("Olga Owner") < page.index(people[-1].name)
    assert 'rel="next" href="/staff/people/?page=2"' in page
    assert people[0].name in text(client.get("/staff/people/?page=2"))
    for query in ("željka", "ŽARKO", "zeljka"):
        assert "Željka Žarko" in text(client.get("/staff/people/", {"q": query}))
    assert people[3].name in text(client.get("/staff/people/", {"q": people[3].email}))
    assert "Nobody is found." in text(client.get("/staff/people/", {"q": "nobody at all\0"}))
