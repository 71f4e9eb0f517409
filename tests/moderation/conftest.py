"""Who meets in a case: a writer, what she wrote, and two of the staff."""

import pytest

from colonnade.people.reading import Actor
from tests.factories import make_actor, make_comment, make_thread

RUDE = "Rude words."


@pytest.fixture
def owner() -> Actor:
    return make_actor(role="owner")


@pytest.fixture
def writer() -> Actor:
    return make_actor("Wilma Writer")


@pytest.fixture
def first() -> Actor:
    return make_actor(role="moderator")


@pytest.fixture
def second() -> Actor:
    return make_actor(role="moderator")


@pytest.fixture
def comment(writer) -> str:
    return make_comment(make_thread(), author=writer, body=RUDE)
