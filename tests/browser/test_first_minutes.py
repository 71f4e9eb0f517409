"""The owner's first ten minutes: from the printed link to a discussion below her own article."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import newsroom
from tests.browser.conftest import PASSWORD, Served, Tab, see
from tests.browser.test_writing import write
from tests.cli.running import serving

pytestmark = pytest.mark.browser
HEADLINE = "The night ferry comes back"


@pytest.fixture
def stranger(tmp_path):
    """A server that somebody has just started, of which nothing was set."""
    with serving(tmp_path) as server:
        link = re.search(r"http\S+/accounts/link/\S+", "".join(server.printed))
        assert link, server.printed
        yield Served(server.url, server.data, link[0])
        server.stop()
    said = "".join(server.printed).splitlines()
    assert [line for line in said if '"level": "error"' in line] == []


@pytest.fixture
def arrive(chromium, stranger):
    """Open tabs of different persons; at the end nothing of our pages may have complained."""
    tabs: list[Tab] = []

    def open_one(**options) -> Tab:
        tabs.append(Tab(chromium, stranger, **options))
        return tabs[-1]

    yield open_one
    for tab in tabs:
        complaints, foreign = tab.complaints, tab.foreign
        tab.context.close()
        assert complaints == []
        assert foreign == [], "the page asked another host"


def set_up(owner, stranger):
    """Take the printed link and fill in the first page."""
    page = owner.page
    page.goto(stranger.owner_link)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/staff/begin/$"))
    page.get_by_label("Name of the site").fill("The Harbor Post")
    page.get_by_label("Public address").fill(stranger.url)
    page.get_by_label("English").check()
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_label("Your name").fill("Ada Harbor")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("guests after a moderator").check()
    page.get_by_label("Moderation policy").fill("1. **Be kind.** Speak to the matter.")
    page.get_by_role("button", name="Send a test mail").click()
    expect(page.get_by_role("status").first).to_contain_text("written to a file")
    assert "test mail that you asked for" in stranger.mail_to("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save all of this").click()
    expect(page.get_by_text("Your site is ready.")).to_be_visible()


def publish_first(owner):
    """Write the first article and return where readers find it."""
    page = owner.page
    page.get_by_role("link", name="Write an article").click()
    newsroom.begin_article(page, "Harbour", headline=HEADLINE, standfirst="From May, each night.")
    newsroom.add_byline(page, "Odile Marrable")
    newsroom.upload_lead(page, alt="A lit ferry at the quay")
    newsroom.add_text(page, "The first boat leaves at ten.")
    return newsroom.publish(page)


def open_discussion(reader, address):
    """Read the article until its discussion is there: the worker opens it within moments."""
    page = reader.page
    page.goto(address)
    for _ in range(240):
        if page.locator("form[data-compose]").count():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError("no discussion within a minute")


def test_the_owners_first_ten_minutes(arrive, stranger):
    owner, guest, reader = arrive(), arrive(), arrive()
    set_up(owner, stranger)
    address = publish_first(owner)

    open_discussion(guest, address)
    page = guest.page
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.get_by_text("From May, each night.")).to_be_visible()
    expect(page.get_by_role("link", name="Odile Marrable").first).to_be_visible()
    expect(page.get_by_text("The first boat leaves at ten.")).to_be_visible()
    picture = page.get_by_alt_text("A lit ferry at the quay")
    expect(picture).to_be_visible()
    assert picture.evaluate("e => e.complete && e.naturalWidth > 0")
    assert "/media/pictures/" in picture.evaluate("e => e.currentSrc")

    write(guest, "I shall be on it.", name="Wren Passing")
    expect(page.get_by_text("waits for a moderator").first).to_be_visible()
    reader.page.goto(address)
    expect(reader.page.get_by_text("I shall be on it.")).to_have_count(0)

    owner.page.goto("/staff/")
    waiting = owner.page.locator("article", has_text="I shall be on it.").last
    expect(waiting).to_contain_text(HEADLINE)
    waiting.get_by_role("button", name=re.compile("Approve")).click()
    expect(owner.page.get_by_role("button", name=re.compile("Undo"))).to_be_visible()
    page = reader.page
    see(page, address, page.locator("article.comment", has_text="I shall be on it."))
    see(page, "/", page.get_by_role("link", name=HEADLINE).first)


def test_a_correction_is_dated_and_readers_see_it(arrive, stranger):
    stranger.colonnade(
        *("people", "add", "--name", "Bo Quill", "--email", "bo@example.org"),
        *("--role", "editor", "--password-stdin"),
        stdin=PASSWORD,
    )
    editor, reader = arrive(), arrive()
    editor.sign_in("bo@example.org")
    headline = "Found on the slipway"
    newsroom.correct(editor.page, headline, "The boot is size 43.", day="2026-03-02")
    reader.page.goto("/")
    reader.page.get_by_role("link", name=re.compile(headline)).first.click()
    correction = reader.page.locator(".correction")
    expect(correction).to_contain_text("The boot is size 43.")
    expect(correction).to_contain_text("Correction, 2 March 2026.")
    expect(reader.page.get_by_text("size 44").first).to_be_visible()


def press(page, name, **where):
    page.locator("main").get_by_role("button", name=name, **where).first.click()


def test_all_of_it_goes_without_script(arrive, stranger):
    owner, reader, moderator = arrive(script=False), arrive(script=False), arrive(script=False)
    set_up(owner, stranger)
    page = owner.page
    page.goto("/staff/look/")
    page.locator("[name=footer]").fill("Printed on the quay.")
    press(page, "Save")
    page.goto("/staff/settings/")
    page.get_by_label("Line under the name").fill("Plainly")
    press(page, "Save")
    page.goto("/staff/people/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page = reader.page
    see(page, "/", page.get_by_text("Plainly"))
    expect(page.get_by_text("Printed on the quay.")).to_be_visible()
    page.get_by_role("link", name="feeding the gulls").first.click()
    page.locator("select[name=order]").select_option("newest")
    page.get_by_role("button", name="Save settings").click()
    expect(page).to_have_url(re.compile("order=newest"))
    write(reader, "Without any script.", name="Plain Passing")
    expect(page.get_by_text("waits for a moderator").first).to_be_visible()

    stranger.colonnade(
        *("people", "add", "--name", "Mo Quay", "--email", "mo@example.org"),
        *("--role", "moderator", "--password-stdin"),
        stdin=PASSWORD,
    )
    moderator.sign_in("mo@example.org")
    moderator.page.goto("/staff/")
    waiting = moderator.page.locator("article", has_text="Without any script.").last
    waiting.get_by_role("button", name=re.compile("Approve")).click()
    shown = page.locator("article.comment", has_text="Without any script.")
    see(page, "/harbour/feeding-gulls/?order=newest", shown)
