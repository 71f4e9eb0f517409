"""What the tests of the public log share."""

import json
from typing import Any

from django.test import Client

from colonnade.moderation.actions import keep_decision
from colonnade.moderation.ruling import Ground, Ruling
from tests.factories import STAFF

Json = dict[str, Any]


def decided(act: str = "remove", *, rule: int = 2, **ground: Any) -> str:
    """Keep a decision on a comment that is not there any more."""
    why = Ground(rule=rule, policy=0, **ground)
    ruling = Ruling("23456789bcdf", act, "visible", "removed", reason="Canary", ground=why)
    return keep_decision(actor=STAFF, ruling=ruling)


def answer_of(path: str) -> str:
    """Return what anybody gets at an address."""
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def of_json(path: str) -> Json:
    """Return the same, read."""
    read: Json = json.loads(answer_of(path))
    return read
