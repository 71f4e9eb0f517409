"""A record keeps whole what it says; what was cut before is mended, and the log still verifies."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from colonnade.discussion.policy import TRANSITIONS
from colonnade.flows.decide import decide
from colonnade.flows.give_role import give_role
from colonnade.kit import clock
from colonnade.moderation.actions import keep_decision
from colonnade.moderation.log.chain import Link, faults_in
from colonnade.moderation.models import Decision, LogEntry
from colonnade.moderation.reading import decisions_on
from colonnade.moderation.ruling import Ground, Ruling
from colonnade.moderation.standing import MEASURES
from colonnade.moderation.table import BATCH, PERSON
from colonnade.people.policy import ROLES
from tests.factories import STAFF, make_actor, make_comment, make_person, make_thread
from tests.staff.desk import staff, text

_NARROW, _WIDE = "0015_sections_are_the_persons_alone", "0016_states_kept_whole"


@pytest.mark.django_db
def test_a_role_is_kept_whole_and_shown_so():
    ann = make_person("Ann Rivers")
    give_role(actor=make_actor("Olga", role="owner"), handle=ann.handle, role="moderator")
    give_role(actor=make_actor("Owen", role="owner"), handle=ann.handle, role="editor")
    kept = [(one.before, one.after) for one in decisions_on(ann.handle)]
    assert kept == [("moderator", "editor"), ("member", "moderator")]
    for path in ("/staff/decisions/", f"/staff/people/{ann.handle}/"):
        page = text(staff("owner").get(path))
        assert "Role changed." in page
        assert "Moderator → Editor" in page
        assert "Member → Moderator" in page


@pytest.mark.django_db
def test_the_same_role_again_is_no_decision():
    ann = make_person("Ann Rivers", role="editor")
    give_role(actor=make_actor(role="owner"), handle=ann.handle, role="editor")
    assert decisions_on(ann.handle) == []


@pytest.mark.django_db
def test_decisions_not_on_comments_are_listed_by_what_they_are_on():
    ann = make_person("Ann Rivers")
    give_role(actor=make_actor(role="owner"), handle=ann.handle, role="moderator")
    day = f"{clock.now():%Y-%m-%d}"
    keep_decision(actor=STAFF, ruling=Ruling(day, "refuse", "typed", "refused", kind=BATCH))
    page = text(staff().get("/staff/decisions/"))
    assert f"/staff/people/{ann.handle}/" in page
    assert "Refused before it was posted." in page
    assert "The comment is not there any more." not in page


def test_every_state_fits():
    """Also where a database cuts nothing, and so says nothing."""
    states = {word for pair in TRANSITIONS for word in pair} | set(TRANSITIONS.values())
    most = max(map(len, (*states, *ROLES, *MEASURES)))
    kept = [Decision._meta.get_field(name) for name in ("before", "after")]
    assert [getattr(field, "max_length", 0) >= most for field in kept] == [True, True]


@pytest.fixture
def at_former_schema() -> Iterator[None]:
    _migrate(_NARROW)
    yield
    _migrate(_WIDE)
    connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_cut_records_are_mended_and_the_log_verifies(at_former_schema):
    comment, actor = make_comment(make_thread()), make_actor(role="moderator")
    decide(actor=actor, comment=comment, act="remove", ground=Ground(rule=2))
    cut = Ruling("23456789bcdf", "role", "member", "moderato", kind=PERSON)
    keep_decision(actor=actor, ruling=cut)
    back = Ruling("23456789bcdf", "role", "moderato", "member", kind=PERSON)
    keep_decision(actor=actor, ruling=back)
    links = log_links()
    _migrate(_WIDE)
    states = [(one.before, one.after) for one in decisions_on("23456789bcdf")]
    assert states == [("moderator", "member"), ("member", "moderator")]
    assert log_links() == links
    assert faults_in(links) == []
    assert len(links) == 1
    _migrate(_NARROW)
    assert decisions_on("23456789bcdf")[0].before == "moderato"


def log_links() -> list[Link]:
    rows = LogEntry.objects.order_by("number")
    return [Link(row.number, row.leaf, row.head, row.salt, row.detail) for row in rows]


def _migrate(name: str) -> None:
    MigrationExecutor(connection).migrate([("moderation", name)])
