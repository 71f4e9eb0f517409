"""The door of forms: broken bytes, sizes, haste, probes, feeds, lines of the log."""

import json
import logging
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from colonnade.discussion.actions import set_commenting
from colonnade.kit.logs import ClientMistakes, JsonLines
from colonnade.people.models import Guest
from colonnade.sites.actions import change_setting
from tests.factories import fresh, make_comment, make_thread
from tests.journeys.conftest import Visitor, find

pytestmark = pytest.mark.django_db
URLENCODED = "application/x-www-form-urlencoded"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def open_thread():
    thread = make_thread()
    set_commenting(thread=thread.id, commenting="guests")
    return fresh(thread)


def written(visitor, thread, body="A thought.", name="Passer By"):
    """Post a comment as a browser does, and return its id and its private link."""
    path = f"/t/{thread.public_id}/comment"
    visitor.post(path, {"body": body, "name": name})
    visitor.press(f"{path}/post", body=body, name=name)
    comment = visitor.path.split("/")[2]
    return comment, find(r'class="link"><a href="http://[^/]+(/guest/[^"]+)"', visitor.page)


@pytest.mark.parametrize("broken", ["a%FFb", "a%ED%A0%80b", "a\xffb"], ids=ascii)
def test_broken_bytes_are_refused_and_the_rest_is_kept(visitor, open_thread, broken):
    path = f"/t/{open_thread.public_id}/comment"
    visitor.get(path)
    token, key = visitor.field("csrfmiddlewaretoken"), visitor.field("key")
    fields = urlencode({"csrfmiddlewaretoken": token, "key": key, "name": "Ann Ombre"})
    data = f"{fields}&body=Kept+".encode("latin-1") + broken.encode("latin-1")
    for address in (path, f"{path}/post"):
        answer = visitor.client.post(address, data, URLENCODED, headers={"referer": "http://x"})
        assert answer.status_code == 422, address
        page = answer.content.decode()
        assert "arrived broken" in page
        assert "Kept a" in page
    assert fresh(open_thread).total == 0


def test_a_replacement_character_that_was_typed_is_a_character(visitor, open_thread):
    data = urlencode({"body": "one \ufffd typed", "name": "Ann"})
    answer = visitor.client.post(f"/t/{open_thread.public_id}/comment", data, URLENCODED)
    assert answer.status_code == 200
    assert "one \ufffd typed" in answer.content.decode()


def test_an_edit_with_broken_bytes_changes_nothing(visitor, open_thread):
    comment, _ = written(visitor, open_thread)
    visitor.get(f"/c/{comment}/edit")
    fields = urlencode({"csrfmiddlewaretoken": visitor.field("csrfmiddlewaretoken")})
    answer = visitor.client.post(f"/c/{comment}/edit", f"{fields}&body=new%FF", URLENCODED)
    assert answer.status_code == 422
    assert Client().get(f"/api/v1/comments/{comment}").json()["source"] == "A thought."


def test_nul_in_a_name_is_refused_with_a_sentence(visitor, open_thread):
    path = f"/t/{open_thread.public_id}/comment"
    visitor.post(path, {"body": "Hello.", "name": "Ann"})
    visitor.press(f"{path}/post", body="Hello.", name="An\x00n")
    assert visitor.status == 422
    assert "U+0000" in visitor.page
    assert fresh(open_thread).total == 0


def test_haste_is_told_when_to_come_again(visitor, open_thread):
    change_setting(name="limit_address", value="1")
    written(visitor, open_thread)
    path = f"/t/{open_thread.public_id}/comment"
    visitor.post(path, {"body": "Again.", "name": "Passer By"})
    answer = visitor.press(f"{path}/post", body="Again.", name="Passer By")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_a_form_that_is_too_large_is_413_with_a_kind_page(visitor, open_thread, settings):
    body = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    data = urlencode({"body": body, "name": "Ann"})
    for address in ("comment", "comment/post"):
        visitor.get(f"/t/{open_thread.public_id}/comment")
        path = f"/t/{open_thread.public_id}/{address}"
        answer = visitor.client.post(path, data, URLENCODED)
        assert answer.status_code == 413
        assert "2 MiB are possible" in answer.content.decode()


