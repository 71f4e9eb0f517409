"""Reading: quiet, at home on a phone, in the reader's own order, with and without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
PHONE = {"width": 320, "height": 640}


@BOTH
def test_a_stranger_reads_and_gets_no_cookie(open_tab, threads, script):
    tab = open_tab(script=script)
    tab.page.goto("/")
    tab.page.get_by_role("link", name="Turning Bridge").first.click()
    expect(tab.page.locator("article.comment")).to_have_count(50)
    tab.page.get_by_role("link", name="Next page").first.click()
    expect(tab.page).to_have_url(re.compile(r"\?page=2$"))
    expect(tab.page.locator("article.comment")).to_have_count(50)
    assert tab.context.cookies() == []


@BOTH
def test_viewing_options_change_nothing_until_saved_and_are_kept(open_tab, threads, script):
    tab = open_tab(script=script)
    page = tab.page
    address = f"/t/{threads['turning-bridge']}/"
    page.goto(address)
    first = page.locator("article.comment").first.get_attribute("id")
    page.locator("select[name=view]").select_option("flat")
    page.locator("select[name=fold]").select_option("collapsed")
    page.locator("select[name=order]").select_option("newest")
    page.locator("select[name=size]").select_option("30")
    assert page.locator("article.comment").first.get_attribute("id") == first
    page.get_by_role("button", name="Save settings").click()
    expect(page).to_have_url(
        re.compile("view=flat&fold=collapsed&order=newest&size=30(#comments)?$")
    )
    expect(page.locator("article.comment")).to_have_count(30)
    one = page.locator("article.comment details").first
    expect(one.locator(".text")).to_be_hidden()
    one.locator("summary").click()
    expect(one.locator(".text")).to_be_visible()
    page.goto("/")
    page.goto(address)
    expect(page).to_have_url(re.compile("view=flat&fold=collapsed&order=newest&size=30$"))
    expect(page.locator("select[name=order]")).to_have_value("newest")
    permalink = page.locator("article.comment .when").nth(7)
    comment = permalink.get_attribute("href").split("/")[2]
    permalink.click()
    expect(page).to_have_url(re.compile(f"view=flat.*#c-{comment}$"))
    expect(page.locator(f"#c-{comment}")).to_be_in_viewport()


@pytest.mark.parametrize("key", ["turning-bridge", "custom-house-stair", "fish-auction"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_thread_fits_a_phone_of_320_pixels(open_tab, threads, key, scheme):
    tab = open_tab(viewport=PHONE, color_scheme=scheme)
    tab.page.goto(f"/t/{threads[key]}/?size=300")
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 320
    narrow = tab.page.evaluate(
        "Math.min(...[...document.querySelectorAll('.comment .text')].map(e => e.clientWidth))"
    )
    assert narrow >= 200, "the deepest comment can still be read"


def test_back_and_forward_work_after_quiet_paging(open_tab, threads):
    tab = open_tab()
    page = tab.page
    page.goto(f"/t/{threads['turning-bridge']}/")
    first = page.locator("article.comment").first.get_attribute("id")
    page.get_by_role("link", name="Next page").first.click()
    expect(page.locator(f"#{first}")).to_have_count(0)
    expect(page.locator("#comments")).to_be_focused()
    page.go_back()
    expect(page.locator(f"#{first}")).to_have_count(1)


def test_the_outline_serves_ears(open_tab, threads):
    """Headings say name, whom it answers, and the level; no list is nested deeper than two."""
    tab = open_tab()
    page = tab.page
    page.goto(f"/t/{threads['custom-house-stair']}/")
    headings = page.locator("article.comment h3").all_text_contents()
    assert len(headings) == page.locator("article.comment").count()
    spoken = re.compile(r"(, reply to .+)?, level \d+$", re.DOTALL)
    assert all(spoken.search(heading.strip()) for heading in headings)
    assert page.locator("li li li").count() == 0
    names = page.locator(".acts > a").all_inner_texts()
    said = re.compile(r"Reply to .+|Report comment \d+")
    assert all(said.fullmatch(" ".join(name.split())) for name in names)


def test_a_right_to_left_thread_reads_from_the_right(open_tab, threads):
    tab = open_tab()
    page = tab.page
    page.goto(f"/t/{threads['fish-auction']}/")
    directions = page.eval_on_selector_all(
        ".comment .text > p", "all => all.map(e => getComputedStyle(e).direction)"
    )
    assert directions.count("rtl") > 30
    assert page.eval_on_selector("h1", "e => getComputedStyle(e).direction") == "rtl"
