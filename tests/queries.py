"""Budgets of database queries."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def queries(budget: int) -> Iterator[None]:
    """Fail when the block needs more queries than its budget, and show them."""
    with CaptureQueriesContext(connection) as seen:
        yield
    if len(seen) > budget:
        listed = "\n".join(query["sql"] for query in seen.captured_queries)
        pytest.fail(f"{len(seen)} queries, {budget} allowed:\n{listed}")
