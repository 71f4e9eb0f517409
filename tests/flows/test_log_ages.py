"""The public log as time goes by: detail fades as the owner has set, and mail bears witness."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from colonnade.flows.fade_log import fade_log
from colonnade.flows.mail_log import mail_log
from colonnade.kit import clock
from colonnade.moderation.models import LogEntry
from colonnade.project.chores import chores
from colonnade.sites.actions import change_setting
from tests.factories import make_person
from tests.web.logged import decided, of_json

pytestmark = pytest.mark.django_db


def test_detail_is_kept_a_year_unless_the_owner_says_otherwise():
    decided()
    assert fade_log() == 0
    with time_machine.travel(clock.now() + timedelta(days=100)):
        assert fade_log() == 0
        change_setting(name="log_days", value="0")
        assert fade_log() == 0
        change_setting(name="log_days", value="99")
        assert fade_log() == 1
        assert fade_log() == 0
    row = LogEntry.objects.get()
    assert (row.detail, row.salt, row.act, row.rule, row.began) == (None, "", "remove", 2, "own")


def test_owners_get_one_mail_a_day_with_the_signed_head():
    owner = make_person(role="owner")
    make_person(role="moderator")
    assert mail_log() == 0
    decided()
    decided("hold")
    assert mail_log() == 1
    head = of_json("/.well-known/colonnade-log.json")
    [sent] = mail.outbox
    assert sent.to == [owner.email]
    assert "1 × A comment was removed" in sent.body
    assert all(str(head[name]) in sent.body for name in ("number", "head", "signature", "key"))
    decided()
    assert mail_log() == 0, "at most one a day"
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert mail_log() == 1
        assert "1 × A comment was removed" in mail.outbox[1].body
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert mail_log() == 0, "nothing was added"


def test_no_mail_goes_where_it_is_switched_off():
    make_person(role="owner")
    change_setting(name="staff_mail", value="off")
    decided()
    assert mail_log() == 0


def test_the_worker_does_both():
    acts = {getattr(chore.act, "__name__", "") for chore in chores()}
    assert {"fade_log", "mail_log"} <= acts
