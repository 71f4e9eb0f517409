"""Open redirects, addresses that deceive, and nothing that is fetched because a text names it."""

import json
import re
import socket
import threading
from html import unescape
from unicodedata import normalize
from urllib.parse import quote, urljoin, urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from colonnade.discussion.models import Comment
from colonnade.kit.markup import Format, render
from colonnade.kit.markup.hosts import punycode
from colonnade.people.actions import make_link
from colonnade.sites.actions import change_setting
from tests.cli.running import wait_for
from tests.factories import PASSWORD, deliver_all, make_comment, make_person, make_thread
from tests.hostile.lists import crlf, some, tell
from tests.kit.reading_html import Read, scheme_of
from tests.shared_data import shared
from tests.staff.desk import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HERE = "http://testserver/"


def targets() -> list[str]:
    """Return where an attacker would like a visitor to be led."""
    listed = json.loads(shared("url/patt-open-redirect.json").read_text(encoding="utf-8"))
    own = [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "https:evil",
    ]
    own += ["/%09/evil.example", "/%5cevil.example", "/.//evil.example", "/..//evil.example/"]
    own += ["javascript:alert(1)", "/\n/evil.example", "///evil.example", "/staff/..//evil.example"]
    own += ["http://testserver.evil.example/", "http://testserver@evil.example/", "?next=//evil"]
    return [one["payload"] for one in listed] + own + crlf()


def leads_away(location: str) -> bool:
    """Tell whether a browser would leave the site: it drops tabs, turns backslashes around."""
    bare = re.sub(r"[\t\n\r]", "", location).lstrip("".join(map(chr, range(33))))
    found = urlsplit(urljoin(HERE, bare.replace("\\", "/")))
    return found.netloc != "testserver" or found.scheme != "http"


def locations(answer) -> list[str]:
    """Return where an answer leads, by header or by a link or form that carries it on."""
    return [answer.headers["Location"]] if "Location" in answer.headers else []


