"""An order that presses is told by mail to who has the law desk: at once, and near its end."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from colonnade.flows.alarm_desk import alarm_desk
from colonnade.flows.give_law_desk import give_law_desk
from colonnade.flows.obey import set_aside
from colonnade.flows.take_order import take_order
from colonnade.kit import clock
from colonnade.moderation.models import Order
from colonnade.moderation.orders import INFORM, REMOVE, NewOrder
from colonnade.outbox.models import Delivery
from colonnade.people.actions import change_role
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from colonnade.project.chores import chores
from colonnade.sites.actions import change_setting
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread
from tests.moderation.test_cases import Failing

pytestmark = pytest.mark.django_db
TEXT = "Words that a court does not like."
PRESSES = "an order of an authority presses"
START = datetime.fromisoformat("2026-03-02T09:00:00+00:00")


@pytest.fixture
def owner() -> Person:
    return make_person(role="owner")


@pytest.fixture
def desk(owner: Person) -> list[str]:
    """The addresses of who has the law desk; a moderator who has it not is there, too."""
    chosen = make_person("Dora Desk", role="moderator")
    make_person("Mona Moderates", role="moderator")
    give_law_desk(actor=actor_of(owner), people=[chosen.pk])
    return sorted([owner.email, chosen.email])


@pytest.fixture
def comment() -> str:
    return make_comment(make_thread(), author=make_actor("Wilma Writer"), body=TEXT)


class Time:
    """What the house's clock says, until it is set on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = START
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


def taken(owner: Person, comment: str, kind: str = REMOVE, **more: datetime) -> str:
    new = NewOrder(authority="Court of Harbor Town", kind=kind, comment=comment, **more)  # type: ignore[arg-type]
    return take_order(actor=actor_of(owner), new=new)


def told() -> list[str]:
    """Deliver what waits, and return to whom an alarm went since this was asked last."""
    deliver_all()
    found = [str(one.to[0]) for one in mail.outbox if PRESSES in one.subject]
    mail.outbox.clear()
    return sorted(found)


def test_at_once_and_when_a_quarter_is_left_once_each(owner, desk, comment, time):
    taken(owner, comment)
    assert told() == desk
    alarm_desk()
    assert told() == []
    time.passes(minutes=44)
    alarm_desk()
    assert told() == []
    time.passes(minutes=1)
    assert alarm_desk() == 1
    assert told() == desk
    for _ in range(3):
        time.passes(minutes=10)
        assert alarm_desk() == 0
    assert told() == []


def test_what_the_mail_says_and_what_it_does_not(owner, desk, comment, time):
    order = taken(owner, comment)
    deliver_all()
    body = str(mail.outbox[-1].body)
    for words in ("Court of Harbor Town", "60 minutes are left.", f"/staff/law/{order}/"):
        assert words in body
    assert not [word for word in (TEXT, "Wilma", "Dora") if word in body]
    mail.outbox.clear()
    time.passes(minutes=50)
    alarm_desk()
    deliver_all()
    assert "10 minutes are left." in str(mail.outbox[-1].body)


def test_it_comes_where_mails_to_the_staff_are_switched_off(owner, desk, comment):
    change_setting(name="staff_mail", value="off")
    taken(owner, comment)
    assert told() == desk


def test_what_is_settled_rings_no_more(owner, desk, comment, time):
    order = taken(owner, comment)
    assert told() == desk
    set_aside(actor=actor_of(owner), order=order, answer="Not ours.")
    time.passes(minutes=50)
    assert alarm_desk() == 0
    assert told() == []


def test_what_was_settled_before_the_mail_went_is_not_told(owner, desk, comment):
    order = taken(owner, comment)
    set_aside(actor=actor_of(owner), order=order, answer="Not ours.")
    assert told() == []


def test_a_day_or_more_is_no_alarm(owner, desk, comment, time):
    taken(owner, comment, INFORM)
    taken(owner, comment, INFORM, deadline=START + timedelta(days=3))
    assert told() == []
    time.passes(hours=23)
    assert alarm_desk() == 0


def test_less_than_a_day_is(owner, desk, comment, time):
    taken(owner, comment, INFORM, deadline=START + timedelta(hours=23, minutes=59))
    assert told() == desk
    time.passes(hours=18)
    assert alarm_desk() == 1
    deliver_all()
    assert "5 hours are left." in str(mail.outbox[-1].body)


@pytest.mark.parametrize(("hours_ago", "left", "again"), [(20, 4, 0), (48, 6, 0), (10, 10, 1)])
def test_one_entered_late_is_told_at_once(owner, desk, comment, time, hours_ago, left, again):
    """Where a quarter or less is left as it is entered, there is one mail alone."""
    received = START - timedelta(hours=hours_ago)
    taken(owner, comment, received=received, deadline=START + timedelta(hours=left))
    assert told() == desk
    time.passes(hours=left - 0.5)
    assert alarm_desk() == again


def test_one_that_is_overdue_says_so(owner, desk, comment, time):
    received, deadline = START - timedelta(hours=3), START - timedelta(hours=2)
    taken(owner, comment, received=received, deadline=deadline)
    deliver_all()
    assert "Overdue since" in str(mail.outbox[-1].body)
    assert told() == desk
    assert alarm_desk() == 0


def test_who_lost_the_desk_is_told_nothing(owner, desk, comment, time):
    taken(owner, comment)
    dora = Person.objects.get(name="Dora Desk")
    change_role(person=dora.pk, role="member")
    assert told() == [owner.email]
    time.passes(minutes=50)
    alarm_desk()
    assert told() == [owner.email]


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_the_two_leaves_neither(owner, desk, comment, time, monkeypatch):
    taken(owner, comment)
    assert told() == desk
    time.passes(minutes=50)

    def crash(event: object) -> None:
        raise SystemError(event)

    with monkeypatch.context() as broken:
        broken.setattr("colonnade.moderation.actions.orders.record", crash)
        with pytest.raises(SystemError):
            alarm_desk()
    assert told() == []
    assert Order.objects.get().alarm is not None
    assert alarm_desk() == 1
    assert told() == desk


@pytest.mark.django_db(transaction=True)
def test_one_mail_that_fails_is_tried_again_and_the_others_come_once(
    owner, desk, comment, settings
):
    settings.EMAIL_BACKEND = "tests.moderation.test_cases.Failing"
    Failing.sent, Failing.fails = [], 1
    taken(owner, comment)
    deliver_all()
    assert len(Failing.sent) == 1
    Delivery.objects.filter(done=False).update(due=clock.now())
    Failing.fails = 0
    deliver_all()
    assert sorted(to for to, _ in Failing.sent) == desk


def test_the_worker_looks_every_minute():
    assert [one.seconds for one in chores() if one.act is alarm_desk] == [60.0]


def test_nobody_to_tell_breaks_nothing(comment):
    lone = Actor(person=None, name="Root", role="owner")
    new = NewOrder(authority="Court", kind=REMOVE, comment=comment)
    take_order(actor=lone, new=new)
    assert told() == []
