"""The owner's list of accounts."""

import threading

import pytest
from django.db import connection

from colonnade.kit.refusals import Refusal
from colonnade.people.actions import change_role
from colonnade.people.models import Person
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


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_take_the_office_from_each_other_at_once():
    ann, berta = (make_person(role="owner") for _ in range(2))
    start, refused = threading.Barrier(2), list[str]()

    def depose(whom: Person) -> None:
        start.wait(20)
        try:
            change_role(person=whom.pk, role="member")
        except Refusal as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=depose, args=(whom,)) for whom in (ann, berta)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert refused == ["owner_last"]
    assert Person.objects.filter(role="owner").count() == 1


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
