"""Behind a web server that takes HTTPS, with no word from the operator: the owner's address."""

import pytest

from tests.cli.reverse_proxy import HOST, Answer, Browser, behind
from tests.cli.running import own_database, serving
from tests.cli.test_proxy import token_in

pytestmark = pytest.mark.once

PUBLIC = f"https://{HOST}"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with (
        own_database() as variables,
        serving(tmp_path_factory.mktemp("owner"), variables=variables) as server,
    ):
        assert server.colonnade("site", "set", "public_url", PUBLIC).returncode == 0
        yield server


@pytest.fixture(scope="module")
def proxy(served):
    with behind(served.url) as port:
        yield port


def cookies_of(answer: Answer) -> list[str]:
    """Return what an answer sets, cookie by cookie."""
    return answer.headers.get_all("Set-Cookie") or []


def link(server) -> str:
    """Return the path of a fresh sign-in link for the owner."""
    printed = str(server.colonnade("people", "link", "Owner").stdout)
    assert f"{PUBLIC}/accounts/link/" in printed
    return printed[printed.index("/accounts/link/") :].split(maxsplit=1)[0]


def test_forms_from_the_public_address_pass_and_cookies_are_secure(served, proxy):
    browser, path = Browser(proxy), link(served)
    shown = browser.get(path)
    (cookie,) = cookies_of(shown)
    assert "Secure" in cookie
    answer = browser.post(path, csrfmiddlewaretoken=token_in(shown.text))
    assert answer.status == 303
    cookies = cookies_of(answer)
    assert len(cookies) >= 2
    assert all("Secure" in cookie for cookie in cookies)
    assert browser.get("/staff/").status == 200


@pytest.fixture(scope="module")
def unspent(served) -> str:
    """The path of a link that nobody gets in by: each is refused before it is spent."""
    return link(served)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", f"http://{HOST}", "null"])
def test_forms_from_elsewhere_do_not(unspent, proxy, origin):
    browser, path = Browser(proxy), unspent
    token = token_in(browser.get(path).text)
    assert browser.post(path, origin=origin, csrfmiddlewaretoken=token).status == 403


@pytest.mark.parametrize("host", ["evil.example", f"{HOST}.evil.example", f"{HOST}:8000"])
def test_a_forged_host_gains_nothing(unspent, proxy, host):
    browser, path = Browser(proxy), unspent
    shown = browser.get(path, Host=host)
    token = token_in(shown.text)
    headers = {
        "Host": host,
        "Origin": f"https://{host}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    answer = browser.ask("POST", path, headers, f"csrfmiddlewaretoken={token}")
    assert answer.status == 403
    assert not any("Secure" in cookie for cookie in cookies_of(shown))
    page = browser.get("/", Host=host)
    assert host not in page.text
    feed = browser.get("/feeds/comments.xml", Host=host).text
    assert f"{PUBLIC}/" in feed
    assert host not in feed.replace(PUBLIC, "")


def test_this_machine_still_gets_in_by_its_own_address(served):
    port = int(served.url.rpartition(":")[2])
    host, path = f"127.0.0.1:{port}", link(served)
    browser = Browser(port)
    shown = browser.get(path, Host=host)
    assert "Secure" not in shown.headers["Set-Cookie"]
    headers = {
        "Host": host,
        "Origin": f"http://{host}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = f"csrfmiddlewaretoken={token_in(shown.text)}"
    assert browser.ask("POST", path, headers, body).status == 303
