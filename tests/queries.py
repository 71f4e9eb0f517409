"""Budgets of database queries."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def queries(budget: int) -> Iterator[None]:
    """Fail when the block needs more queries than its budget, and show them."""
    # Django asks a database once, whenever it first needs to know, whether it knows JSON.
    assert connection.features.supports_json_field
    with CaptureQueriesContext(connection) as seen:
        yield
    if len(seen) > budget:
        listed = "\n".join(query["sql"] for query in seen.captured_queries)
        pytest.fail(f"{len(seen)} queries, {budget} allowed:\n{listed}")
