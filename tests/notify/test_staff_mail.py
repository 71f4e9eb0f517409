"""One mail to the staff when comments begin to wait, over a real SMTP connection."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from colonnade.discussion.reading import held_comments
from colonnade.flows.decide import decide
from colonnade.kit import clock
from colonnade.notify.models import StaffNotice
from colonnade.outbox import reading
from colonnade.sites.actions import change_setting
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread
from tests.ports import kept_port

pytestmark = pytest.mark.django_db


class Sink:
    """Takes every mail."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        message = message_from_bytes(envelope.content, policy=default)
        self.mails.append((envelope.rcpt_tos, message))
        return "250 taken"


@pytest.fixture
def sink(settings):
    handler = Sink()
    with kept_port() as port:
        controller = Controller(handler, "127.0.0.1", port, ready_timeout=60)
        controller.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        yield handler
        controller.stop()


def test_one_mail_when_comments_begin_to_wait_and_the_next_after_an_empty_queue(sink):
    moderator, owner = make_person(role="moderator"), make_person(role="owner")
    make_person()
    change_setting(name="title", value="Tide\u202e & <b>Times</b>")
    thread, actor = make_thread(), make_actor(role="moderator")
    first = make_comment(thread, held=True, body="canary text")
    deliver_all()
    make_comment(thread, held=True)
    deliver_all()
    assert len(sink.mails) == 1
    to, mail = sink.mails[0]
    assert {moderator.email, owner.email} < set(to)
    assert moderator.email not in mail.as_string(), "colleagues' addresses stay private"
    assert "canary" not in mail.as_string()
    assert "/staff/" in mail.get_content()
    waiting = [first, *[row.id for row in held_comments()][1:]]
    for comment in waiting:
        decide(actor=actor, comment=comment, act="approve")
    deliver_all()
    make_comment(thread, held=True)
    deliver_all()
    assert len(sink.mails) == 2


def test_the_owner_may_switch_it_off(sink):
    make_person(role="owner")
    change_setting(name="staff_mail", value="off")
    make_comment(make_thread(), held=True)
    deliver_all()
    assert sink.mails == []


class Post(BaseEmailBackend):
    """A way for mail that notes the state of the house, and may break down or end the process."""

    sent: list[tuple[bool, bool]]
    breaks: list[BaseException]

    def send_messages(self, email_messages):
        notice = StaffNotice.objects.get(cleared=None)
        self.sent.append((connection.in_atomic_block, notice.told))
        if self.breaks:
            raise self.breaks.pop()
        return len(email_messages)


@pytest.fixture
def post(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Post"
    Post.sent, Post.breaks = [], []
    make_person(role="owner")
    return Post


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_mail_server_with_the_database_in_hand(post):
    make_comment(make_thread(), held=True)
    deliver_all()
    assert post.sent == [(False, False)], "outside of any transaction, after its notice"
    assert StaffNotice.objects.get().told
    make_comment(make_thread(), held=True)
    deliver_all()
    assert len(post.sent) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_was_not_taken_is_tried_again_once_for_all_that_waits(post):
    thread = make_thread()
    for _ in range(3):
        make_comment(thread, held=True)
    post.breaks.append(ConnectionRefusedError())
    deliver_all()
    assert len(post.sent) == 1
    assert not StaffNotice.objects.get().told
    assert reading.count_waiting() == 3
    with time_machine.travel(clock.now() + timedelta(seconds=3)):
        deliver_all()
    assert len(post.sent) == 2
    assert StaffNotice.objects.get().told
    assert reading.count_waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_not_lost_where_the_process_ends_in_the_middle(post):
    make_comment(make_thread(), held=True)
    post.breaks.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        deliver_all()
    deliver_all()
    assert len(post.sent) == 2
    assert StaffNotice.objects.get().told


@pytest.mark.django_db(transaction=True)
def test_a_notice_of_an_empty_queue_is_cleared_without_a_mail(post):
    comment = make_comment(make_thread(), held=True)
    deliver_all()
    decide(actor=make_actor(role="moderator"), comment=comment, act="approve")
    deliver_all()
    assert StaffNotice.objects.get().cleared is not None
    assert len(post.sent) == 1


def test_nothing_goes_in_between_where_one_mail_a_day_is_wanted(sink):
    make_person(role="moderator")
    change_setting(name="daily_mail", value="on")
    make_comment(make_thread(), author=make_actor(), held=True)
    deliver_all()
    assert sink.mails == []
    change_setting(name="daily_mail", value="off")
    make_comment(make_thread(), author=make_actor(), held=True)
    deliver_all()
    assert len(sink.mails) == 1
