"""Writing: whole errands of guest, member and moderator, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, see

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def write(tab, text, *, name=""):
    """Fill the form under the thread and post, in place or over the preview."""
    page = tab.page
    form = page.locator("form[data-compose]").last
    if name:
        form.get_by_label("Your name").fill(name)
    form.get_by_label("Your comment").fill(text)
    if tab.script:
        form.get_by_role("button", name="Post comment").click()
        return
    form.get_by_role("button", name="Preview and post").click()
    expect(page.locator("section.preview")).to_be_visible()
    page.get_by_role("button", name="Post comment").click()


def register(tab, served, word):
    """Register with a mailed confirmation and be signed in."""
    page = tab.page
    page.goto("/")
    page.get_by_role("link", name="Register").first.click()
    page.get_by_label("Email").fill(f"{word}@example.org")
    page.get_by_label("Name", exact=True).fill(f"New Reader {word}")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    letter = served.mail_to(f"{word}@example.org")
    page.goto(next(part for part in letter.split() if part.startswith("http")))
    page.get_by_role("button", name="Yes, confirm").click()
    if "login" in page.url:
        tab.sign_in(f"{word}@example.org")


def edit_and_delete(page, comment, words):
    """Edit a comment from its writer's page and see the mark; then delete it."""
    page.goto(f"/c/{comment}/mine")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#c-{comment}")).to_contain_text(words)
    expect(page.locator(f"#c-{comment} .edited")).to_be_visible()
    page.goto(f"/c/{comment}/mine")
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete the comment").click()
    page.get_by_role("link", name="Back to the discussion").click()


@BOTH
def test_register_confirm_comment_reply_edit_delete(open_tab, served, threads, script):
    tab = open_tab(script=script)
    page = tab.page
    word = "script" if script else "plain"
    thread = f"/t/{threads['feeding-gulls']}/"
    register(tab, served, word)
    for address in ("/", "/rules/", thread):
        page.goto(address)
        if script:
            expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_hidden()
    if script:
        expect(page.get_by_label("Your name")).to_have_count(0)
        write(tab, f"My *first* words, {word}.")
    else:
        page.goto(thread + "comment")
        page.get_by_label("Your comment").fill(f"My *first* words, {word}.")
        page.get_by_role("button", name="Post comment").click()
    mine = page.locator("article.comment", has_text=f"My first words, {word}.")
    expect(mine).to_have_count(1)
    expect(mine.locator("em")).to_have_text("first")
    comment = mine.get_attribute("data-comment")
    if script:
        expect(mine).to_be_focused()

    mine.get_by_role("link", name="Reply to").click()
    form = page.locator(".inline-reply") if script else page.locator("form.compose")
    form.get_by_label("Your comment").fill(f"An answer to myself, {word}.")
    form.get_by_role("button", name="Post comment").click()
    reply = page.locator("article.comment", has_text=f"An answer to myself, {word}.")
    expect(reply).to_have_count(1)
    expect(reply.locator(".to")).to_contain_text(f"New Reader {word}")

    edit_and_delete(page, comment, f"My better words, {word}.")
    page.goto(thread + "?size=300")
    expect(page.locator(f"#c-{comment}")).to_contain_text("deleted by its writer")
    expect(reply).to_have_count(1)


@BOTH
def test_a_guests_comment_is_held_approved_and_seen(open_tab, make_account, threads, script):
    guest, reader, moderator = (open_tab(script=script) for _ in range(3))
    _, email = make_account("moderator")
    thread = f"/t/{threads['feeding-gulls']}/?order=newest"
    words = f"A guest's view, {'with' if script else 'without'} script."
    guest.page.goto(thread)
    write(guest, words, name="Wren Passing")
    expect(guest.page.get_by_text("waits for a moderator").first).to_be_visible()
    reader.page.goto(thread)
    expect(reader.page.get_by_text(words)).to_have_count(0)

    moderator.sign_in(email)
    moderator.page.goto("/staff/")
    waiting = moderator.page.locator("article", has_text=words).last
    waiting.get_by_role("button", name=re.compile("Approve")).click()
    expect(moderator.page.get_by_role("button", name=re.compile("Undo"))).to_be_visible()

    shown = reader.page.locator("article.comment", has_text=words)
    see(reader.page, thread, shown)
    expect(shown.locator(".mark")).to_have_text("(not verified)")
    guest.page.goto("/me/")
    expect(guest.page.get_by_text(words)).to_be_visible()


def test_a_preview_in_place_shows_what_will_be_posted(open_tab, threads):
    tab = open_tab()
    page = tab.page
    page.goto(f"/t/{threads['feeding-gulls']}/")
    form = page.locator("form[data-compose]")
    form.get_by_label("Your comment").fill(
        "A *strong* word\nand <b>no markup</b> ![x](https://a.example/y)"
    )
    form.get_by_role("button", name="Preview", exact=True).click()
    preview = form.locator(".preview")
    expect(preview.locator("em")).to_have_text("strong")
    expect(preview).to_contain_text("<b>no markup</b>")
    expect(preview.locator("img")).to_have_count(0)
    expect(preview).to_be_focused()


def test_what_is_typed_survives_a_refusal_a_reload_and_a_dead_line(open_tab, threads):
    tab = open_tab()
    page = tab.page
    page.goto(f"/t/{threads['feeding-gulls']}/")
    form = page.locator("form[data-compose]")
    form.get_by_label("Your comment").fill("Precious words.")
    form.get_by_role("button", name="Post comment").click()
    expect(form.get_by_role("alert")).to_contain_text("give a name")
    expect(form.get_by_role("alert")).to_be_focused()
    page.reload()
    form.get_by_label("Your comment").focus()
    expect(form.get_by_label("Your comment")).to_have_value("Precious words.")
    expect(form.get_by_role("button", name="Post comment")).to_be_visible()
    tab.context.set_offline(True)
    form.get_by_role("button", name="Post comment").click()
    expect(form.get_by_role("alert")).to_contain_text("Nothing you typed is lost")
    expect(form.get_by_label("Your comment")).to_have_value("Precious words.")
    tab.context.set_offline(False)
    tab.complaints.clear()


def test_every_act_of_a_reader_by_keyboard_alone(open_tab, make_account, threads):
    """Tab, Enter and typing: read on, save options, reply, post; focus is always somewhere."""
    tab = open_tab()
    page = tab.page
    _, email = make_account()
    tab.sign_in(email)
    page.goto(f"/t/{threads['ropewalk-willow']}/")

    def tab_to(locator):
        for _ in range(200):
            page.keyboard.press("Tab")
            if locator.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError("not reached by Tab")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    tab_to(page.locator("select[name=order]"))
    page.keyboard.press("ArrowDown")
    tab_to(page.get_by_role("button", name="Save settings"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("order=newest"))
    expect(page.locator("#comments")).to_be_focused()
    reply = page.get_by_role("link", name=re.compile("^Reply to")).first
    tab_to(reply)
    page.keyboard.press("Enter")
    expect(page.locator(".inline-reply textarea")).to_be_focused()
    page.keyboard.type("By keyboard alone.")
    tab_to(page.locator(".inline-reply button.main"))
    page.keyboard.press("Enter")
    posted = page.locator("article.comment", has_text="By keyboard alone.")
    expect(posted).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text("Your comment is posted.")
