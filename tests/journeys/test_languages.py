"""The site speaks one language to everybody: pages, answers of the API, dates and mails."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from colonnade.sites.actions import change_setting
from colonnade.sites.reading import current_site, remembering_site
from colonnade.sites.settings import LANGUAGES, SETTINGS
from colonnade.sites.speech import site_speech
from colonnade.sites.times import day_words, moment_words
from tests.factories import (
    PASSWORD,
    deliver_all,
    make_actor,
    make_comment,
    make_person,
    make_thread,
)
from tests.queries import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def german():
    change_setting(name="language", value="de")


@pytest.mark.usefixtures("german")
def test_public_pages_speak_the_sites_language_whatever_the_reader_asks_for():
    thread = make_thread(comments=3)
    for path in ("/", f"/t/{thread.public_id}/", "/rules/", "/search/?q=Comment", "/nothing"):
        answers = [Client().get(path, headers={"accept-language": word}) for word in ("fr", "en")]
        page = answers[0].content.decode()
        assert '<html lang="de" dir="ltr">' in page, path
        assert "Moderationsregeln" in page, path
        assert answers[0].content == answers[1].content, path
        assert "accept-language" not in answers[0].headers.get("Vary", "").lower()


def test_another_language_is_spoken_from_the_next_answer_on():
    assert 'lang="en"' in Client().get("/").content.decode()
    change_setting(name="language", value="de")
    assert 'lang="de"' in Client().get("/").content.decode()
    assert translation.get_language() == "en", "nothing of it stays behind"


@pytest.mark.usefixtures("german")
def test_times_are_written_as_the_language_writes_them():
    page = Client().get(f"/t/{make_thread(comments=1).public_id}/").content.decode()
    assert re.search(r">\d+\. [A-ZÄa-zä]+\.? 20\d\d, \d\d:\d\d</time>", page)


@pytest.mark.parametrize(
    ("language", "moment", "day"),
    [
        ("en", "2 Sept 2026, 08:03", "2 September 2026"),
        ("de", "2. Sept. 2026, 08:03", "2. September 2026"),
        ("ar", "2 سبتمبر 2026، 08:03", "2 سبتمبر 2026"),
        ("not-a-language", "2 Sept 2026, 08:03", "2 September 2026"),
    ],
)
def test_dates_follow_the_language(language, moment, day):
    when = datetime(2026, 9, 2, 8, 3, tzinfo=UTC)
    with translation.override(language):
        assert moment_words(when) == moment
        assert day_words(when) == day


@pytest.mark.usefixtures("german")
def test_refusals_of_forms_and_of_the_api_are_german(visitor):
    thread = make_thread(commenting="guests")
    visitor.post(f"/t/{thread.public_id}/comment", {"body": " ", "name": "Ann"})
    assert "Es ist noch nichts geschrieben." in visitor.page
    answer = Client().get("/api/v1/threads/222222222222")
    assert answer.json()["detail"] == "Diese Diskussion gibt es nicht."
    assert Client().get("/api/v1/nothing").json()["detail"].startswith("Unter dieser Adresse")


@pytest.mark.usefixtures("german")
def test_the_accounts_library_speaks_german_too(visitor):
    visitor.get("/accounts/login/")
    token = visitor.field("csrfmiddlewaretoken")
    data = {"login": "a@example.org", "password": "wrong", "csrfmiddlewaretoken": token}
    visitor.post("/accounts/login/", data)
    assert "Passwort" in visitor.page
    assert "not correct" not in visitor.page
    visitor.get("/accounts/signup/")
    token = visitor.field("csrfmiddlewaretoken")
    data = {"email": "a", "name": "", "password1": "12345", "csrfmiddlewaretoken": token}
    visitor.post("/accounts/signup/", data)
    assert "Dieses Passwort ist zu kurz" in visitor.page
    assert "Enter a valid" not in visitor.page


@pytest.mark.usefixtures("german")
def test_mails_are_german(visitor):
    make_person("Staff Person", role="moderator")
    make_comment(make_thread(), author=make_actor(), held=True)
    deliver_all()
    assert "1 Kommentar wartet" in mail.outbox[-1].subject
    assert "warten Kommentare auf eine Entscheidung" in mail.outbox[-1].body
    person = make_person(password=PASSWORD)
    visitor.get("/accounts/password/reset/")
    token = visitor.field("csrfmiddlewaretoken")
    data = {"email": person.email, "csrfmiddlewaretoken": token}
    visitor.post("/accounts/password/reset/", data)
    assert mail.outbox[-1].subject == "Neues Passwort wählen"
    assert "hoffentlich Sie selbst" in mail.outbox[-1].body


@pytest.mark.usefixtures("german")
def test_a_translation_that_has_gone_gives_english(settings):
    settings.LANGUAGES = [("en", "English")]
    assert 'lang="en"' in Client().get("/").content.decode()


def test_the_language_costs_no_query():
    """Of the queries of a page, which other tests count, one asks for the site."""
    thread = make_thread(comments=60)
    for path in (
        f"/t/{thread.public_id}/",
        f"/t/{thread.public_id}/?page=2",
        "/rules/",
        "/nothing",
    ):
        with CaptureQueriesContext(connection) as seen:
            Client().get(path)
        asked = [query["sql"] for query in seen.captured_queries if "sites_site" in query["sql"]]
        assert len(asked) == 1, path
    with queries(0):
        Client().get("/healthz")


def test_the_site_is_asked_for_once_and_anew_after_a_change():
    current_site()
    with remembering_site(), queries(1):
        assert current_site() is current_site()
    with site_speech():
        change_setting(name="title", value="Another Name")
        assert current_site().title == "Another Name"


def test_what_an_owner_can_choose_is_what_is_there():
    assert dict(django_settings.LANGUAGES).keys() == set(LANGUAGES)
    assert SETTINGS["language"].choices == LANGUAGES
    assert {"en", "de"} <= set(LANGUAGES)
