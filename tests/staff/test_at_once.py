"""Two moderators press at the same moment: one decides, the other is told."""

import threading

import pytest
from django.db import connection
from django.test import Client

from colonnade.discussion.reading import recount
from colonnade.moderation.reading import decisions_on
from colonnade.people.models import Person
from tests.factories import make_comment, make_person, make_thread
from tests.staff.desk import decide_at, sign_in


def press(
    client: Client, comment: str, act: str, start: threading.Barrier, found: list[int]
) -> None:
    start.wait(60)
    fields = {"act": act, "rule": "1", "state": "held", "revision": "1"}
    try:
        found.append(client.post(decide_at(comment), fields).status_code)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "acts", [("approve", "approve"), ("approve", "remove"), ("remove", "remove")]
)
def test_one_decides_and_the_other_is_told(acts):
    thread = make_thread()
    comment = make_comment(thread, held=True)
    people: list[Person] = [make_person(role="moderator") for _ in acts]
    clients = [sign_in(person) for person in people]
    start, found = threading.Barrier(len(acts)), list[int]()
    threads = [
        threading.Thread(target=press, args=(client, comment, act, start, found))
        for client, act in zip(clients, acts, strict=True)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert sorted(found) == [303, 409]
    assert len(decisions_on(comment)) == 1
    assert recount(thread.id)
