"""D9, D10, X16: line ends in names, titles, addresses: headers, mails and log stay whole."""

import io
import json
import logging
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from PIL import Image

from colonnade.kit.logs import JsonLines
from colonnade.kit.refusals import Refusal
from colonnade.notify.actions import send_test_mail
from colonnade.people.models import Person
from colonnade.sites.actions import change_setting
from colonnade.sites.models import Site
from colonnade.sites.reading import forget_site
from tests.factories import deliver_all, make_comment, make_person, make_thread
from tests.hostile.doors import doors
from tests.hostile.lists import attacks, crlf, some, tell
from tests.staff.desk import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HEADERS = {
    *("Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To"),
    *("Date", "Message-ID", "Bcc"),
}
RULE = b"-" * 79 + b"\n"


@pytest.fixture
def mailbox(settings, tmp_path):
    """The folder that mails are really written to."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def mails_in(folder: Path) -> list[EmailMessage]:
    """Parse every mail of the folder with a parser that is not Django's."""
    raw = [part for path in folder.iterdir() for part in path.read_bytes().split(RULE)]
    mails = [message_from_bytes(part.lstrip(), policy=default) for part in raw if part.strip()]
    assert all(isinstance(found, EmailMessage) for found in mails)
    return mails


def strange_in(letter: EmailMessage) -> list[str]:
    """Return what nobody put into a mail's head, and what its parser stumbled on."""
    found = [name for name in letter.keys() if name not in HEADERS]  # noqa: SIM118 - not a dict
    found += [str(defect) for part in letter.walk() for defect in part.defects]
    twice = [name for name in set(letter.keys()) if len(letter.get_all(name) or []) > 1]
    return found + twice


def test_no_title_of_a_site_changes_the_head_of_a_mail(mailbox):
    """Also where a title stands in the database that no form would take."""
    make_person(role="owner")
    thread = make_thread()
    sent, refused = 0, 0
    titles = crlf() + [text[:120] for text in some(attacks(), one_of=40)]
    for title in titles:
        try:
            change_setting(name="title", value=title[:120])
        except Refusal:
            refused += 1
            Site.objects.update(title=title[:120].replace("\x00", ""))
            forget_site()
        send_test_mail(to="owner@example.org")
        sent += 1
    make_comment(thread, held=True)
    deliver_all()
    letters = mails_in(mailbox)
    assert len(letters) == sent + 1
    assert [odd for letter in letters if (odd := strange_in(letter))] == []
    assert not any("canary@" in str(letter["Bcc"] or letter["Cc"] or "") for letter in letters)
    tell(
        f"headers unchanged {sent} of {sent}: mails with a hostile title ({refused} refused first)"
    )


def test_no_name_and_no_address_reaches_the_head_of_a_mail(mailbox):
    """Registration, reset, a changed address, with each of the list in name and address."""
    person = make_person()
    tried = 0
    for words in some(crlf(), one_of=4):
        for typed in (words, f"{words}@example.org", f"ada@example.org{words}"):
            Client().post(
                "/accounts/signup/",
                {"email": typed, "name": words, "password1": "quiet harbor lantern"},
            )
            Client().post("/accounts/password/reset/", {"email": typed})
            tried += 2
    for number, name in enumerate(some(crlf() + attacks(), one_of=90)):
        form = {
            "email": f"n{number}@example.org",
            "name": name,
            "password1": "quiet harbor lantern",
        }
        Client().post("/accounts/signup/", form)
        tried += 1
    client = sign_in(person)
    client.post("/accounts/email/", {"email": "fresh@example.org", "action_add": ""})
    letters = mails_in(mailbox)
    assert letters
    names = Person.objects.values_list("name", flat=True)
    assert [name for name in names if len(name.splitlines()) > 1] == []
    assert [odd for letter in letters if (odd := strange_in(letter))] == []
    assert {str(letter["From"]) for letter in letters} == {"noreply@localhost.localdomain"}
    assert not any(
        "canary" in str(letter["To"]) and "\n" in str(letter["To"]) for letter in letters
    )
    tell(f"headers unchanged {tried} of {tried}: {len(letters)} mails after hostile registrations")


