"""Reading costs the page: as many queries, by an index, in a thread of any size."""

from itertools import product
from typing import get_args

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from colonnade.discussion.reading import page_of, place_of, thread_opened, thread_page
from colonnade.discussion.viewing import Fold, Order, View, Viewing
from colonnade.sites.reading import current_site
from tests.conftest import FULL
from tests.factories import make_thread
from tests.queries import queries

SIZES = (1, 64, 10_000, 100_000) if FULL else (1, 64, 10_000)
CHOICES = list(product(get_args(View), get_args(Fold), get_args(Order)))
# Steps of a plan that read a table from one end to the other, or sort what was read.
WHOLE = {"sqlite": "SCAN discussion_comment", "postgresql": "Seq Scan on discussion_comment"}
SORTED = {"sqlite": "TEMP B-TREE", "postgresql": "Sort Key"}


@pytest.mark.django_db
@pytest.mark.parametrize("comments", SIZES)
def test_any_page_and_any_permalink_cost_two_queries(comments):
    thread, site = make_thread(comments=comments), current_site()
    for view, fold, order in CHOICES:
        viewing = Viewing(view=view, fold=fold, order=order)
        pages = -(-thread.places // viewing.size)
        for page in {1, (pages + 1) // 2, pages}:
            with queries(2):
                found, start = opened(site, viewing, page, thread)
                shown = thread_page(found, viewing, page, start)
            assert shown == thread_page(thread, viewing, page), "the way without the start"
            assert found == thread
            for row in (shown.rows[0], shown.rows[-1]):
                with queries(2):
                    assert page_of(row.id, viewing) == page


@pytest.mark.django_db
def test_plans_read_by_index_what_the_page_needs():
    thread, site = make_thread(comments=3000), current_site()
    assert connection.features.supports_json_field
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for view, order in product(get_args(View), get_args(Order)):
        viewing = Viewing(view=view, order=order)
        with CaptureQueriesContext(connection) as seen:
            found, start = opened(site, viewing, 33, thread)
            last = thread_page(found, viewing, 33, start).rows[-1]
            place_of(last.id, viewing)
        assert len(seen) == 4
        for query in seen.captured_queries:
            plan = plan_of(query["sql"])
            assert WHOLE[connection.vendor] not in plan, plan
            # The few hundred blocks of the largest thread may be sorted, its comments never.
            assert "discussion_block" in query["sql"] or SORTED[connection.vendor] not in plan, plan


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about plans of SQLite")
def test_what_a_page_skips_is_skipped_in_the_index_alone_without_statistics():
    thread, site = make_thread(comments=300), current_site()
    for view, order in product(get_args(View), get_args(Order)):
        viewing = Viewing(view=view, order=order)
        found, start = opened(site, viewing, 5, thread)
        with CaptureQueriesContext(connection) as seen:
            last = thread_page(found, viewing, 5, start).rows[-1]
            page_of(last.id, viewing)
        plans = [plan_of(query["sql"]) for query in seen.captured_queries]
        assert "COVERING INDEX comment_" in plans[0], plans[0]
        assert "COVERING INDEX comment_" in plans[-1], plans[-1]


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_told_from_one_that_is():
    thread, site = make_thread(comments=60), current_site()
    assert thread_opened(site, Viewing(), 1, public_id="2" * 12) is None
    found, start = opened(site, Viewing(), 9, thread)
    assert (found, start) == (thread, None)


def opened(site, viewing, page, thread):
    found = thread_opened(site, viewing, page, public_id=thread.public_id)
    assert found is not None
    return found


def plan_of(sql):
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}".replace("%", "%%"))
        return "\n".join(str(row) for row in cursor.fetchall())