def test_whoever_is_led_on_stays_on_this_site():
    person = make_person(role="owner", password=PASSWORD)
    thread = make_thread(comments=2)
    comment = make_comment(thread, held=True)
    client, tried, away = sign_in(person), 0, []
    words = some(targets(), one_of=9)
    for word in words:
        sent = quote(word.encode(errors="replace"))
        login = {"login": person.email, "password": PASSWORD, "next": word}
        answers = [
            Client().post("/viewing/", {"view": "flat", "next": word}),
            Client().get(f"/accounts/login/?next={sent}"),
            client.get(f"/accounts/login/?next={sent}"),
            Client().get(f"/staff/?next={sent}&q={sent}"),
            Client().get(f"/staff/threads/?q={sent}&next={sent}"),
            client.post("/accounts/logout/?next=" + sent, {"next": word}),
            sign_in(person).post(
                f"/staff/comments/{comment}/decide", {"act": "hold", "next": word, "reason": ""}
            ),
            client.get(f"/t/{thread.public_id}/?next={sent}"),
            Client().get(f"/{sent}"),
        ]
        if word in words[:: max(1, len(words) // 4)]:
            answers.append(Client().post(f"/accounts/login/?next={sent}", login))
            token = make_link(name=person.name)
            answers.append(Client().post(f"/accounts/link/{token}/?next={sent}", {"next": word}))
        client = sign_in(person)
        for answer in answers:
            assert answer.status_code < 500, (word, answer.request["PATH_INFO"])
            tried += 1
            away += [(word, found) for found in locations(answer) if leads_away(found)]
    assert away == []
    tell(f"stays local {tried} of {tried}: {len(words)} targets")


def test_this_proof_sees_a_way_out():
    assert all(map(leads_away, ["//evil.example", "/\\evil", "\t//evil", "https://x", "/\t/evil"]))
    assert not any(map(leads_away, ["/t/x/?a=//b", "?view=flat", "#c-1", "/%5cevil"]))


def wpt() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(shared("url/wpt-urltestdata.json").read_text())
    return found


def test_every_address_on_a_page_has_one_of_three_schemes():
    """Typed into a comment, the page read with another parser."""
    thread = make_thread()
    inputs = [case["input"].replace("\x00", "") for case in wpt()]
    for start in range(0, len(inputs), 40):
        part = inputs[start : start + 40]
        body = "\n\n".join(f"[x]({one}) [y](<{one}>) <{one}> {one}" for one in part)
        make_comment(thread, body=body[:20_000])
    pages = Client().get(f"/t/{thread.public_id}/?size=300").content.decode()
    texts = "".join(re.findall(r'(?s)<div class="text">(.*?)</div>', pages))
    found = Read(texts).addresses
    bad = [one for one in found if scheme_of(one) not in {"http:", "https:", "mailto:"}]
    assert bad == []
    assert len(found) > 100
    tell(f"{len(found)} of {len(found)} links of {len(inputs)} addresses are http, https or mailto")


def test_the_host_that_is_shown_is_the_host_that_is_reached():
    """X14: every http address of the list as a link on other words, on its own words, bare."""
    blind, tried = [], 0
    for case in wpt():
        if case.get("protocol") not in {"http:", "https:"}:
            continue
        for words in ("word", "bank.example", case["input"]):
            source = f"[{words}](<{case['input']}>)"
            html = render(source.replace("\x00", ""), Format.MARKDOWN)
            for address, text in Read(html).links:
                if address != case["input"]:
                    continue  # what was typed ends earlier, as no address
                tried += 1
                whole = normalize("NFKC", unescape(text + html.partition("</a>")[2])).lower()
                shown = {punycode(part) for part in re.split(r"[\s/(),:@<>]+", whole)}
                if case["hostname"] not in shown and case["hostname"] not in whole:
                    blind.append((case["input"], whole))
    assert blind == []
    assert tried > 100
    tell(f"real host shown {tried} of {tried}")


def test_names_of_hosts_in_other_scripts_are_shown_as_they_are_or_with_their_code():
    cases = json.loads(shared("url/punycode.json").read_text(encoding="utf-8"))
    tried = 0
    for case in cases:
        label = case["encoded"]
        if not re.fullmatch(r"[a-z0-9-]{1,59}", label) or label.endswith("-"):
            continue
        url = f"http://xn--{label}.example/"
        html = render(f"[word](<{url}>) <{url}>", Format.MARKDOWN)
        tried += 1
        for address, _ in Read(html).links:
            assert address == url
        assert f"xn--{label}" in html
    assert tried >= 4
    tell(f"punycode shown {tried} of {tried}")


@pytest.fixture
def canary():
    """A socket on this machine that counts who comes."""
    hits = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    hits.append(server.accept())
                except TimeoutError:
                    continue
                except OSError:
                    return

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", hits
        stop.set()
        listener.join(5)
        for connection, _ in hits:
            connection.close()


def test_nothing_is_fetched_because_a_text_names_it(canary):
    """N3, and the list of addresses that trick servers: comments, names, threads, referrers."""
    place, hits = canary
    listed = json.loads(shared("ssrf/patt-ssrf-urls.json").read_text(encoding="utf-8"))
    urls = [f"http://{place}/{number}" for number in range(3)]
    urls += [re.sub(r"(?i)^(\w+:/*)[^/?#]*", rf"\g<1>{place}", one["url"]) for one in listed]
    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    thread = make_thread(commenting="guests").public_id
    owner = sign_in(make_person(role="owner"))
    for url in some(urls, one_of=3):
        form = {
            "body": f"{url} ![x]({url}) <{url}>",
            "name": "Passer-by",
            "key": str(uuid4()),
            "url": url,
            "website": url,
            "page": url,
        }
        headers = {"referer": url, "origin": "http://testserver", "x-forwarded-host": place}
        Client().post(f"/t/{thread}/comment", form, headers=headers)
        posted = Client().post(f"/t/{thread}/comment/post", form, headers=headers)
        assert posted.status_code == 303
        Client().get(f"/api/v1/threads?url={quote(url)}&key={quote(url)}")
        owner.post("/staff/threads/new/", {"title": url, "url": url, "section": ""})
    owner.post("/staff/own-html/", {"html-side": f'<img src="http://{place}/s">', "confirmed": "1"})
    deliver_all()
    Client().get(f"/t/{thread}/?size=300")
    Client().get(f"/t/{thread}/feed.xml")
    assert Comment.objects.count() == len(some(urls, one_of=3))
    assert len(hits) == 0
    with socket.create_connection(place.split(":"), timeout=60):
        wait_for("the canary sings when somebody comes", lambda: hits)
    assert len(hits) == 1
    tell(f"canary hits 0 of {len(some(urls, one_of=3))}")
