"""What holds for every test."""

import os

import hypothesis
import pytest
from django.core.cache import cache

FULL = os.environ.get("COLONNADE_FULL") == "1"

# A test must not depend on the speed of the machine: no deadline.
hypothesis.settings.register_profile("short", max_examples=30, deadline=None, database=None)
hypothesis.settings.register_profile("full", max_examples=1000, deadline=None)
hypothesis.settings.load_profile("full" if FULL else "short")


@pytest.fixture(autouse=True)
def fresh_limits():
    """Forget how often somebody signed in or registered in the tests before."""
    cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the whole of long proofs to bin/test --full."""
    if FULL:
        return
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(pytest.mark.skip(reason="a long proof; run by bin/test --full"))
