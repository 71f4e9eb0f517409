"""What bears on a writer, and what she has earned here."""

from datetime import timedelta

import pytest

from colonnade.kit import clock
from colonnade.moderation.models import Measure
from colonnade.moderation.reading import bearing_of
from colonnade.moderation.standing import Bearing
from colonnade.people.reading import Actor
from tests.factories import make_actor
from tests.queries import queries


@pytest.mark.django_db
def test_somebody_new_bears_nothing_and_costs_one_statement():
    ann = make_actor()
    with queries(1):
        assert bearing_of(ann, "harbor") == Bearing("new")
    with queries(1):
        assert bearing_of(Actor(guest=7)) == Bearing("guest")
    with queries(0):
        assert bearing_of(Actor()) == Bearing("guest")
    assert bearing_of(make_actor(role="moderator")).level == "trusted"


@pytest.mark.django_db
def test_measures_bear_where_they_hold_and_end_by_themselves():
    ann, soon = make_actor(), clock.now() + timedelta(hours=1)
    past = clock.now() - timedelta(seconds=1)
    for fields in (
        {"kind": "slow", "seconds": 60, "section": "harbor"},
        {"kind": "suspend", "until": soon, "section": "harbor"},
        {"kind": "hold_all"},
        {"kind": "ban", "until": past},
        {"kind": "ban", "lifted": past},
    ):
        Measure.objects.create(person=ann.person, decision="x", **fields)
    assert bearing_of(ann, "harbor") == Bearing("new", True, 60, soon, banned=False)
    assert bearing_of(ann, "market") == Bearing("new", holds_all=True)
    assert bearing_of(Actor(guest=ann.person), "harbor") == Bearing("guest")
