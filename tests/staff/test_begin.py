"""The owner's first page: all is kept, or nothing; what was typed stays; the sample can go."""

import re
from html import unescape

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.test import Client

from colonnade.moderation.reading import policy, policy_versions
from colonnade.people.actions import add_person, make_link
from colonnade.people.models import Person
from colonnade.sites.reading import current_site
from tests.factories import PASSWORD, make_person
from tests.ports import kept_port
from tests.staff.desk import form, sign_in, staff, text

pytestmark = pytest.mark.django_db
BEGIN = "/staff/begin/"
NEW = {
    "title": "The Harbor Post",
    "tagline": "Daily",
    "public_url": "https://post.example",
    "language": "en",
    "time_zone": "Europe/Berlin",
    "commenting": "members",
    "name": "Ada Harbor",
    "email": "Ada@Post.example",
    "password": PASSWORD,
    "policy": "1. **Be kind.** Really.",
}


@pytest.fixture
def owner():
    """The owner whom the first start makes, signed in by her link."""
    pk = add_person(name="Owner", email="owner@localhost.invalid", role="owner")
    return sign_in(Person.objects.get(pk=pk))


def typed(client: Client, **changes: str) -> dict[str, str]:
    return form(text(client.get(BEGIN)), BEGIN) | NEW | changes


def test_the_printed_link_leads_an_owner_here_until_she_has_begun():
    add_person(name="Owner", email="owner@localhost.invalid", role="owner")
    client = Client()
    for where in (BEGIN, "/staff/"):
        answer = client.post(f"/accounts/link/{make_link(role='owner')}/")
        assert answer.headers["Location"] == where
        if where == BEGIN:
            assert client.post(BEGIN, typed(client)).status_code == 303
            client = Client()
    moderator = make_person("Mo", role="moderator")
    answer = Client().post(f"/accounts/link/{make_link(name=moderator.name)}/")
    assert answer.headers["Location"] == "/staff/"


def test_all_of_it_is_kept_at_once_and_she_stays_signed_in(owner):
    answer = owner.post(BEGIN, typed(owner))
    assert answer.status_code == 303
    page = text(owner.get(answer.headers["Location"]))
    assert "Your site is ready." in page
    site = current_site()
    assert (site.title, site.time_zone, site.commenting) == (
        "The Harbor Post",
        "Europe/Berlin",
        "members",
    )
    assert site.begun
    current = policy()
    assert current is not None
    assert (current.number, current.source) == (1, NEW["policy"])
    person = Person.objects.get(role="owner")
    assert (person.name, person.email) == ("Ada Harbor", "ada@post.example")
    fresh = Client()
    credentials = {"login": "ada@post.example", "password": PASSWORD}
    assert fresh.post("/accounts/login/", credentials).status_code == 302
    assert fresh.get("/staff/").status_code == 200


@pytest.mark.parametrize(
    ("name", "bad", "words"),
    [
        ("title", "", "nothing written"),
        ("public_url", "post.example", "without a path"),
        ("time_zone", "Europe/Atlantis", "no such time zone"),
        ("commenting", "friends", "choose one"),
        ("name", "", "give a name"),
        ("email", "ada", "not an e-mail address"),
        ("email", "", "not an e-mail address"),
        ("email", "owner@localhost.invalid", "already"),
        ("password", "", "choose a password"),
        ("password", "password", "too common"),
        ("password", "Ada Harbor", "too similar"),
        ("policy", "  ", "nothing written"),
    ],
)
def test_one_fault_keeps_nothing_and_all_that_was_typed(owner, name, bad, words):
    before = current_site()
    answer = owner.post(BEGIN, typed(owner, **{name: bad}))
    page = text(answer)
    assert answer.status_code == 422
    (fault,) = re.findall(rf'id="fault-{name}">([^<]+)<', page)
    assert words in unescape(fault)
    assert len(re.findall(r'class="fault"', page)) == 1
    for field, value in NEW.items():
        if field == "password":
            assert value not in page
        elif field != name:
            assert value in page
    assert current_site() == before
    assert policy_versions() == []
    assert Person.objects.get(role="owner").name == "Owner"


def test_another_members_name_or_address_is_not_taken(owner):
    other = make_person("Ada Harbor")
    assert 'id="fault-name"' in text(owner.post(BEGIN, typed(owner)))
    page = text(owner.post(BEGIN, typed(owner, name="Bo", email=other.email)))
    assert 'id="fault-email"' in page


