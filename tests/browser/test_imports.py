"""A site comes in by screens alone, with and without script, and nothing bars anybody."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe
from tests.transfer.small_wxr import Post, Said, write

pytestmark = pytest.mark.browser
CAPTURE = """The ferry {word} (source)

The ferry runs on Sundays, the council said.

Leave a Reply --Link to Moderation Policy--

Only Logged in users can comment.

I was there when they closed it, and nobody asked us.

Hi all, I do not believe a word of this.
The bridge comes first.
"""


def insist_on_ease(tab) -> None:
    """No barrier and nothing wider than the screen; without script axe cannot look."""
    if tab.script:
        assert axe(tab.page) == []
        wide = tab.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, tab.page.url


def follow(tab, button: str, state: str) -> None:
    """Press, then wait for the state: script follows by itself, else one looks again."""
    page = tab.page
    page.get_by_role("button", name=button).click()
    told = page.locator(".done b, .state b").filter(has_text=re.compile(f"^{state}"))
    for _ in range(60):
        if tab.script or told.count():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Look again").click()
    expect(told).to_be_visible()


@pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.full)])
def test_an_export_comes_in_and_goes_again(open_tab, make_account, tmp_path, script):
    number = 700 + script
    said = [
        Said(number * 10 + 1, "One, about <em>lanterns</em>."),
        Said(number * 10 + 2, "It was fÃ¼r the harbor.", parent=number * 10 + 1, minute=1),
        Said(number * 10 + 3, "", minute=2),
    ]
    export = write(tmp_path / "old.xml", Post(number, said, title=f"Old news {number}"))
    tab = open_tab(script=script, viewport={"width": 320 if script else 1280, "height": 800})
    page = tab.page
    tab.sign_in(make_account("owner")[1])
    page.goto("/staff/imports/")
    insist_on_ease(tab)
    page.get_by_label("The file", exact=True).set_input_files(export)
    follow(tab, "Read it and show me", "Read.")
    insist_on_ease(tab)
    expect(page.get_by_role("row", name="Comments")).to_contain_text("3")
    follow(tab, "Bring it in", "Brought in.")
    insist_on_ease(tab)
    run = page.url
    page.get_by_role("link", name="The ledger, line by line").click()
    insist_on_ease(tab)
    page.get_by_label("What became of it").select_option("refused")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("It has no text.")
    page.goto(f"{run}texts/")
    expect(page.locator(".flaw ins")).to_contain_text("für")
    insist_on_ease(tab)
    page.goto(f"/{number}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Old news {number}")
    expect(page.locator(".comment")).to_have_count(2)
    insist_on_ease(tab)
    page.goto(f"{run}undo")
    insist_on_ease(tab)
    page.get_by_role("button", name="Undo it").click()
    expect(page.locator(".state b")).to_contain_text("Undone")
    answer = page.goto(f"/{number}/")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.parametrize("script", [False, pytest.param(True, marks=pytest.mark.full)])
def test_an_editor_cuts_a_text_of_which_nobody_knows_the_writers(
    open_tab, make_account, tmp_path, script
):
    capture = tmp_path / "page.txt"
    capture.write_text(CAPTURE.format(word="by script" if script else "by hand"))
    tab = open_tab(script=script, viewport={"width": 320, "height": 800})
    page = tab.page
    tab.sign_in(make_account("owner")[1])
    page.goto("/staff/imports/")
    page.get_by_label("A saved page").check()
    page.get_by_label("The file", exact=True).set_input_files(capture)
    follow(tab, "Read it and show me", "Read.")
    page.get_by_label("Show them at once").check()
    follow(tab, "Bring it in", "Brought in.")
    page.get_by_role("link", name="What waits").click()
    insist_on_ease(tab)
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("You said yes.")).to_be_visible()
    page.get_by_role("link", name="Cut it into comments").click()
    insist_on_ease(tab)
    second = page.locator("label").filter(has_text="Hi all").get_by_role("checkbox")
    second.check()
    page.get_by_role("button", name="Next: the names").click()
    insist_on_ease(tab)
    page.get_by_label("Who wrote comment 2?").fill("rikiki")
    page.get_by_role("button", name="Change the borders").click()
    expect(second).to_be_checked()
    page.get_by_role("button", name="Next: the names").click()
    page.get_by_label("Who wrote comment 2?").fill("rikiki")
    page.get_by_role("button", name="Keep these comments").click()
    page.get_by_role("link", name="Read it").click()
    expect(page.locator(".comment .name").filter(has_text="rikiki")).to_have_count(1)
    insist_on_ease(tab)
