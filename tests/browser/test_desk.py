"""The staff's desk in a real browser: by keyboard alone, by touch on a phone, without script."""

import json
import os
import re
import time
import urllib.request
from itertools import count
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FULL = os.environ.get("COLONNADE_FULL") == "1"
FILL = """
from uuid import uuid4
from colonnade.discussion.actions import Posting, post
from colonnade.discussion.reading import thread_of
from colonnade.people.actions import ensure_guest
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site
thread = thread_of(current_site(), "{thread}").id
guest = Actor(guest=ensure_guest(token=str(uuid4())))
for number in range({count}):
    post(Posting(thread=thread, parent="", author=guest, guest_name="Wren Passing",
                 source=f"One of many, number {{number}}.", key=uuid4(), held=True))
"""
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
_numbers = count(1)


@pytest.fixture
def hold(served, threads):
    """Let a guest write comments that are held; returns what to find them by."""

    def post() -> str:
        words = f"A held remark, number {next(_numbers)}."
        body = {"body": words, "name": "Wren Passing", "key": str(uuid4())}
        request = urllib.request.Request(  # noqa: S310
            f"{served.url}/api/v1/threads/{threads['feeding-gulls']}/comments",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            assert json.load(answer)["state"] == "held"
        return words

    return post


@pytest.fixture
def desk(open_tab, make_account):
    """A moderator's tab at the queue."""

    def open_desk(**options):
        tab = open_tab(**options)
        tab.sign_in(make_account("moderator")[1])
        tab.page.goto("/staff/")
        return tab.page

    return open_desk


def case(page: Page, words: str):
    return page.locator("[data-case]", has_text=words)


def waiting(page: Page) -> int:
    found = re.search(r"\d+", page.locator("[data-count]").inner_text())
    return int(found[0]) if found else 0


def test_a_moderator_empties_her_queue_by_keyboard_alone(desk, hold):
    first, second, third = (hold() for _ in range(3))
    page = desk()
    told, status, press = page.locator("[data-told]"), page.locator("[data-status]"), page.keyboard
    before = waiting(page)
    press.press("a")
    expect(page.locator("[data-case]").first).to_be_focused()
    expect(status).to_contain_text("Press the key again")
    assert waiting(page) == before
    while not case(page, first).evaluate("it => it === document.activeElement"):
        press.press("j")
    press.press("Control+a")
    press.press("a")
    expect(told).to_contain_text("Approved.")
    expect(case(page, second)).to_be_focused()
    expect(status).to_contain_text(f"{before - 1} comment")
    press.press("u")
    expect(case(page, first)).to_be_focused()
    assert waiting(page) == before
    press.press("h")
    expect(case(page, second)).to_be_focused()
    press.press("k")
    expect(case(page, first)).to_be_focused()
    press.press("r")
    press.press("1")
    expect(told).to_contain_text("Removed.")
    expect(case(page, first)).to_have_count(0)
    # While somebody types, keys are letters.
    press.press("r")
    press.press("r")
    field = case(page, second).get_by_label("In your own words")
    expect(field).to_be_focused()
    press.type("a jolly u?1")
    expect(field).to_have_value("a jolly u?1")
    press.press("Escape")
    expect(case(page, second)).to_be_focused()
    press.press("j")
    press.press("a")
    expect(case(page, third)).to_have_count(0)
    # What was half typed elsewhere is still there.
    expect(field).to_have_value("a jolly u?1")
    press.press("?")
    expect(page.locator("[data-keys]")).to_be_focused()


def test_keys_that_are_switched_off_do_nothing(desk, hold):
    words = hold()
    page = desk()
    page.goto("/me/settings/")
    page.get_by_label(re.compile("Single-key")).uncheck()
    page.get_by_role("button", name="Save").first.click()
    page.goto("/staff/")
    expect(page.locator("[data-keys]")).to_have_count(0)
    case(page, words).focus()
    for key in "araju":
        page.keyboard.press(key)
    expect(case(page, words)).to_be_focused()
    expect(page.locator("[data-removal][open]")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_by_touch_on_a_phone(desk, hold, script):
    kept, gone = hold(), hold()
    page = desk(script=script, **PHONE)
    case(page, kept).get_by_role("button", name="Approve").tap()
    told = page.locator("[data-message]")
    expect(told).to_contain_text("Approved.")
    expect(case(page, kept)).to_have_count(0)
    told.get_by_role("button", name="Undo").tap()
    expect(told).to_contain_text("Held.")
    expect(case(page, kept)).to_have_count(1)
    case(page, gone).locator("summary.button").tap()
    case(page, gone).get_by_role("button", name="Speak to the matter").tap()
    expect(told).to_contain_text("Removed.")
    expect(case(page, gone)).to_have_count(0)
    case(page, kept).locator("summary.button").tap()
    case(page, kept).get_by_label("In your own words").fill("Not about this.")
    case(page, kept).get_by_label("Or a law").fill("Penal code, 185")
    case(page, kept).get_by_role("button", name="Remove under this law").tap()
    expect(told).to_contain_text("Removed.")


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough_and_nothing_runs_over(desk, hold, width):
    words = hold()
    page = desk(viewport={"width": width, "height": 800})
    case(page, words).locator("summary.button").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    targets = page.locator("main :is(a, button, summary, select, input:not([type=hidden])):visible")
    small = []
    for target in targets.all():
        box = target.bounding_box()
        in_text = target.evaluate("it => Boolean(it.closest('.text'))")
        if box and not in_text and min(box["width"], box["height"]) < 24:
            small.append(target.evaluate("it => it.outerHTML.slice(0, 120)"))
    assert small == []


def test_the_second_of_two_moderators_is_told_and_loses_nothing(desk, hold):
    words = hold()
    first, second = desk(), desk()
    # It is in the first one's hands: the second one is not given it.
    expect(case(second, words)).to_have_count(0)
    second.goto(case(first, words).locator("[data-own-page]").get_attribute("href") or "")
    expect(second.locator("main")).to_contain_text("has it in hand")
    item = case(second, words)
    item.locator("summary.button").click()
    item.get_by_label("In your own words").fill("A careful reason.")
    case(first, words).get_by_role("button", name="Approve").click()
    expect(first.locator("[data-told]")).to_contain_text("Approved.")
    item.get_by_role("button", name="Speak to the matter").click()
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("it is visible now. Your decision was not carried out.")
    expect(item.get_by_label("In your own words")).to_have_value("A careful reason.")


def test_many_are_decided_by_keyboard_and_the_products_own_time_is_told(
    served, desk, threads, capsys
):
    """The time between a press and the next comment in focus; what a person thinks is not in it."""
    count = 200 if FULL else 30
    served.python(FILL.format(count=count, thread=threads["feeding-gulls"]))
    page = desk()
    page.wait_for_selector("[data-case]")
    page.keyboard.press("j")
    taken = []
    for number in range(count):
        here = page.evaluate("document.activeElement.id")
        began = time.perf_counter()
        if number % 3 == 2:
            page.keyboard.press("r")
            page.keyboard.press("1")
        else:
            page.keyboard.press("a")
        page.wait_for_function(
            "it => !document.getElementById(it) && document.activeElement.id !== it", arg=here
        )
        taken.append(time.perf_counter() - began)
    taken.sort()
    middle, high = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    with capsys.disabled():
        print(f"\n{count} decisions: median {middle * 1000:.0f} ms, p95 {high * 1000:.0f} ms")  # noqa: T201
    assert len(taken) == count


def test_a_dead_connection_is_said_and_the_press_can_be_repeated(open_tab, make_account, hold):
    words = hold()
    tab = open_tab()
    tab.sign_in(make_account("moderator")[1])
    tab.page.goto("/staff/")
    item = case(tab.page, words)
    tab.page.route("**/decide", lambda route: route.abort())
    item.get_by_role("button", name="Approve").click()
    expect(item.get_by_role("alert")).to_contain_text("Nothing was decided")
    tab.page.unroute("**/decide")
    # The browser says so too, as it should.
    assert tab.complaints == ["Failed to load resource: net::ERR_FAILED"]
    tab.complaints.clear()
    item.get_by_role("button", name="Approve").click()
    expect(item).to_have_count(0)
