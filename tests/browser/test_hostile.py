"""X1 to X11: every payload, in every format and place, inert in Chromium; the policy apart."""

import json
import re
from collections.abc import Iterable
from subprocess import CalledProcessError
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.browser.conftest import ROOT, see, serving
from tests.conftest import FULL
from tests.hostile.lists import attacks, some, tell

pytestmark = pytest.mark.browser

# What a payload calls; a page of ours never does.
WATCH = """
window.fired = 0;
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'canary'])
  window[name] = () => { window.fired += 1; return null; };
window.known = new Set([...Object.keys(window), 'known']);
"""
BUILD = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
from django.db import connection
from colonnade.people.models import Person
from tests.hostile.world import build
asked = json.load(sys.stdin)
# The worker writes at the same time, and a busy machine lets neither be quick.
connection.cursor().execute("PRAGMA busy_timeout = 200000")
owner = Person.objects.get(email=asked["owner"]).pk
print(json.dumps(build(asked["texts"], owner, step=asked["step"], served=True)))
"""
# Every event that a payload waits for, on every element; links and buttons lead away.
STIR = """
() => {
  for (const e of document.querySelectorAll('main *, [data-slot] *, .text *'))
    for (const kind of ['focus', 'mouseover', 'mouseenter', 'pointerover', 'click', 'toggle',
                        'error', 'load', 'animationstart', 'transitionend', 'input', 'copy'])
      if (kind !== 'click' || !e.closest('a, form, summary, button, label'))
        e.dispatchEvent(new Event(kind));
}
"""
ODD = """
() => {
  const found = [], own = location.origin;
  const leads = /^(href|src|action|formaction|data|poster|cite|xlink:href)$/;
  const scheme = /^[\\x00-\\x20]*(https?:|mailto:|[/#?]|$)/i;
  for (const e of document.querySelectorAll('*')) {
    const tag = e.tagName.toLowerCase();
    if (tag === 'script' && e.type !== 'application/ld+json' && !e.src.startsWith(own + '/static/'))
      found.push('script ' + e.outerHTML.slice(0, 200));
    if (/^(iframe|object|embed|base|applet|frame|math|portal)$/.test(tag)) found.push(tag);
    if (e.closest('.text') && /^(svg|style|form|input|textarea|video|audio|img)$/.test(tag))
      found.push(tag + ' in a text');
    for (const {name, value} of e.attributes) {
      if (/^on/i.test(name)) found.push(tag + ' ' + name + '=' + value);
      if (leads.test(name) && !scheme.test(value)) found.push(tag + ' ' + name + '=' + value);
      if (/^(style|srcdoc)$/.test(name) && e.closest('.text, bdi')) found.push(tag + ' ' + name);
    }
  }
  const grown = Object.keys(window).filter(name => !window.known.has(name));
  const fired = window.fired ? ['fired ' + window.fired] : [];
  return [...found, ...fired, ...grown.map(name => 'planted ' + name)];
}
"""


# Markup as if the sanitizer had let it through.
RAW = """<div><p>N</p><img src="/x" onerror="window.fired = 1"><svg onload="window.fired = 1"></svg>
<script>window.fired = 1</script><a id="rawN" href="javascript:window.fired=1">x</a>
<iframe srcdoc="<script>parent.fired = 1</script>"></iframe></div>"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of its own: nobody else's queue shall fill with this."""
    with serving(tmp_path_factory.mktemp("hostile")) as server:
        yield server


@pytest.fixture(scope="module")
def owner(served):
    """The address of an owner who wrote some of the hostile comments."""
    words = ("people", "add", "--name", "Olga Own", "--email", "olga@example.org")
    served.colonnade(*words, "--role", "owner", "--password-stdin", stdin="quiet harbor lantern")
    return "olga@example.org"


@pytest.fixture(scope="module")
def world(served, owner):
    asked = json.dumps({"texts": attacks(), "owner": owner, "step": 9 if FULL else 60})
    try:
        return json.loads(served.python(BUILD, stdin=asked))
    except CalledProcessError as error:
        pytest.fail(error.stderr[-4000:])


def test_every_payload_is_inert_without_any_policy(open_tab, world, owner):
    """Everything once: all comments in three formats, and the first of each other kind of page."""
    tab = hostile_tab(open_tab, bypass_csp=True)
    threads = world["thread"] if FULL else [path for path in world["thread"] if "&view" not in path]
    threads = threads if FULL else [path for path in threads if path.count("=") == 2]
    shown = look(tab, [*threads, *places(world)])
    shown += look_inside_feeds(tab)
    use_hands(tab, threads[0])
    tab.sign_in(owner)
    shown += look(tab, own_places(world))
    assert shown > len(attacks()) * 2
    assert tab.dialogs == []
    say("policy off", shown, len(threads) + len(places(world)) + len(own_places(world)))


def test_every_payload_is_inert_with_the_policy(open_tab, world, owner):
    """As readers have it: threaded, flat and folded; our own pages break no rule of it either."""
    tab = hostile_tab(open_tab)
    few = world["thread"] if FULL else world["thread"][1::4]
    paths = [*few, *some(places(world), one_of=3)]
    shown = look(tab, paths)
    use_hands(tab, world["thread"][1])
    tab.sign_in(owner)
    own = some(own_places(world), one_of=3)
    shown += look(tab, own)
    assert tab.dialogs == []
    say("policy on", shown, len(paths) + len(own))


def hostile_tab(open_tab, **options):
    tab = open_tab(**options)
    tab.context.add_init_script(WATCH)
    tab.dialogs = []
    tab.page.on("dialog", lambda dialog: (tab.dialogs.append(dialog.message), dialog.dismiss()))
    return tab


def insist_inert(page, about: str = "") -> None:
    """Fail where anything acted, or could."""
    odd = page.evaluate(ODD)
    assert not odd, (about, odd[:5])


def say(policy: str, shown: int, pages: int) -> None:
    count = len(attacks())
    tell(
        f"inert {count} of {count} payloads, {policy}: {shown} comments and entries, {pages} pages"
    )


def look(tab, paths: Iterable[str]) -> int:
    """Open pages, stir everything on them, and return how many comments they showed."""
    shown = 0
    for path in paths:
        answer = tab.page.goto(path, wait_until="load")
        assert answer is not None
        assert answer.status == 200, path
        shown += tab.page.locator("article").count()
        tab.page.evaluate(STIR)
        insist_inert(tab.page, path)
    return shown


def use_hands(tab, path: str) -> None:
    """Really hover, click and tab through the first things of a page."""
    page = tab.page
    page.goto(path)
    for place in page.locator(".text > *").all()[: 60 if FULL else 15]:
        place.hover()
        if not place.locator("a").count():
            place.click()
    for _ in range(300 if FULL else 60):
        page.keyboard.press("Tab")
    insist_inert(page, path)
    for fold in page.locator("details.fold > summary").all()[:10]:
        fold.click()
    insist_inert(page, path)


def places(world) -> list[str]:
    """Return what readers may open beside the thread."""
    few = 60 if FULL else 3
    found = ["/", "/search/?q=alert", "/search/?q=script&order=best", "/rules/", "/odd/"]
    found += [f"/search/?q={quote(text.replace(chr(0), ''))}" for text in attacks()[:few]]
    found += [f"/people/{handle}/" for handle in world["people"][:few]]
    for comment in world["comments"][:few]:
        found += [f"/c/{comment}/{act}" for act in ("", "reply", "history")]
    return [*found, *world["articles"][:few], *world["tags"][:few]]


def own_places(world) -> list[str]:
    """Return what the owner opens, who wrote some of the comments."""
    few = 60 if FULL else 3
    found = ["/me/", "/me/settings/", "/staff/decisions/", "/staff/threads/", "/staff/policy/"]
    found += ["/staff/settings/", "/staff/begin/", "/staff/people/", "/staff/look/"]
    found += [f"/staff/?page={page}" for page in range(1, 20 if FULL else 3)]
    for comment in world["comments"][:few]:
        found += [f"/c/{comment}/edit", f"/c/{comment}/mine", f"/staff/comments/{comment}/"]
    return found


def look_inside_feeds(tab) -> int:
    """Show the HTML of feeds and API as a reader's program without any guard would."""
    articles = [item["content_html"] for item in told(tab, "/feeds/articles.json")["items"]]
    pieces = [item["content_html"] for item in told(tab, "/feeds/comments.json")["items"]]
    threads = told(tab, "/api/v1/threads?size=300")["items"]
    thread = next(one["id"] for one in threads if one["key"] == "hostile")
    for page in range(1, 9 if FULL else 3):
        found = told(tab, f"/api/v1/threads/{thread}/comments?size=300&page={page}")["items"]
        pieces += [item["html"] for item in found if item["html"]]
    whole = "<!doctype html><main>" + "".join(articles)
    whole += "".join(f'<div class="text">{one}</div>' for one in pieces)
    tab.page.goto("/robots.txt")
    tab.page.set_content(f"{whole}</main>")
    tab.page.evaluate(STIR)
    insist_inert(tab.page, "feeds and API")
    return len(pieces) + len(articles)


def told(tab, path: str) -> Any:
    """Return a document of ours."""
    with urlopen(tab.served.url + path) as answer:  # noqa: S310 - our own server
        return json.load(answer)


def test_previews_and_typing_are_inert(open_tab, world, owner):
    """X6: the preview that the script shows in place, and the answered comment above it."""
    tab = hostile_tab(open_tab, bypass_csp=True)
    tab.sign_in(owner)
    page = tab.page
    page.goto(f"/c/{world['comments'][0]}/reply")
    texts = some([text.replace("\x00", "") for text in attacks() if text.strip()], one_of=100)
    for text in texts:
        page.locator("textarea[name=body]").fill(text)
        page.get_by_role("button", name="Preview").first.click()
        page.locator(".preview .text").first.wait_for()
        page.evaluate(STIR)
        insist_inert(page, text)
    whole = "\n\n".join(text.replace("\x00", "") for text in attacks()[: 400 if FULL else 150])
    page.locator("textarea[name=body]").fill(whole[:19_000])
    page.get_by_role("button", name="Post comment").click()
    page.locator("article.comment").first.wait_for()
    page.evaluate(STIR)
    insist_inert(page)
    tell(f"inert {len(texts)} of {len(texts)} payloads typed and previewed by hand")


def test_without_the_sanitizer_the_policy_alone_stops_scripts(open_tab, served, world):
    """X7: raw markup put into stored comments, as if the sanitizer had failed."""
    thread = world["threads"][0]
    first = (
        "from django.db import transaction\n"
        "from colonnade.discussion.models import Comment\n"
        "from colonnade.kit.keys import thread_key\n"
        "from colonnade.outbox.actions import spoil\n"
        "def keep():\n"
        "    with transaction.atomic():\n"
        "        row.save()\n"
        f"        spoil(thread_key({thread!r}))\n"
        f"rows = Comment.objects.filter(thread__public_id={thread!r}, visibility='visible')\n"
        "row = rows.filter(depth=0).order_by('opens').first()\n"
    )
    raw = "".join(RAW.replace("N", str(number)) for number in range(3))
    raw += "".join(text for text in attacks() if "<!--" not in text)[:60_000]
    served.python(first + "import sys\nrow.html = sys.stdin.read()\nkeep()\n", stdin=raw)
    tab = hostile_tab(open_tab)
    page = tab.page
    see(page, f"/t/{thread}/?size=10", page.locator("#raw0"))
    page.locator("#raw0").click()
    page.evaluate(STIR)
    assert page.evaluate("window.fired") == 0
    assert tab.dialogs == []
    refused = [words for words in tab.complaints if re.search("Content Security Policy", words)]
    assert len(refused) >= 9, "the policy spoke: the test could have failed"
    tab.complaints.clear()
    tab.foreign.clear()
    served.python(first + "row.html = row.revisions.order_by('-number').first().html\nkeep()\n")
    tell(f"the policy alone refused {len(refused)} scripts and handlers; 0 ran")


def test_every_payload_is_inert_on_the_newsrooms_screens(open_tab, world, owner):
    """X11: what an editor typed, opened by the owner."""
    count = len(attacks())
    step = 1 if FULL else 14
    paths = ["", "images/", f"pages/{world['section'][0]}/", "reports/site-history/"]
    paths += [f"snippets/articles/byline/?p={page}" for page in range(1, 2 + count // 20, step)]
    paths += [f"pages/{page}/edit/" for page in world["pages"][: 20 if FULL else 2]]
    paths += [f"pages/{world['pages'][0]}/{act}" for act in ("history/", "delete/", "copy/")]
    byline, picture = world["byline"][0], world["picture"][0]
    paths += [f"snippets/articles/byline/{act}/{byline}/" for act in ("edit", "delete", "usage")]
    paths += [f"images/{picture}/", f"pages/search/?q={quote('<script>')}"]
    tab = hostile_tab(open_tab)
    tab.sign_in(owner)
    for path in paths:
        answer = tab.page.goto(f"/newsroom/{path}", wait_until="load")
        assert answer is not None
        if "/byline/?p" in path and answer.status == 404:
            continue
        assert answer.status == 200, path
        assert tab.page.evaluate("window.fired") == 0, path
        odd = tab.page.eval_on_selector_all(
            "main *",
            "all => all.flatMap(e => [...e.attributes].filter(a => /^on/i.test(a.name)"
            " || (a.name === 'href'"
            "     && /^[\\x00-\\x20]*(javascript|data|vbscript):/i.test(a.value))))"
            ".map(a => a.name + a.value)",
        )
        assert odd == [], path
    assert tab.dialogs == []
    tell(f"inert {count} of {count} payloads on {len(paths)} screens of the newsroom")