def test_a_policy_is_published_once_and_never_over_another(owner):
    assert owner.post(BEGIN, typed(owner)).status_code == 303
    assert owner.post(BEGIN, typed(owner)).status_code == 303
    assert len(policy_versions()) == 1
    stale = typed(owner, policy="2. Other.", after="0")
    answer = owner.post(BEGIN, stale)
    assert answer.status_code == 422
    assert "published while you were writing" in text(answer)
    assert "Be kind." in text(answer)
    assert owner.post(BEGIN, form(text(answer), BEGIN) | NEW | {"policy": "2. Other."})
    assert len(policy_versions()) == 2


def test_a_settled_account_is_not_asked_again_and_cannot_be_changed_here(owner):
    owner.post(BEGIN, typed(owner))
    page = text(owner.get(BEGIN))
    assert 'name="password"' not in page
    assert "ada@post.example" in page
    owner.post(BEGIN, typed(owner, email="eve@evil.example", password="another harbor lamp"))
    person = Person.objects.get(role="owner")
    assert person.email == "ada@post.example"
    assert person.check_password(PASSWORD)


def test_the_operators_address_is_shown_and_not_asked(owner, settings):
    settings.PUBLIC_URL = "https://operator.example"
    page = text(owner.get(BEGIN))
    assert "https://operator.example" in page
    assert 'name="public_url"' not in page
    assert "COLONNADE_PUBLIC_URL" in page


def test_who_came_by_ssh_is_shown_the_way(owner, monkeypatch):
    assert "ssh -L" not in text(owner.get(BEGIN))
    monkeypatch.setenv("COLONNADE_WAY_FROM_AFAR", "ssh -L 8000:127.0.0.1:8000 ada@192.0.2.7")
    assert "ssh -L 8000:127.0.0.1:8000 ada@192.0.2.7" in text(owner.get(BEGIN))


def test_an_https_address_does_not_lock_her_out(owner):
    headers = {"Origin": "http://post.example", "Host": "post.example"}
    answer = owner.post(BEGIN, typed(owner), headers=headers)
    assert answer.status_code == 422
    assert "would lock you out" in text(answer)
    assert not current_site().begun


def test_a_test_mail_goes_to_the_typed_address_and_saves_nothing(owner):
    page = text(owner.post(BEGIN, typed(owner, mail="1")))
    assert [message.to for message in mail.outbox] == [["ada@post.example"]]
    assert "The Harbor Post" in page
    assert not current_site().begun
    page = text(owner.post(BEGIN, typed(owner, mail="1", email="ada")))
    assert "not an e-mail address" in page
    assert len(mail.outbox) == 1


def test_a_mail_to_a_file_says_so(owner, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.MAIL_GOES_TO_FILES = True
    page = text(owner.post(BEGIN, typed(owner, mail="1")))
    assert str(tmp_path) in page
    assert "Nobody receives it." in page
    (file,) = tmp_path.iterdir()
    assert "To: ada@post.example" in file.read_text()


class Refusing:
    """A mail server that takes no mail."""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - its name
        return "550 5.1.1 We know nobody of this name"


def test_what_a_mail_server_says_is_shown(owner, settings):
    settings.MAIL_GOES_TO_FILES = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with kept_port() as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        answer = owner.post(BEGIN, typed(owner, mail="1"))
        assert answer.status_code == 409
        assert f"The mail server 127.0.0.1 does not answer at port {port}." in text(answer)
        controller = Controller(Refusing(), "127.0.0.1", port, ready_timeout=60)
        controller.start()
        try:
            assert "We know nobody of this name" in text(owner.post(BEGIN, typed(owner, mail="1")))
            settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "somebody"
            assert "did not take the mail" in text(owner.post(BEGIN, typed(owner, mail="1")))
        finally:
            controller.stop()


def test_until_she_has_begun_the_desk_leads_here():
    client = staff("owner")
    assert "Your site is not set up yet." in text(client.get("/staff/"))
    client.post(BEGIN, typed(client))
    assert "not set up yet" not in text(client.get("/staff/"))
    assert BEGIN in text(client.get("/staff/settings/"))
    assert "not set up yet" not in text(staff("moderator").get("/staff/"))
