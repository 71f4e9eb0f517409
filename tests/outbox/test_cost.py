"""What deliveries cost: a group as much as one event, and rest after each group."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from colonnade.outbox import reading
from colonnade.outbox.actions import record
from colonnade.outbox.worker import deliver, takes_many
from colonnade.project.wiring import WIRING
from tests.factories import deliver_all, make_actor, make_comment, make_thread
from tests.queries import queries

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Rang:
    bell: int


@pytest.mark.parametrize("posts", [1, 3, 20])
def test_posts_that_come_together_cost_as_many_queries_as_one(posts):
    thread, author = make_thread(), make_actor()
    make_comment(thread, author=author)
    deliver_all()
    for _ in range(posts):
        make_comment(thread, author=author)
    # What waits, a notice on PostgreSQL; the comments, notices to the staff, held ones; then the
    # transaction with its savepoint (4), what still is there, what the index holds of it, two
    # tables of the index, and that all is delivered. Two ask what the owner chose for the gates.
    with queries(16):
        assert deliver(WIRING) == posts
    assert reading.count_waiting() == 0


def test_a_rest_follows_each_group_and_is_told_what_the_group_cost():
    @takes_many
    def many(events):
        sizes.append(len(events))

    sizes: list[int] = []
    worked: list[float] = []
    with transaction.atomic():
        for bell in range(120):
            record(Rang(bell))
    assert deliver({Rang: (many,)}, rest=worked.append) == 120
    assert sizes == [50, 50, 20]
    assert len(worked) == 3
    assert min(worked) > 0


def test_an_empty_outbox_costs_one_query():
    with queries(1):
        assert deliver(WIRING) == 0
