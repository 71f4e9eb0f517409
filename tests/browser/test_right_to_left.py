"""The whole interface in another language, from right to left: nothing is forgotten or cut off."""

import json
import re
import urllib.request
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from colonnade.cli.sample.articles import pictures
from tests.browser.conftest import PASSWORD, Tab, serving
from tests.browser.pseudo import LANGUAGE, pseudo, write_pseudo

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
OTHERS = {
    *("accounts", "api", "c", "feeds", "guest", "log", "look", "me", "media", "people", "rules"),
    *("search", "staff", "t", "newsroom"),
}
WIDTHS = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])

# Words of the interface with two Latin letters in a row. What people wrote (`dir=auto`, `bdi`, also
# where a sentence quotes it), names of machines and addresses are not the interface's.
FORGOTTEN = r"""(given) => {
  const theirs = `[dir=auto], bdi, code, kbd, pre, script, style, textarea, datalist, .text,
    [name=time_zone] option, [name=section] option, [name=rule] option`;
  const quoted = [...document.querySelectorAll('bdi, [dir=auto]')]
    .map((one) => one.textContent.trim());
  const people = [...given, ...quoted.filter((one) => one && one.length < 200)]
    .sort((one, other) => other.length - one.length);
  const plain = (words) => people.reduce((rest, one) => rest.replaceAll(one, ''), words)
    .replace(/https?:\/\/\S*|\/[\w.-]+\/\S*|\S+@\S+/g, '');
  const latin = { test: (words) => /[A-Za-z]{2,}/.test(plain(words)) };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: where, data } = walker.currentNode;
    if (latin.test(data) && !where.closest(theirs)) found.push(data.trim());
  }
  for (const one of document.querySelectorAll('[aria-label], [placeholder], [title], img[alt]')) {
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      const words = one.getAttribute(name) ?? '';
      if (latin.test(words) && !one.closest(theirs)) found.push(`${name}: ${words}`);
    }
  }
  return found;
}"""


BEGIN = """
import json, sys
from colonnade.people.actions import add_person
from colonnade.sites.actions import change_setting
asked = json.load(sys.stdin)
given = {"language": asked["language"], "title": "اليوم", "tagline": ""}
for name, value in given.items():
    change_setting(name=name, value=value)
add_person(name="أمينة", email="amina@example.org", role="owner", password=asked["password"])
"""


@pytest.fixture(scope="module")
def turned(tmp_path_factory):
    """A server that speaks the made-up translation, with an owner and a moderator."""
    data = tmp_path_factory.mktemp("turned")
    locales = write_pseudo(tmp_path_factory.mktemp("locales"))
    (data / "colonnade.toml").write_text(f'locales = "{locales}"\n')
    with serving(data) as server:
        server.python(BEGIN, stdin=json.dumps({"language": LANGUAGE, "password": PASSWORD}))
        yield server


@pytest.fixture(scope="module")
def places(turned):
    """Ids of what the pages are about."""
    listed = _json(turned, "/api/v1/threads")["items"]
    thread = next(item for item in listed if item["url"].endswith("/feeding-gulls/"))["id"]
    body = {"body": "ملاحظة", "name": "Wren Passing", "key": str(uuid4())}
    posted = _json(turned, f"/api/v1/threads/{thread}/comments", body)
    shown = _json(turned, f"/api/v1/threads/{thread}/comments")["items"]
    return {
        "given": _given(turned, listed),
        "thread": thread,
        "held": posted["id"],
        "guest": posted["guest_key"],
        "comment": shown[0]["id"],
        "edited": next((item["id"] for item in shown if item["edited"]), shown[0]["id"]),
    }


def _given(turned, threads):
    """Return the names and titles that sentences of ours quote, and the languages' own names."""
    words = {item["title"] for item in threads} | {"Wren Passing", "amina@example.org"}
    words |= {person["name"] for person in json.loads(turned.colonnade("people", "list", "--json"))}
    for item in threads:
        path = f"/api/v1/threads/{item['id']}/comments?size=300"
        words |= {one["author"]["name"] for one in _json(turned, path)["items"] if one["author"]}
    words |= {picture.alt for picture in pictures()}
    return [*words, "English", "Deutsch"]


def _json(turned, path, body=None):
    data = json.dumps(body).encode() if body else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(turned.url + path, data, headers)  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return json.load(answer)


@pytest.fixture
def open_turned(chromium, turned):
    tabs = []

    def open_one(**options):
        tabs.append(Tab(chromium, turned, **options))
        return tabs[-1]

    yield open_one
    for tab in tabs:
        tab.context.close()


