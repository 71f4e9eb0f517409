"""One whole case as five persons live it, each at a browser of her own, with and without script.

A writer, a reporter without account, two moderators, and somebody who reads the public log.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe, see

pytestmark = pytest.mark.browser
THREAD = "ropewalk-willow"
PHONE = {"width": 320, "height": 640}
TEXT = "A heron-colored sentence that only this case has, with script {script}."
COMPLAINT = "A canary of the reporter: it shouts at the mayor."
APPEAL = "A canary of the writer: I quote the mayor, and say so."
REASONS = "It is a quotation, and marked as one."
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def sound(page: Page, *, script: bool) -> None:
    """No barrier, and nothing wider than the screen; without script nothing can look."""
    if script:
        assert axe(page) == []
        assert not page.evaluate(WIDER)


def write(page: Page, thread: str, words: str) -> str:
    """Post a comment by the page that needs no script, and return its id."""
    page.goto(f"/t/{thread}/comment")
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Preview", exact=True).click()
    page.get_by_role("button", name="Post comment").click()
    page.wait_for_url("**#c-*")
    return page.url.split("#c-")[1]


def order(page: Page, thread: str) -> list[str]:
    """Return the comments of a discussion as a reader's page has them, one after the other."""
    page.goto(f"/t/{thread}/?size=300")
    return [it.get_attribute("id") or "" for it in page.locator("article.comment").all()]


def report(page: Page, comment: str, *, script: bool) -> str:
    """Report a comment by the link below it, and return the address of the status page."""
    page.goto(f"/c/{comment}/")
    page.locator(f"#c-{comment}").get_by_role("link", name="Report").click()
    sound(page, script=script)
    page.get_by_label("A word for the moderators").fill(COMPLAINT)
    page.get_by_label("Speak to the matter").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("p.state")).to_contain_text("Thank you. Your report is here.")
    sound(page, script=script)
    link = page.locator("a[href*='/reports/']").first.get_attribute("href")
    assert link is not None
    return link


def remove(page: Page, comment: str, *, script: bool) -> None:
    """Remove a reported comment under a rule, from the queue."""
    case = page.locator(f"#c-{comment}")
    see(page, "/staff/?reported=1", case)
    expect(case).to_contain_text(COMPLAINT)
    sound(page, script=script)
    case.locator("summary", has_text="Remove").click()
    sound(page, script=script)
    case.get_by_role("button", name="Speak to the matter").click()
    expect(page.locator("[data-message]")).to_contain_text("Removed.")
    expect(case).to_have_count(0)


def object_to(page: Page, *, script: bool) -> None:
    """Read the statement of reasons, and object."""
    page.goto("/me/")
    sound(page, script=script)
    page.get_by_role("link", name="Your comment was removed").first.click()
    expect(page.locator("dl.reasons")).to_contain_text("Rule 1 of the policy")
    expect(page.locator("dl.reasons")).to_contain_text("Speak to the matter")
    sound(page, script=script)
    page.get_by_label("Why do you think that it is wrong?").fill(APPEAL)
    page.get_by_role("button", name="Object to this decision").click()
    expect(page.get_by_text("You have objected.")).to_be_visible()


def reverse(page: Page, comment: str, *, script: bool) -> None:
    """Decide the appeal as the one who did not decide before."""
    page.goto(f"/staff/comments/{comment}/")
    page.goto("/staff/appeals/")
    sound(page, script=script)
    page.locator("li", has_text=APPEAL).get_by_role("link").first.click()
    sound(page, script=script)
    page.get_by_label("Reasons").fill(REASONS)
    page.get_by_role("button", name="Take the decision back").click()
    expect(page.get_by_text("Decided.")).to_be_visible()


def refused(page: Page) -> None:
    """Whoever decided first finds no form to decide again."""
    page.goto("/staff/appeals/")
    page.locator("li", has_text=APPEAL).get_by_role("link").first.click()
    expect(page.get_by_text("You made the first decision.")).to_be_visible()
    expect(page.get_by_label("Reasons")).to_have_count(0)


def read_log(page: Page, secret: list[str], *, script: bool) -> None:
    """The public log tells both decisions, and nothing that is secret."""
    back = page.locator(".entries li", has_text="takes back entry").first
    see(page, "/log/", back)
    sound(page, script=script)
    expect(back).to_contain_text("A removed comment was put back")
    link = back.get_by_role("link", name=re.compile("takes back")).get_attribute("href") or ""
    removed = page.locator("#" + link.split("#")[1])
    expect(removed).to_contain_text("A comment was removed: rule 1, Speak to the matter")
    expect(removed).to_contain_text("after a report")
    whole = page.content()
    assert [words for words in secret if words in whole] == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_whole_case_as_five_persons_live_it(open_tab, make_account, threads, script):
    writer, first, second, reporter, reader = (
        open_tab(viewport=PHONE, script=script) for _ in range(5)
    )
    people = [make_account(role) for role in ("member", "moderator", "moderator")]
    for tab, (_, email) in zip((writer, first, second), people, strict=True):
        tab.sign_in(email)
    thread, text = threads[THREAD], TEXT.format(script=script)
    comment = write(writer.page, thread, text)
    mark = reader.page.locator(f"#c-{comment}")
    see(reader.page, f"/c/{comment}/", mark.get_by_text(text))
    # Each page is kept by itself: that one shows it says nothing of the other.
    whole = f"/t/{thread}/?size=300"
    see(reader.page, whole, mark.get_by_text(text))
    before = order(reader.page, thread)

    status = report(reporter.page, comment, script=script)
    remove(first.page, comment, script=script)

    # Nobody else reads it now, and the reporter is told why.
    see(reader.page, f"/c/{comment}/", reader.page.get_by_text("There is no such comment"))
    see(reader.page, whole, reader.page.locator("#comments").filter(has_not_text=text))
    assert order(reader.page, thread) == [it for it in before if it != f"c-{comment}"]
    see(reporter.page, status, reporter.page.get_by_text("A moderator removed the comment."))
    sound(reporter.page, script=script)

    object_to(writer.page, script=script)
    refused(first.page)
    reverse(second.page, comment, script=script)

    writer.page.reload()
    expect(writer.page.get_by_text("This was taken back.")).to_be_visible()
    expect(writer.page.get_by_text(REASONS)).to_be_visible()
    for name, _ in people[1:]:
        expect(writer.page.get_by_text(name)).to_have_count(0)
    see(reader.page, whole, mark.get_by_text(text))
    assert order(reader.page, thread) == before

    reporter.page.goto(status)
    outcome = reporter.page.locator("p.state")
    expect(outcome).to_contain_text("A moderator removed the comment.")
    expect(outcome).to_contain_text("This was taken back later")
    expect(reporter.page.get_by_role("link", name="The comment that you reported")).to_be_visible()
    sound(reporter.page, script=script)

    secret = [text, COMPLAINT, APPEAL, REASONS, comment, *(name for name, _ in people)]
    read_log(reader.page, secret, script=script)
