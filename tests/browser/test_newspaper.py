"""The newspaper in a browser: every kind of page for all, without script, and videos on demand."""

from pathlib import Path

import pytest

from tests.browser.conftest import axe
from tests.browser.test_access import LOOKS

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]

PRESS = """
from datetime import date
from colonnade.articles.actions import settle
from colonnade.articles.loading import load_plain_page
from tests.web.press import *
from tests.factories import make_comment
section = make_section("quayside", title="Quayside")
face, lead = make_picture(alt="Her face"), make_picture()
ada = make_byline("Ada Lind", "ada-lind", picture=face)
old = make_article(section, "An older one", slug="older", lead=lead, tags=["Quays"], bylines=[ada])
video = {"poster": None, "credit": "Harbor Office", "credit_url": "https://example.org/"}
pk = make_article(
    section,
    "The crane turns",
    slug="crane",
    bylines=[ada],
    lead=lead,
    lead_caption="At noon.",
    tags=["Quays"],
    earlier=[old],
    corrections=[(date(2026, 3, 2), "It weighs 340 tonnes.")],
    body=[
        *text("Some words.", 'With <a href="https://example.org/">a link</a>.'),
        {"type": "picture", "value": {"picture": lead, "caption": "c"}},
        {"type": "group", "value": {"lead_in": "Two.", "pictures": [
            {"picture": lead, "caption": ""}, {"picture": face, "caption": "d"}]}},
        {"type": "quotation", "value": {"text": "It turns.", "speaker": "Bo", "url": ""}},
        {"type": "video", "value": video | {"url": "https://youtu.be/abc", "title": "It turns"}},
        {"type": "video", "value": video | {
            "url": "https://films.example.org/a.mp4", "title": "A film", "poster": lead}},
        {"type": "sources", "value": {"sources": [
            {"url": "https://example.org/a", "title": "A report", "outlet": "", "date": None}]}},
    ],
)
for _ in range(12):
    make_comment(thread_of_article(pk))
load_plain_page(
    title="About", slug="about-quays", body=text("We."), sample=False, moment=clock.now()
)
load_plain_page(
    title="Tour",
    slug="tour",
    body=[{"type": "video", "value": video | {"url": "https://youtu.be/abc", "title": "Tour"}}],
    sample=False,
    moment=clock.now(),
)
"""


@pytest.fixture(scope="module")
def press(served):
    """A small newspaper besides the sample, on the shared server."""
    served.python(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{PRESS}")
    return "/quayside/crane/"


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_any_kind_of_page(open_tab, press, scheme, width):
    tab = open_tab(color_scheme=scheme, viewport={"width": width, "height": 800})
    found = []
    for path in (
        "/",
        "/quayside/",
        press,
        f"{press}?view=threaded&fold=expanded&order=oldest&size=10&page=2",
        "/bylines/ada-lind/",
        "/tags/quays/",
        "/archive/",
        "/pages/about-quays/",
    ):
        tab.page.goto(path)
        found += [(path, *one) for one in axe(tab.page)]
        wide = tab.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
    assert found == []


def test_a_video_asks_its_host_only_when_it_is_clicked(open_tab, press):
    tab = open_tab()
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<p>film</p>")

    for host in ("https://www.youtube-nocookie.com/**", "https://films.example.org/**"):
        tab.context.route(host, answer)
    tab.page.goto(press, wait_until="networkidle")
    assert asked == tab.foreign == []
    play = tab.page.locator("[data-frame] .play")
    play.focus()
    tab.page.keyboard.press("Enter")
    frame = tab.page.locator("iframe")
    frame.wait_for()
    assert frame.get_attribute("title") == "It turns"
    assert frame.get_attribute("src") == "https://www.youtube-nocookie.com/embed/abc"
    tab.page.frame_locator("iframe").get_by_text("film").wait_for()
    assert len(asked) == 1
    tab.page.locator("[data-file] .play").click()
    film = tab.page.locator("video[controls]")
    film.wait_for()
    assert film.get_attribute("src") == "https://films.example.org/a.mp4"
    tab.foreign.clear()  # asked for by a click


def test_a_video_on_a_plain_page_plays_too(open_tab, press):
    tab = open_tab()
    tab.context.route(
        "https://www.youtube-nocookie.com/**",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<p>film</p>"),
    )
    tab.page.goto("/pages/tour/")
    tab.page.locator("[data-frame] .play").click()
    tab.page.frame_locator("iframe").get_by_text("film").wait_for()
    tab.foreign.clear()  # asked for by a click


def test_without_script_a_video_is_a_link_and_all_is_there(open_tab, press):
    tab = open_tab(script=False)
    tab.page.goto(press)
    assert tab.page.locator("[data-frame] .play").get_attribute("href") == "https://youtu.be/abc"
    for words in ("It weighs 340 tonnes.", "Some words.", "An older one", "Leave a comment"):
        assert tab.page.get_by_text(words).first.is_visible()
