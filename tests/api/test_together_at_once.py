"""The same act on many comments sent again while the first request is still on its way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from colonnade.moderation.models import ActKey, Decision
from colonnade.people.models import Person
from tests.api.caller import Caller, member
from tests.factories import make_comment, make_person, make_thread

pytestmark = pytest.mark.django_db(transaction=True)
PATH = "/moderation/decisions"
_TOGETHER = 3


def at_once(person: Person, path: str, sent: dict[str, Any]) -> list[Any]:
    """Send the same so many times at one moment, each in a thread of its own."""
    callers = [member(person) for _ in range(_TOGETHER)]
    gate = Barrier(_TOGETHER)

    def send(caller: Caller) -> Any:
        try:
            gate.wait(60)
            return caller.post(path, sent)
        finally:
            connection.close()

    with ThreadPoolExecutor(_TOGETHER) as pool:
        return list(pool.map(send, callers))


def test_it_is_done_once_and_all_are_told_the_same():
    berta = make_person(role="moderator")
    thread = make_thread()
    held = [make_comment(thread, held=True) for _ in range(3)]
    comments = [{"comment": one, "state": "held", "revision": 1} for one in held]
    sent = {"act": "approve", "comments": comments, "key": str(uuid4())}
    answers = at_once(berta, PATH, sent)
    assert [one.status_code for one in answers] == [201] * _TOGETHER
    (told,) = {one.content for one in answers}
    assert (Decision.objects.count(), ActKey.objects.count()) == (len(held), 1)
    batch = answers[0].json()["batch"]
    back = at_once(berta, f"{PATH}/{batch}/undo", {"key": str(uuid4())})
    assert [one.status_code for one in back] == [201] * _TOGETHER
    assert len({one.content for one in back} | {told}) == 2
    assert Decision.objects.exclude(undoes="").count() == len(held)
