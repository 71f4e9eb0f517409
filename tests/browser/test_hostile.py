"""X1 to X8 for what this version shows: every payload, in every format, inert in Chromium."""

import json
import re

import pytest

from tests.browser.conftest import serving
from tests.shared_data import shared

pytestmark = pytest.mark.browser

LOADER = """
import json, sys
from datetime import timedelta
from colonnade.discussion.actions import LoadedComment, LoadedThread, load_thread
from colonnade.kit import clock
from colonnade.kit.markup import Format
from colonnade.people.actions import ensure_guest
from colonnade.sites.reading import current_site

payloads = json.load(sys.stdin)
guest = ensure_guest(token="hostile" * 8)
start = clock.now() - timedelta(days=1)
comments = [
    LoadedComment(
        parent=None, created=start, source=payload, guest=guest, guest_name=payload[:60],
        format=form, note=payload[:500], visibility="held" if index % 9 == 0 else "visible",
    )
    for form in Format
    for index, payload in enumerate(payloads)
]
removed = [
    LoadedComment(parent=None, created=start, source=payload, guest=guest, guest_name="x",
                  visibility="removed", note=payload[:500])
    for payload in payloads
]
children = [
    LoadedComment(parent=len(comments) + index, created=start, source="y", guest=guest,
                  guest_name="y")
    for index in range(len(removed))
]
print(load_thread(
    site=current_site(),
    thread=LoadedThread(key="hostile", title=payloads[0][:300], section=payloads[1][:80],
                        url="javascript:canary()"),
    comments=comments + removed + children, seed=987654,
))
"""


def payloads():
    found = []
    for name in ("dompurify-expect", "patt-intruders", "payloadbox-sample"):
        rows = json.loads(shared(f"xss/{name}.json").read_text(encoding="utf-8"))
        found += [row["payload"] for row in rows]
    rows = json.loads(shared("xss/html5lib-sanitizer-tests1.json").read_text(encoding="utf-8"))
    found += [row["input"] for row in rows]
    for path in sorted(shared("xss/bleach").glob("*.test")):
        found.append(path.read_text(encoding="utf-8").split("--")[0])
    own = [
        "</textarea><img src=x onerror=alert(1)>",
        "]]></content><script>alert(1)</script>",
        "<blockquote cite='x\nonfocus=alert(1) autofocus tabindex=1'>x</blockquote>",
        "[x](javascript:alert(1)) [x](  javascript:alert(1)) [x](JaVaScRiPt&colon;alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)> <data:text/html,<script>alert(1)</script>>",
        '![x](x" onerror="alert(1))',
    ]
    return own + [payload.replace("\x00", "") for payload in found]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of its own: nobody else's queue shall fill with this."""
    with serving(tmp_path_factory.mktemp("hostile")) as server:
        yield server


@pytest.fixture(scope="module")
def hostile(served):
    texts = payloads()
    thread = served.python(LOADER, stdin=json.dumps(texts)).strip()
    return thread, len(texts)


WATCH = "window.alert = window.confirm = window.prompt = () => { window.fired = 1 }"


def test_every_payload_is_inert_on_every_page(open_tab, hostile, make_account):
    thread, count = hostile
    tab = open_tab()
    page = tab.page
    tab.context.add_init_script(WATCH)
    dialogs = []
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    _, email = make_account("owner")
    tab.sign_in(email)
    shown = 0
    pages = [f"/t/{thread}/?size=300&page={number}" for number in range(1, 12)]
    pages += [f"/t/{thread}/?fold=collapsed&size=300&page={number}" for number in (1, 5)]
    pages += ["/", "/staff/", "/search/?q=alert", "/me/"]
    for path in pages:
        page.goto(path)
        shown += page.locator("article.comment").count()
        page.evaluate(
            "for (const e of document.querySelectorAll('main *'))"
            " for (const kind of ['focus', 'mouseover', 'click', 'toggle', 'error', 'load'])"
            " if (!e.closest('a, form, summary')) e.dispatchEvent(new Event(kind))"
        )
        odd = page.eval_on_selector_all(
            "main *",
            "all => all.flatMap(e => [...e.attributes].filter(a => /^on/i.test(a.name)"
            " || (a.name === 'href' && !/^(https?:|mailto:|[/#?])/i.test(a.value))"
            " || (['src', 'srcset', 'action', 'formaction', 'style'].includes(a.name)"
            "     && !/^[/]/.test(a.value))).map(a => e.tagName + a.name + a.value))",
        )
        assert odd == [], path
        assert page.evaluate("window.fired") is None, path
    assert dialogs == []
    assert shown > count * 3
    print(f"inert {count} of {count} payloads, in three formats, as names and as reasons")  # noqa: T201


def test_without_the_sanitizer_the_policy_alone_stops_scripts(open_tab, served, hostile):
    """X7: raw markup put into a stored comment, as if the sanitizer had failed."""
    thread, _ = hostile
    first = (
        "from colonnade.discussion.models import Comment\n"
        f"rows = Comment.objects.filter(thread__public_id={thread!r}, visibility='visible')\n"
        "row = rows.order_by('opens').first()\n"
    )
    served.python(
        first
        + 'row.html = \'<script>window.fired = 1</script><img src=/x onerror="window.fired = 1">'
        '<a id=raw href="javascript:window.fired=1">x</a><svg onload="window.fired=1"></svg>\'\n'
        "row.save()\n"
    )
    tab = open_tab()
    page = tab.page
    page.goto(f"/t/{thread}/")
    page.locator("#raw").click()
    assert page.evaluate("window.fired") is None
    refused = [words for words in tab.complaints if re.search("Content Security Policy", words)]
    assert len(refused) >= 3, "the policy spoke: the test could have failed"
    tab.complaints.clear()
    served.python(first + "row.html = row.revisions.get(number=1).html\nrow.save()\n")