def test_names_in_mails_are_text_that_no_program_links():
    """X16: a mail of ours is plain text without any name that its writer chose."""
    for name in some(attacks(), one_of=120):
        Client().post(
            "/accounts/signup/",
            {"email": "x@example.org", "name": name, "password1": "quiet harbor lantern"},
        )
    for letter in mail.outbox:
        assert not getattr(letter, "alternatives", None), "no HTML part to break out of"
        assert "<" not in letter.body.replace("<http", "")


def heads_of(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}


def test_nothing_typed_adds_a_header_to_an_answer():
    every = doors()
    known: dict[str, set[str]] = {}
    tried = 0
    for door in every:
        for name in door.fields:
            for words in some(crlf(), one_of=17):
                answer = door.send(**{name: words})
                assert answer.status_code < 500, (door.name, name, words)
                heads = heads_of(answer)
                known.setdefault(door.name, set()).update(heads)
                assert not any("\n" in value or "\r" in value for value in heads.values())
                assert not {"X-Canary", "Bcc"} & heads.keys()
                assert "canary" not in answer.cookies
                tried += 1
    for door in every:
        assert known[door.name] <= KNOWN, known[door.name] - KNOWN
    tell(f"headers unchanged {tried} of {tried}: hostile values in every field")


KNOWN = {
    *("Content-Type", "Content-Length", "Location", "Vary", "Cache-Control", "Retry-After", "ETag"),
    *("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"),
    *("Cross-Origin-Opener-Policy", "Permissions-Policy", "X-Robots-Tag", "Expires", "Allow"),
    *("Content-Language", "Link", "Access-Control-Allow-Origin"),
}


def test_no_file_name_of_an_upload_reaches_a_header_or_a_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    client = sign_in(make_person())
    raw = io.BytesIO()
    Image.new("RGB", (60, 60), "teal").save(raw, "PNG")
    tried = 0
    for name in [
        *some(crlf(), one_of=3),
        "../../x.png",
        "x.svg",
        "..\\x.png",
        'a"; filename="b.png',
        "\x1b[2J.png",
    ]:
        body, kind = multipart(name.encode(errors="replace"), raw.getvalue())
        answer = client.generic("POST", "/me/picture/", body, kind)
        assert answer.status_code < 500
        assert set(heads_of(answer)) <= KNOWN
        tried += 1
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert all(re.fullmatch(r"[0-9a-f]{32}-\d+\.webp", path.name) for path in files)
    tell(f"file names {tried} of {tried} left no trace")


def multipart(name: bytes, content: bytes) -> tuple[bytes, str]:
    """Return a form with a file whose name stands there as it is, line ends too."""
    head = b'Content-Disposition: form-data; name="picture"; filename="' + name + b'"\r\n'
    body = b"--cut\r\n" + head + b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--cut--\r\n"
    return body, "multipart/form-data; boundary=cut"


def test_every_record_of_the_log_is_one_line_of_json():
    """D9: CR, LF, ESC, U+2028 in path, name, browser."""
    logger = logging.getLogger("django.request")
    handler = Kept()
    logger.addHandler(handler)
    logger.propagate = False  # a report of tests cannot hold a lone surrogate
    try:
        words = [*crlf(), "\x1b[2J", "\u202e", "\ud800", "\x00", '"}\n{"level": "info"']
        for word in words:
            path = "/" + word.encode(errors="surrogatepass").decode("latin-1")
            Client().generic("GET", path, headers={"User-Agent": word.replace("\ud800", "")})
            Client().post(
                "/accounts/login/", {"login": word.replace("\ud800", ""), "password": "x"}
            )
            logger.warning("about %s", word)
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    assert len(handler.lines) >= len(words)
    for line in handler.lines:
        assert line.isascii()
        assert len(line.splitlines()) == 1
        assert json.loads(line)["logger"] == "django.request"
    tell(f"one line of JSON {len(handler.lines)} of {len(handler.lines)} records")


class Kept(logging.Handler):
    """Formats records as the server does and keeps the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
