"""One mail to the staff when comments begin to wait, over a real SMTP connection."""

import socket
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from colonnade.discussion.reading import held_comments
from colonnade.flows.decide import decide
from colonnade.sites.actions import change_setting
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread

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
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
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
