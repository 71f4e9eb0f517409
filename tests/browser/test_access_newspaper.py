"""axe on what the newspaper's other tests leave out: the sample's own pages, and no newspaper."""

import pytest

from tests.browser.conftest import Tab, serving
from tests.browser.test_access import check

pytestmark = pytest.mark.browser
WIDTHS = pytest.mark.parametrize("width", [320, 1280])


@WIDTHS
def test_the_samples_articles_lists_and_results(open_tab, width):
    tab = open_tab(viewport={"width": width, "height": 800})
    check(
        tab,
        "/town/turning-bridge/",
        "/al-mina/fish-auction/",
        "/al-mina/",
        "/town/bridge-cat/",
        "/bylines/odile-marrable/",
        "/pages/privacy/",
        "/search/?q=bridge&section=town",
    )
    tab.page.goto("/archive/")
    tab.page.locator("main a").first.click()
    check(tab, tab.page.url)


def test_a_newspaper_without_a_word(chromium, tmp_path):
    with serving(tmp_path) as server:
        server.python(
            "from colonnade.flows.remove_sample import remove_sample\n"
            "from colonnade.people.models import Person\n"
            "from colonnade.people.reading import actor_of\n"
            "remove_sample(actor=actor_of(Person.objects.get(role='owner')))"
        )
        for width in (320, 1280):
            tab = Tab(chromium, server, viewport={"width": width, "height": 800})
            check(tab, "/", "/archive/", "/search/?q=bridge")
            tab.context.close()
            assert tab.complaints == []