def test_probes_are_answered_whatever_host_they_name(settings):
    settings.ALLOWED_HOSTS = ["news.example.org"]
    for host in ("10.0.0.7", "news.example.org", "a b"):
        assert Client().get("/healthz", headers={"host": host}).content == b"ok\n"
        assert Client().get("/readyz", headers={"host": host}).content == b"ready\n"
    assert Client().get("/", headers={"host": "10.0.0.7"}).status_code == 400


def test_feeds_mark_guests_and_an_empty_one_is_as_old_as_its_thread(visitor, open_thread):
    feed = f"/t/{open_thread.public_id}/feed"
    first = Client().get(f"{feed}.xml")
    updated = fromstring(first.content).findtext(f"{ATOM}updated")  # noqa: S314 - our own feed
    assert updated == open_thread.created.isoformat()
    assert Client().get(f"{feed}.xml").headers["ETag"] == first.headers["ETag"]
    written(visitor, open_thread)
    make_comment(open_thread)
    items = Client().get(f"{feed}.json").json()["items"]
    names = [item["authors"][0]["name"] for item in items]
    assert names[1] == "Passer By (not verified)"
    assert "(" not in names[0]
    atom = fromstring(Client().get(f"{feed}.xml").content)  # noqa: S314 - our own feed
    assert [each.text for each in atom.iter(f"{ATOM}name")] == names


def test_an_empty_feed_of_the_site_keeps_its_bytes():
    first, second = (Client().get("/feeds/comments.xml") for _ in range(2))
    assert first.content == second.content


def test_a_private_link_names_its_guest_before_it_makes_one_of_the_visitor(visitor, open_thread):
    mallory = Visitor()
    _, link = written(mallory, open_thread, name="Mallory Post")
    written(visitor, open_thread, name="Ann Ombre")
    before = visitor.client.cookies["guest"].value
    visitor.get(link)
    assert "Continue as the guest <bdi>Mallory Post</bdi>?" in visitor.page
    assert "writes as the guest <bdi>Ann Ombre</bdi> already" in visitor.page
    assert visitor.client.cookies["guest"].value == before, "nothing happens without a press"


def test_a_guest_who_leaves_is_somebody_new(visitor, open_thread):
    comment, link = written(visitor, open_thread, name="Ann Ombre")
    visitor.get("/me/")
    visitor.press("/guest/leave/")
    assert visitor.client.cookies["guest"].value == ""
    assert visitor.get(f"/c/{comment}/mine").status_code == 404
    written(visitor, open_thread, body="Another thought.", name="Bo Bender")
    assert Guest.objects.count() == 2
    visitor.get(link)
    assert "Ann Ombre" in visitor.page, "the private link still opens what was hers"


def test_a_clients_mistake_is_a_warning_of_one_line(caplog, settings):
    settings.ALLOWED_HOSTS = ["news.example.org"]
    with caplog.at_level(logging.WARNING):
        Client().get("/", headers={"host": "evil.example"})
        Client().get("/nothing", headers={"host": "news.example.org"})
    assert caplog.records
    for record in caplog.records:
        assert ClientMistakes().filter(record)
        entry = json.loads(JsonLines().format(record))
        assert entry["level"] == "warning"
        assert "traceback" not in entry


def test_a_fault_of_ours_keeps_its_traceback(caplog):
    logging.getLogger("django.request").error(
        "Broken", exc_info=RuntimeError("ours"), extra={"status_code": 500}
    )
    (record,) = caplog.records
    assert ClientMistakes().filter(record)
    entry = json.loads(JsonLines().format(record))
    assert entry["level"] == "error"
    assert "RuntimeError: ours" in entry["traceback"]
