"""A removal, its statement, an objection and its answer, as two persons live them in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def sound(page, *, script: bool) -> None:
    """No barrier and nothing wider than the screen; without script axe cannot look."""
    if script:
        assert axe(page) == []
        assert not page.evaluate(WIDER)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_who_was_wronged_gets_her_words_back(open_tab, make_account, threads, script):
    # The one who removed, she of whom it was, and somebody else who decides anew.
    first, writer, second = (open_tab(viewport=PHONE, script=script) for _ in range(3))
    for tab, role in ((first, "moderator"), (writer, "member"), (second, "moderator")):
        tab.sign_in(make_account(role)[1])
    page = writer.page
    page.goto(f"/t/{threads['ropewalk-willow']}/comment")
    page.get_by_label("Your comment").fill("A quotation that looks rude.")
    page.get_by_role("button", name="Preview", exact=True).click()
    page.get_by_role("button", name="Post comment").click()
    page.wait_for_url("**#c-*")
    comment = page.url.split("#c-")[1]

    first.page.goto(f"/staff/comments/{comment}/")
    first.page.locator("summary", has_text="Remove").first.click()
    first.page.locator("[data-rule='1']").first.click()
    expect(first.page.locator("[data-message]")).to_be_visible()

    page.goto("/me/")
    page.get_by_role("link", name="Your comment was removed").first.click()
    expect(page.get_by_role("heading", name="A decision about you")).to_be_visible()
    sound(page, script=script)
    page.get_by_label("Why do you think that it is wrong?").fill("I quote the mayor.")
    page.get_by_role("button", name="Object to this decision").click()
    expect(page.get_by_text("You have objected.")).to_be_visible()
    sound(page, script=script)

    first.page.goto("/staff/appeals/")
    first.page.get_by_role("link", name="The writer objects").first.click()
    expect(first.page.get_by_text("You made the first decision.")).to_be_visible()

    second.page.goto("/staff/appeals/")
    sound(second.page, script=script)
    second.page.get_by_role("link", name="The writer objects").first.click()
    sound(second.page, script=script)
    second.page.get_by_label("Reasons").fill("It is a quotation.")
    second.page.get_by_role("button", name="Take the decision back").click()
    expect(second.page.get_by_text("Decided.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("This was taken back.")).to_be_visible()
    expect(page.get_by_text("It is a quotation.")).to_be_visible()
    page.goto(f"/c/{comment}/")
    expect(page.locator(f"#c-{comment}")).to_contain_text("A quotation that looks rude.")
