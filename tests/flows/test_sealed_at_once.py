"""What an order has sealed is what readers could read, whatever happens at the same moment."""

import json
import re
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection

from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.obey import obey
from colonnade.flows.take_order import take_order
from colonnade.flows.unseal import unseal
from colonnade.moderation.orders import PRESERVE, REMOVE, NewOrder
from colonnade.people.reading import Actor
from tests.factories import make_actor, make_comment, make_thread

pytestmark = pytest.mark.django_db(transaction=True)
TEXT, MILDER = "Words that a court does not like.", "Milder words."
# Seconds that the other act is given; where it has to wait for the order, it does not use them.
_PATIENCE = 0.4
_READ = re.compile(r'^SELECT .*"html".*"discussion_comment"', re.DOTALL)


class _Between:
    """After the order's comment was read, does something else in a thread of its own."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.raised: list[Exception] = []
        self.thread: threading.Thread | None = None
        self._act = act

    def __call__(self, execute: Any, sql: str, *more: Any) -> Any:
        answer = execute(sql, *more)
        if self.thread is None and _READ.search(sql):
            self.thread = threading.Thread(target=self._run)
            self.thread.start()
            self.thread.join(_PATIENCE)
        return answer

    def _run(self) -> None:
        try:
            self._act()
        except Exception as error:  # noqa: BLE001 - the test tells which
            self.raised.append(error)
        finally:
            connection.close()


def between(first: Callable[[], str], other: Callable[[], object]) -> str:
    """Do `other` as soon as `first` has read its comment; return what `first` does."""
    stop = _Between(other)
    with connection.execute_wrapper(stop):
        answer = first()
    assert stop.thread is not None
    stop.thread.join(60)
    assert stop.raised == []
    return answer


@pytest.fixture
def owner() -> Actor:
    return make_actor(role="owner")


@pytest.fixture
def writer() -> Actor:
    return make_actor("Wilma Writer")


@pytest.fixture
def comment(writer: Actor) -> str:
    return make_comment(make_thread(), author=writer, body=TEXT)


def taking(owner: Actor, comment: str, kind: str = REMOVE) -> Callable[[], str]:
    new = NewOrder(authority="Court", kind=kind, comment=comment)
    return partial(take_order, actor=owner, new=new)


def opened(owner: Actor, order: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unseal(actor=owner, order=order, why="The court asks."))
    return found


def sources(copy: dict[str, Any]) -> list[str]:
    return [one["source"] for one in copy["wordings"]]


def test_a_text_that_its_writer_takes_back_meanwhile_is_sealed(owner, writer, comment):
    order = between(taking(owner, comment), partial(delete_comment, actor=writer, comment=comment))
    copy = opened(owner, order)
    assert copy["state"] == "visible"
    assert sources(copy) == [TEXT]
    assert copy["writer"]["name"] == "Wilma Writer"


def test_an_edit_meanwhile_comes_wholly_before_or_wholly_after(owner, writer, comment):
    edit = partial(edit_comment, actor=writer, comment=comment, body=MILDER, revision=None)
    order = between(taking(owner, comment), edit)
    copy = opened(owner, order)
    assert sources(copy) == [TEXT]
    assert copy["edited"] == ""
    # What came after is in the copy that carrying it out makes.
    obey(actor=owner, order=order)
    assert sources(opened(owner, order)) == [MILDER, TEXT]


def test_two_orders_about_one_comment_each_seal_it(owner, comment):
    others = list[str]()
    second = taking(owner, comment, PRESERVE)
    first = between(taking(owner, comment), lambda: others.append(second()))
    assert [sources(opened(owner, one)) for one in (first, *others)] == [[TEXT], [TEXT]]
