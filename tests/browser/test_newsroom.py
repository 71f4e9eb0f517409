"""The newsroom in a real browser: every screen, nothing from elsewhere, no word of its policy."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CONTENT = """
from io import BytesIO
from PIL import Image
from colonnade.articles import loading
from colonnade.articles.models import FrontPage
from colonnade.kit import clock

now, out = clock.now(), BytesIO()
Image.new("RGB", (700, 400), "teal").save(out, "JPEG")
picture = loading.load_picture(picture=loading.LoadedPicture(
    name="quay.jpg", content=out.getvalue(), alt="A quay", created=now))
section = loading.load_section(
    title="Desk tests", slug="desk-tests", standfirst="", place=1, sample=False, moment=now)
byline = loading.load_byline(byline=loading.LoadedByline(name="Ada", slug="ada", picture=picture))
plain = loading.load_plain_page(title="Imprint", slug="imprint", body=[], sample=False, moment=now)
article = loading.load_article(article=loading.LoadedArticle(
    section=section, slug="quay", headline="A quay", bylines=[byline], lead=picture,
    tags=["Tides"], published=now, body=[
        {"type": "text", "value": "<p>It is <b>long</b>.</p>"},
        {"type": "picture", "value": {"picture": picture, "caption": "At noon"}},
        {"type": "video", "value": {"url": "https://youtu.be/x1", "title": "Tide"}},
        {"type": "sources", "value": {"sources": [
            {"type": "item", "value": {"url": "https://example.org/", "title": "Tables"}}]}},
    ]))
front = FrontPage.objects.get().pk
acts = ("", "edit/", "history/", "usage/", "copy/", "move/", "delete/", "unpublish/", "revisions/")
lists = ["", "pages/", "reports/site-history/", "reports/aging-pages/", "reports/locked/",
    "reports/page-types-usage/", "images/", "images/add/", "images/multiple/add/",
    "snippets/articles/byline/", "snippets/articles/byline/add/", "pages/search/?q=a",
    f"pages/add/articles/articlepage/{section}/", f"pages/add/articles/sectionpage/{front}/",
    f"pages/add/articles/plainpage/{front}/", f"pages/{section}/add_subpage/"]
lists += [f"images/{picture}/{act}" for act in ("", "delete/")]
lists += [f"snippets/articles/byline/{act}/{byline}/" for act in
    ("edit", "delete", "usage", "history")]
lists += [f"pages/{page}/{act}" for page in (section, article, plain) for act in acts]
lists += [f"pages/{front}/{act}" for act in ("", "edit/", "history/", "usage/")]
print(*lists, sep="\\n")
"""


@pytest.fixture(scope="module")
def screens(served):
    return served.python(CONTENT).split("\n")[:-1]


def test_every_screen_keeps_the_policy_and_asks_no_other_host(open_tab, make_account, screens):
    tab = open_tab()
    tab.sign_in(make_account("owner")[1])
    odd: list[object] = []
    heard = 0
    for screen in screens:
        answer = tab.page.goto(f"/newsroom/{screen}", wait_until="load")
        assert answer is not None
        if answer.status not in {200, 302}:
            odd.append((answer.status, screen))
        tab.page.wait_for_load_state("networkidle")
        odd += [(screen, words) for words in tab.complaints[heard:]]
        heard = len(tab.complaints)
    assert odd == [], "\n".join(map(str, odd))
    assert len(screens) > 40
    print(f"{len(screens)} screens of the newsroom")  # noqa: T201


def test_an_editor_writes_previews_and_publishes(open_tab, make_account, screens):
    tab = open_tab()
    tab.sign_in(make_account("editor")[1])
    page = tab.page
    page.goto("/newsroom/")
    page.locator(".newsroom-write").get_by_role("link", name="Desk tests").click()
    page.locator("#id_title").fill("Ниско ниво at six")
    page.get_by_role("button", name=re.compile("Toggle preview", re.IGNORECASE)).click()
    frame = page.frame_locator("iframe[title='Preview']").last
    expect(frame.locator("h1")).to_have_text("Ниско ниво at six")
    page.get_by_role("tab", name="Address and tags").click()
    expect(page.locator("#id_slug")).to_have_value("ниско-ниво-at-six")
    page.get_by_role("tab", name="Article").click()
    page.get_by_role("button", name="Add byline").click()
    page.locator("#id_bylines-0-byline").select_option(label="Ada")
    page.get_by_role("tab", name="Discussion").click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messages")).to_contain_text("published")
    address = page.locator(".messages a", has_text="View live").get_attribute("href")
    assert address is not None
    assert address.endswith("ниско-ниво-at-six/") or "%D0%BD" in address
