"""X4, X6, X11, X19: hostile text in every place, looked at on every page, feed and document."""

import json
from urllib.parse import quote
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from colonnade.discussion.models import Comment, Revision
from colonnade.people.models import Person
from tests.conftest import FULL
from tests.factories import make_person
from tests.hostile.lists import attacks, some, tell
from tests.hostile.looking import Page, odd_in
from tests.hostile.world import build
from tests.kit.reading_html import harm_in
from tests.staff.desk import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ATOM = "{http://www.w3.org/2005/Atom}"


def test_hostile_text_is_inert_in_every_place(settings, tmp_path):
    """One site full of payloads, looked at in every way: making it is most of the work."""
    settings.MEDIA_ROOT = tmp_path
    owner = make_person(role="owner")
    texts = some(attacks(), one_of=6)
    world, client = build(texts, owner.pk), sign_in(owner)
    tell(f"{len(texts)} payloads of {len(attacks())} in every place")
    look_at_pages(world, client)
    look_at_feeds(world)
    look_at_data(world)
    look_at_the_api(world)
    look_at_failures(world, client)


def read(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def pages_of(found: dict[str, list[str]]) -> list[str]:
    """Return the addresses of pages for readers."""
    few = 40 if FULL else 4
    pages = ["/", "/search/?q=alert", "/search/?q=script&order=best", "/search/?q=x&page=2"]
    pages += ["/rules/", "/rules/1/", "/rules/2/", "/log/", "/archive/", "/odd/", *found["thread"]]
    pages += [f"/search/?q={quote(text)}" for text in attacks()[: few * 3]]
    pages += [f"/search/?section={quote(text)}&person={quote(text)}" for text in attacks()[:few]]
    pages += [f"/people/{handle}/" for handle in found["people"][:few]]
    for comment in found["comments"][:few]:
        pages += [f"/c/{comment}/{act}" for act in ("", "reply", "history")]
    return [*pages, *found["articles"][:few], *found["tags"][:few]]


def own_pages_of(found: dict[str, list[str]]) -> list[str]:
    """Return the addresses that only the owner opens, who wrote some of the comments."""
    few = 40 if FULL else 4
    pages = ["/me/", "/me/settings/", "/staff/", "/staff/?page=2", "/staff/decisions/"]
    pages += ["/staff/threads/", "/staff/policy/", "/staff/settings/", "/staff/begin/"]
    pages += ["/staff/people/", "/staff/look/", "/staff/own-html/", "/staff/threads/new/"]
    pages += [f"/staff/threads/?q={quote(text)}" for text in attacks()[:few]]
    pages += [f"/staff/people/?q={quote(text)}" for text in attacks()[:few]]
    for comment in found["comments"][:few]:
        pages += [f"/c/{comment}/{act}" for act in ("mine", "edit", "delete")]
        pages += [f"/staff/comments/{comment}/", f"/staff/?done={comment}"]
    held = Comment.objects.filter(visibility="held").values_list("public_id", flat=True)
    return [*pages, *(f"/staff/comments/{comment}/" for comment in held[:few])]


def look_at_pages(found: dict[str, list[str]], owner: Client) -> None:
    seen, odd = 0, []
    cases = [(Client(), path) for path in pages_of(found)]
    cases += [(owner, path) for path in own_pages_of(found)]
    for client, path in cases:
        html = read(client, path)
        seen += 1
        odd += [(path, words) for words in odd_in(html)]
    assert odd == []
    tell(f"inert {seen} of {seen} pages, by a second parser")


def look_at_feeds(found: dict[str, list[str]]) -> None:
    """Parsed as a reader's program would; HTML only where the format says HTML."""
    paths = ["/feeds/comments", "/feeds/articles", "/feeds/sections/odd"]
    paths += [f"/t/{found['threads'][0]}/feed"]
    entries = 0
    for path in paths:
        feed = json.loads(read(Client(), f"{path}.json"))
        for item in feed["items"]:
            assert not odd_in(item["content_html"]), path
            entries += 1
        root = fromstring(read(Client(), f"{path}.xml"))  # noqa: S314 - our own feed
        assert _odd_in_atom(root) == []
        titles = {entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")}
        assert titles - {None}
    root = fromstring(read(Client(), "/sitemap.xml"))  # noqa: S314 - our own
    assert all((place.text or "").startswith("http") for place in root.iter() if "loc" in place.tag)
    tell(f"inert {entries} of {entries} entries of feeds")


def _odd_in_atom(root: Element) -> list[str]:
    odd = []
    for part in root.iter():
        if not part.tag.startswith((ATOM, "{")) or "svg" in part.tag or "script" in part.tag:
            odd.append(part.tag)
        if part.get("type") == "html":
            odd += odd_in(part.text or "")
        odd += [value for name, value in part.items() if name == "href" and value[:4] != "http"]
    return odd


def look_at_data(found: dict[str, list[str]]) -> None:
    """JSON-LD: no text ends its element."""
    for path in found["articles"][: 60 if FULL else 6]:
        data = Page(read(Client(), path)).data
        assert len(data) == 1
        assert "<" not in data[0]
        assert json.loads(data[0])["@graph"]


def look_at_the_api(found: dict[str, list[str]]) -> None:
    """X19: what is HTML is marked and harmless, what is text is the text."""
    thread = found["threads"][0]
    sources = dict(Revision.objects.values_list("comment__public_id", "source").order_by("number"))
    names = set(Comment.objects.values_list("guest_name", flat=True))
    names |= set(Person.objects.values_list("name", flat=True))
    tried, page, pages = 0, 1, 1
    while page <= pages:
        path = f"/api/v1/threads/{thread}/comments?size=300&page={page}"
        answer = Client().get(path).json()
        pages, page = answer["pages"], page + 1
        for item in answer["items"]:
            if item["html"]:
                assert not harm_in(item["html"])
                assert item["source"] == sources[item["id"]]
                assert item["author"]["name"] in names
                tried += 1
    document = Client().get("/api/v1/openapi.json").json()
    fields = document["components"]["schemas"]["Comment"]["properties"]
    assert "HTML" in fields["html"]["description"]
    assert "not HTML" in fields["note"]["description"]
    assert tried > 100
    tell(f"unchanged {tried} of {tried} texts, harmless {tried} of {tried} HTML fields of the API")


def look_at_failures(found: dict[str, list[str]], owner: Client) -> None:
    """X6: what comes back after a refusal, a forgery, a conflict."""
    thread, comment = found["threads"][0], found["comments"][0]
    checked = Client(enforce_csrf_checks=True)
    tried = 0
    for text in some(attacks()[::8], one_of=13):
        short = text.replace("\x00", "")
        typed = {"body": short, "name": short, "key": short, "parent": short, short: short}
        answers = [
            checked.post(f"/t/{thread}/comment/post", typed),
            owner.post(f"/t/{thread}/comment/post", typed),
            owner.post(f"/c/{comment}/edit", {"body": short, "revision": "999"}),
            owner.post(f"/staff/comments/{comment}/decide", {"act": short, "reason": short}),
            owner.post("/staff/threads/new/", {"title": short, "url": short, "section": short}),
            owner.post("/staff/policy/", {"policy": short, "after": "999"}),
            owner.post("/staff/policy/", {"policy": f"1. **{short}**", "preview": "1"}),
            owner.post("/staff/settings/", {"title": short * 9, "commenting": short}),
            owner.post("/staff/look/", {"accent": short, "menu": short, "css": short}),
            owner.post("/staff/begin/", {"title": "", "policy": short, "email": short}),
            Client().post("/accounts/signup/", {"email": short, "name": short}),
            Client().post("/accounts/login/", {"login": short, "password": "x"}),
        ]
        for answer in answers:
            assert odd_in(answer.content.decode()) == [], (answer.request["PATH_INFO"], text)
            tried += 1
    tell(f"inert {tried} of {tried} answers with what was typed in them")