def sign_in(tab, turned):
    link = turned.colonnade("people", "link", "أمينة").strip()
    tab.page.goto(re.sub(r"^http://[^/]+", turned.url, link))
    tab.page.locator("main form button").first.click()
    expect(tab.page).not_to_have_url(re.compile("/accounts/link/"))


def insist(tab, path, given):
    """Fail where a page has forgotten words, runs the wrong way, or is wider than the screen."""
    page = tab.page
    page.goto(path)
    assert page.eval_on_selector("html", "e => [e.lang, e.dir]") == [LANGUAGE, "rtl"], path
    width = page.viewport_size["width"]
    forgotten, wide = page.evaluate(FORGOTTEN, given), page.evaluate("document.body.scrollWidth")
    wider = page.evaluate("document.documentElement.scrollWidth")
    return [f"{path}: {words}" for words in forgotten] + (
        [f"{path}: {wide} or {wider} of {width} pixels"] if max(wide, wider) > width else []
    )


def newspaper(page):
    """Return the address of one page of each kind that the front page and its pages lead to."""
    found, seen = {}, ["/"]
    for path in seen:
        page.goto(path)
        for link in page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.pathname)"):
            kind = _kind(link)
            if kind and kind not in found:
                found[kind] = link
                seen.append(link)
    return list(found.values())


def _kind(path):
    first, *rest = path.strip("/").split("/")
    if first in {"bylines", "tags", "archive", "pages"}:
        return first, len(rest)
    if re.fullmatch(r"/[a-z-]+(/[a-z0-9-]{2,})?/", path) and first not in OTHERS:
        return "section", len(rest)
    return None


@WIDTHS
def test_readers_pages_are_whole(open_turned, places, size):
    tab = open_turned(viewport=size)
    thread, comment = places["thread"], places["comment"]
    paths = [
        *(
            "/",
            "/rules/",
            "/log/",
            "/search/",
            "/search/?q=the",
            "/search/?q=%2B",
            "/nothing",
            "/me/",
        ),
        *(f"/t/{thread}/", f"/t/{thread}/?view=flat&fold=collapsed&order=newest&size=10"),
        *(f"/t/{thread}/comment", f"/c/{comment}/reply", f"/c/{places['edited']}/history"),
        *("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"),
        *("/accounts/password/reset/done/", f"/guest/{places['guest']}/{places['held']}/"),
        *("/t/222222222222/", "/accounts/link/spent/", "/accounts/confirm-email/x/"),
        *newspaper(tab.page),
    ]
    found = [fault for path in paths for fault in insist(tab, path, places["given"])]
    assert not found, "\n".join(found)


@WIDTHS
def test_a_guests_pages_are_whole(open_turned, places, size):
    tab = open_turned(viewport=size)
    tab.page.goto(f"/guest/{places['guest']}/{places['held']}/")
    tab.page.locator("main button.main").click()
    held = places["held"]
    paths = ["/me/", f"/c/{held}/mine", f"/c/{held}/edit", f"/c/{held}/delete"]
    found = [fault for path in paths for fault in insist(tab, path, places["given"])]
    assert not found, "\n".join(found)


@WIDTHS
def test_a_members_and_the_staffs_pages_are_whole(open_turned, turned, places, size):
    tab = open_turned(viewport=size)
    sign_in(tab, turned)
    thread, comment = places["thread"], places["comment"]
    paths = [
        *("/me/", "/me/settings/", "/accounts/logout/", "/accounts/email/"),
        *("/staff/", "/staff/decisions/", "/staff/threads/", "/staff/threads/new/"),
        *(f"/staff/threads/{thread}/", f"/staff/comments/{comment}/"),
        *(f"/staff/comments/{places['held']}/", "/staff/policy/", "/staff/people/"),
        *("/staff/begin/", "/staff/look/", "/staff/own-html/", "/staff/begin/remove-sample/"),
        *("/staff/settings/", f"/t/{thread}/comment", "/accounts/password/change/"),
    ]
    found = [fault for path in paths for fault in insist(tab, path, places["given"])]
    assert not found, "\n".join(found)


def test_the_script_speaks_the_language_too(open_turned, places):
    tab = open_turned()
    page = tab.page
    page.goto(f"/t/{places['thread']}/")
    link = page.locator("[data-reply]").first
    link.click()
    form = page.locator("form.inline-reply")
    expect(form.locator("button", has_text=pseudo("Cancel"))).to_be_visible()
    form.locator("[name=name]").fill("Wren Passing")
    form.locator("textarea").fill("ملاحظة أخرى")
    form.locator("button.main").click()
    expect(page.locator("[data-status]")).to_have_text(
        pseudo("Your comment is safe and waits for a moderator.")
    )
    assert page.evaluate(FORGOTTEN, places["given"]) == []
