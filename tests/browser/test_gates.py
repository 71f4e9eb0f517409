"""The screens of gates on a phone: usable without script, for everybody."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_a_list_is_tried_and_switched_on_at_320_pixels(open_tab, make_account, script, threads):
    tab = open_tab(script=script, viewport={"width": 320, "height": 800})
    tab.sign_in(make_account("owner")[1])
    page = tab.page
    for path in (
        "/staff/gates/",
        "/staff/raid/",
        f"/staff/raid/?thread={threads['turning-bridge']}",
    ):
        page.goto(path)
        check(page, path, script=script)
    page.goto("/staff/lists/")
    page.get_by_role("link", name="New list").click()
    name = f"Bridges {script}"
    page.get_by_label("Name").fill(name)
    page.get_by_label("Entries, one a line").fill("bridge\nferry boat")
    page.get_by_role("button", name="Try it first").click()
    expect(page.get_by_text("would have been caught")).to_be_visible()
    check(page, "tried", script=script)
    page.get_by_role("button", name="Save and switch on").click()
    expect(page.get_by_text("It is switched on.")).to_be_visible()
    page.get_by_role("button", name="Delete the list").click()
    expect(page.get_by_text("The list is gone.")).to_be_visible()
    check(page, "lists", script=script)


def test_stricter_hours_are_told_where_somebody_writes(open_tab, make_account, threads):
    owner, guest = open_tab(), open_tab(viewport={"width": 320, "height": 800})
    owner.sign_in(make_account("owner")[1])
    page, thread = owner.page, threads["feeding-gulls"]
    page.goto(f"/staff/raid/?thread={thread}")
    page.get_by_label("Every comment waits for a moderator").check()
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_text("On until")).to_be_visible()
    guest.page.goto(f"/t/{thread}/")
    field = guest.page.get_by_label("Your comment")
    field.focus()
    told = guest.page.locator("[data-bears]")
    expect(told).to_contain_text("It is stricter here until")
    # It came below what she types in, and is read to whoever does not see it.
    expect(field).to_be_focused()
    expect(guest.page.locator("[data-status]")).to_contain_text("A moderator sees every comment")
    assert axe(guest.page) == []
    field.press_sequentially("x")
    page.get_by_role("button", name="Switch it off now").click()
    expect(page.get_by_text("On until")).to_have_count(0)


def check(page, name: str, *, script: bool) -> None:
    """Nothing bars anybody, and nothing has to be pushed sideways."""
    if folder := os.environ.get("COLONNADE_LOOK"):
        plain = name.strip("/").replace("/", "-").replace("?", "-")
        page.screenshot(path=Path(folder) / f"{plain}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if script:
        assert axe(page) == []
