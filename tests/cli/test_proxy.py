"""Behind a web server that takes HTTPS: addresses, cookies, origins and visitors are right."""

import json
import re
from uuid import uuid4

import pytest

from tests.cli.reverse_proxy import HOST, Browser, behind
from tests.cli.running import Server, own_database, serving

pytestmark = pytest.mark.once

PUBLIC = f"https://{HOST}"
SETTINGS = {
    "COLONNADE_PUBLIC_URL": PUBLIC,
    "COLONNADE_ALLOWED_HOSTS": f"{HOST},127.0.0.1",
    "COLONNADE_TRUSTED_PROXIES": "127.0.0.1",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with own_database() as variables:
        everything = {**variables, **SETTINGS}
        with serving(tmp_path_factory.mktemp("behind"), variables=everything) as server:
            server.colonnade("site", "set", "commenting", "guests")
            yield server


@pytest.fixture(scope="module")
def proxy(served):
    with behind(served.url) as port:
        yield port


def mails(server: Server) -> str:
    return "\n".join(path.read_text() for path in (server.data / "mail").glob("*"))


def token_in(page: str) -> str:
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    return token[1]


def say(browser: Browser, claimed: str) -> int:
    """Post a comment from an address, while claiming to come from another; return the status."""
    thread = re.search(r'data-thread="(\w{12})"', browser.get("/town/turning-bridge/").text)
    assert thread
    body = {"body": "From afar.", "name": f"Guest {uuid4().hex}", "key": str(uuid4())}
    headers = {"Content-Type": "application/json", "X-Forwarded-For": claimed}
    path = f"/api/v1/threads/{thread[1]}/comments"
    return browser.ask("POST", path, headers, json.dumps(body)).status


def test_the_owner_signs_in_by_the_printed_link(served, proxy):
    link = re.search(r"(\S+)(/accounts/link/\S+)", "".join(served.printed))
    assert link
    assert link[1] == PUBLIC
    browser = Browser(proxy)
    token = token_in(browser.get(link[2]).text)
    strange = browser.post(link[2], origin="https://elsewhere.example", csrfmiddlewaretoken=token)
    assert strange.status == 403
    answer = browser.post(link[2], csrfmiddlewaretoken=token)
    assert answer.status in {302, 303}
    assert answer.headers["Location"].removeprefix(PUBLIC).startswith("/")
    assert browser.get("/staff/").status in {200, 302, 303}
    assert set(browser.cookies) >= {"__Host-session", "__Host-csrf"}


def test_its_cookies_travel_over_https_only(proxy):
    answer = Browser(proxy).get("/accounts/login/")
    (cookie,) = answer.headers.get_all("Set-Cookie") or [""]
    assert cookie.startswith("__Host-csrf=")
    assert {"Secure", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_what_is_mailed_and_printed_names_the_public_address(served, proxy):
    name, email = "Reader", "reader@example.org"
    assert served.colonnade("people", "add", "--name", name, "--email", email).returncode == 0
    link = served.colonnade("people", "link", name)
    assert f"{PUBLIC}/accounts/link/" in link.stdout
    browser = Browser(proxy)
    token = token_in(browser.get("/accounts/password/reset/").text)
    sent = browser.post("/accounts/password/reset/", csrfmiddlewaretoken=token, email=email)
    assert sent.status in {302, 303}
    letter = mails(served)
    assert f"To: {email}" in letter
    assert f"{PUBLIC}/accounts/password/reset/key/" in letter
    assert f"@{HOST}" in letter
    assert "127.0.0.1" not in letter


def test_no_page_or_feed_names_the_address_behind(served, proxy):
    browser = Browser(proxy)
    feed = browser.get("/feeds/comments.xml").text
    assert f"{PUBLIC}/" in feed
    for text in (feed, browser.get("/").text, browser.get("/robots.txt").text):
        assert served.url.removeprefix("http://") not in text


def test_each_visitor_has_a_limit_of_her_own_whatever_she_claims(served, proxy):
    served.colonnade("site", "set", "limit_address", "2")
    one, other = Browser(proxy, "203.0.113.20"), Browser(proxy, "203.0.113.21")
    claims = ["198.51.100.1", "198.51.100.2", "127.0.0.1, 198.51.100.3"]
    assert [say(one, claim) for claim in claims] == [201, 201, 429]
    assert say(other, "203.0.113.20") == 201


def test_another_host_is_not_answered(proxy):
    assert Browser(proxy).get("/", Host="elsewhere.example").status == 400


def test_an_address_from_the_owners_screen_does_as_well(tmp_path):
    known = {"COLONNADE_TRUSTED_PROXIES": "127.0.0.1", "COLONNADE_DATABASE_URL": ""}
    with serving(tmp_path, "--no-demo", variables=known) as server, behind(server.url) as port:
        assert server.colonnade("site", "set", "public_url", PUBLIC).returncode == 0
        link = server.colonnade("people", "link", "Owner").stdout.strip()
        assert link.startswith(f"{PUBLIC}/accounts/link/")
        browser = Browser(port)
        path = link.removeprefix(PUBLIC)
        form = browser.get(path)
        token = token_in(form.text)
        strange = browser.post(path, origin="https://elsewhere.example", csrfmiddlewaretoken=token)
        assert strange.status == 403
        answer = browser.post(path, csrfmiddlewaretoken=token)
        assert answer.status in {302, 303}
        cookies = answer.headers.get_all("Set-Cookie") or []
        assert cookies
        assert all("Secure" in cookie for cookie in cookies)
