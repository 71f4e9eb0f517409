"""What holds for every test."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connection

from tests.ready_database import clone_postgres, clone_sqlite

HERE = Path(__file__).parent
# What is the same on every database runs in the first run alone.
WITHOUT_DATABASE = (
    "edge",
    "fresh",
    "kit",
    "laws",
    "tools",
    "wheel",
    "cli/test_demo.py",
    "cli/test_edge.py",
    "cli/test_edge_asgi.py",
    "cli/test_priority.py",
    "cli/test_proxy.py",
    "journeys/test_crawl.py",
    "transfer/integrity",
    "transfer/readers",
)
FULL = os.environ.get("COLONNADE_FULL") == "1"

# A test must not depend on the speed of the machine: no deadline, and nothing is said of slowness.
UNHURRIED = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
# Of the same code the short run says the same twice; the full one looks for what nobody has seen.
hypothesis.settings.register_profile(
    "short", UNHURRIED, max_examples=30, database=None, derandomize=True
)
hypothesis.settings.register_profile("full", UNHURRIED, max_examples=1000)
hypothesis.settings.load_profile("full" if FULL else "short")


# Each worker counts its own tries: to begin afresh must not reset another's in the middle.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "one")
settings.CACHES["default"]["LOCATION"] = settings.DATA / "cache" / WORKER

# Passwords are kept as ever, at the least price: nobody guesses them here.
Argon2PasswordHasher.time_cost = 1
Argon2PasswordHasher.memory_cost = 8
Argon2PasswordHasher.parallelism = 1


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """Tell pytest-django to take the database that stands there: the real migrations made it."""
    _put_whole(connection.creation._get_test_db_name())  # type: ignore[attr-defined]
    return True


def _put_whole(name: str) -> None:
    if connection.vendor == "sqlite":
        clone_sqlite(Path(name))
    else:
        clone_postgres(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Put back what migrations made: a test with transactions of its own empties every table."""
    yield
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in getattr(item, "fixturenames", ()) or (
        marker is not None and marker.kwargs.get("transaction")
    ):
        connection.close()
        _put_whole(str(connection.settings_dict["NAME"]))


@pytest.fixture(autouse=True)
def fresh_limits():
    """Forget how often somebody signed in or registered in the tests before."""
    cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Know what needs no database; leave the whole of long proofs to bin/test --full."""
    for item in items:
        if any(item.path.is_relative_to(HERE / part) for part in WITHOUT_DATABASE):
            item.add_marker(pytest.mark.once)
        if item.path.is_relative_to(HERE / "laws"):
            item.add_marker(pytest.mark.law)
    if FULL:
        return
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(pytest.mark.skip(reason="a long proof; run by bin/test --full"))
