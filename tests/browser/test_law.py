"""The law desk on a phone: an order from the comment to its sealed copy, usable without script."""

import json
import os
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_an_order_is_entered_carried_out_and_its_copy_opened(
    open_tab, make_account, script, served, threads
):
    tab = open_tab(script=script, viewport={"width": 320, "height": 800})
    tab.sign_in(make_account("owner")[1])
    page = tab.page
    page.goto("/staff/law/")
    check(page, "law-empty" if script else "law-list", script=script)
    page.goto(f"/staff/comments/{a_comment(served.url, threads['turning-bridge'])}/")
    check(page, "comment", script=script)
    page.get_by_role("link", name="Enter an order…").click()
    check(page, "new-order", script=script)
    page.locator("#o-authority").fill("Court of Harbor Town, third chamber")
    page.locator("#o-reference").fill("7 C 12/26")
    page.locator("#o-law").fill("Code of the harbor § 12")
    page.locator("#o-deadline").fill("2020-01-01T09:00")
    page.get_by_role("button", name="Enter the order").click()
    expect(page.get_by_role("alert")).to_contain_text("before the order was received")
    check(page, "new-order-refused", script=script)
    page.locator("#o-deadline").fill("")
    page.get_by_role("button", name="Enter the order").click()
    expect(page.get_by_role("status").first).to_contain_text("sealed copy")
    check(page, "order", script=script)
    page.get_by_role("button", name="Acknowledged").click()
    page.get_by_role("button", name="Remove the comment").click()
    expect(page.locator(".state").first).to_contain_text("carried out")
    check(page, "order-done", script=script)
    page.get_by_role("link", name="Open it…").click()
    check(page, "sealed-why", script=script)
    page.get_by_label("Why do you open it?").fill("The court asks for the wording.")
    page.get_by_role("button", name="Write it down and open the copy").click()
    expect(page.get_by_text("Your name and your reason are written down.")).to_be_visible()
    check(page, "sealed", script=script)
    page.goto("/staff/law/")
    check(page, "law", script=script)


def a_comment(url: str, thread: str) -> str:
    with urllib.request.urlopen(f"{url}/api/v1/threads/{thread}/comments") as answer:  # noqa: S310
        items = json.load(answer)["items"]
    return str(next(one["id"] for one in items if one["author"]))


def check(page: Page, name: str, *, script: bool) -> None:
    """Nothing bars anybody, and nothing has to be pushed sideways."""
    if folder := os.environ.get("COLONNADE_LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if script:
        assert axe(page) == []
