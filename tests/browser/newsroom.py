"""An editor's hands in the newsroom: what tests do again and again on its forms."""

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect


def jpeg(color: str = "teal") -> bytes:
    """Return a photograph as a camera would send it."""
    content = BytesIO()
    Image.new("RGB", (1300, 800), color).save(content, "JPEG")
    return content.getvalue()


def begin_article(page: Page, section: str, *, headline: str, standfirst: str) -> None:
    """Go from the newsroom's first screen to a new article in a section."""
    page.goto("/newsroom/")
    page.locator(".newsroom-write").get_by_role("link", name=section).click()
    page.locator("#id_title").fill(headline)
    page.locator("#id_standfirst").fill(standfirst)


def add_byline(page: Page, name: str) -> None:
    """Choose who wrote it."""
    page.get_by_role("button", name="Add byline").click()
    page.locator("#id_bylines-0-byline").select_option(label=name)


def upload_lead(page: Page, *, alt: str, title: str = "Quay") -> None:
    """Upload the lead picture; without its words it is refused, then they are given."""
    page.get_by_role("button", name="Choose an image").first.click()
    window = page.locator(".modal.in, .modal.show, .modal-dialog").first
    window.get_by_role("tab", name="Upload").click()
    form = window.locator("form[data-chooser-modal-creation-form]")
    files = [{"name": "quay.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}]
    form.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    form.locator("input[name$=title]").fill(title)
    words = form.locator("[name$=description]")
    form.locator("[type=submit]").click()
    expect(words).to_have_attribute("aria-invalid", "true")
    words.fill(alt)
    form.locator("[type=submit]").click()
    expect(window).to_be_hidden()


def add_text(page: Page, words: str) -> None:
    """Add a block of text and type it."""
    body = page.locator("#panel-child-article-body-section, [data-contentpath=body]").first
    body.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    editor = body.locator("[contenteditable=true]").first
    editor.click()
    page.keyboard.type(words)
    # The editor hands it to the form a moment later.
    expect(body.locator("input[name$=value]").first).to_have_value(re.compile(re.escape(words)))


def publish(page: Page) -> str:
    """Publish and return where readers find it."""
    expect(page.get_by_text("Saving…")).to_be_hidden()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")
    address = page.locator(".messages a", has_text="View live").get_attribute("href")
    assert address is not None
    return address


def correct(page: Page, headline: str, words: str, *, day: str) -> None:
    """Open a published article, add a correction of a day, and publish again."""
    page.goto("/newsroom/")
    page.locator(".newsroom-list").get_by_role("link", name=headline).first.click()
    lines = page.locator("[data-contentpath=corrections]").first
    lines.get_by_role("button", name="Insert a block").first.click()
    lines.locator("input[name$=date]").fill(day)
    lines.locator("textarea[name$=text]").fill(words)
    publish(page)
