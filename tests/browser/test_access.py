"""axe finds nothing on any kind of page, light and dark, wide and narrow."""

import os
from itertools import product

import pytest

from tests.browser.conftest import axe

pytestmark = pytest.mark.browser
ALL = list(product(("light", "dark"), (320, 1280)))
# Each scheme and each width once; every pair with bin/test --full.
LOOKS = ALL if os.environ.get("COLONNADE_FULL") == "1" else [ALL[0], ALL[3]]


def check(tab, *paths):
    found = []
    for path in paths:
        tab.page.goto(path)
        found += [(path, *one) for one in axe(tab.page)]
    assert found == []


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_public_pages(open_tab, threads, scheme, width):
    tab = open_tab(color_scheme=scheme, viewport={"width": width, "height": 800})
    main = threads["turning-bridge"]
    tab.page.goto(f"/t/{main}/")
    comment = tab.page.locator("article.comment").first.get_attribute("data-comment")
    check(
        tab,
        "/",
        f"/t/{main}/",
        f"/t/{main}/?view=flat&fold=collapsed&order=newest&size=30&page=2",
        f"/t/{threads['fish-auction']}/",
        "/harbour/tide-tables/",
        f"/t/{threads['fourteen-across']}/",
        f"/t/{main}/comment",
        f"/c/{comment}/reply",
        f"/c/{comment}/history",
        f"/c/{comment}/report",
        f"/c/{comment}/report?kind=illegal",
        "/rules/",
        "/log/",
        "/search/?q=bridge",
        "/search/?q=nothinghasthisword",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/api/v1/docs",
        "/nothing-here",
        "/me/",
    )


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_of_an_account_and_of_the_staff(open_tab, threads, make_account, scheme, width):
    tab = open_tab(color_scheme=scheme, viewport={"width": width, "height": 800})
    _, email = make_account("owner")
    tab.sign_in(email)
    page = tab.page
    page.goto(f"/t/{threads['ropewalk-willow']}/comment")
    page.get_by_label("Your comment").fill("A comment to look at.")
    page.get_by_role("button", name="Preview", exact=True).click()
    check_here(tab)
    page.get_by_role("button", name="Post comment").click()
    comment = page.url.split("#c-")[1]
    page.goto(f"/c/{comment}/report")
    check_here(tab)
    page.get_by_label("A word for the moderators").fill("Look at the end.")
    page.get_by_role("button", name="Speak to the matter").click()
    check_here(tab)
    check(
        tab,
        "/me/",
        "/me/settings/",
        "/accounts/password/change/",
        "/accounts/email/",
        "/accounts/logout/",
        f"/c/{comment}/mine",
        f"/c/{comment}/edit",
        f"/c/{comment}/delete",
        f"/t/{threads['ropewalk-willow']}/",
        "/staff/",
        f"/staff/comments/{comment}/",
        "/staff/reports/",
        "/staff/decisions/",
        "/staff/threads/",
        "/staff/policy/",
        "/staff/settings/",
        "/staff/people/",
    )


def check_here(tab):
    assert axe(tab.page) == []
