"""No link of the sample site leads nowhere, and every page says what it is."""

from urllib.parse import urldefrag, urlsplit

import pytest
from django.db import transaction

from colonnade.cli.loading import load_newspaper
from tests.conftest import FULL
from tests.factories import deliver_all
from tests.journeys.crawler import HOME, Crawl, crawl

pytestmark = [pytest.mark.django_db, pytest.mark.once]
REPLIES = 1_000_000 if FULL else 12


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker) -> Crawl:
    """A walk over the whole sample site by somebody who is not signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_newspaper()
        deliver_all()
        found = crawl(replies=REPLIES)
        transaction.set_rollback(True)
    return found


def end_of(walked: Crawl, path: str) -> tuple[str, str]:
    """Return the path and the anchor that an address leads to in the end."""
    fragment = ""
    while path in walked.moved:
        address, fragment = urldefrag(walked.moved[path])
        parts = urlsplit(address.removeprefix(HOME))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path, fragment


def test_no_link_leads_nowhere(walked):
    assert walked.broken == []
    assert len(walked.statuses) > 1_000
    assert len(walked.pages) > 100
    paths = " ".join(walked.statuses)
    for part in (
        "/town/turning-bridge/",
        "page=2",
        "/bylines/",
        "/tags/",
        "/archive/2",
        "/pages/",
        "/search/",
        "/sitemap.xml",
        "/feeds/articles.json",
        ".avif",
        "/people/",
        "/history",
    ):
        assert part in paths, part


def test_every_anchor_is_there_once(walked):
    missing = []
    for target, wanted in walked.wanted.items():
        end, _ = end_of(walked, target)
        page = walked.pages.get(end)
        missing += [
            (source, target, anchor)
            for source, anchor in wanted
            if page is None or page.ids[anchor] != 1
        ]
    assert missing == []
    assert sum(len(wanted) for wanted in walked.wanted.values()) > 500


def test_every_permalink_comes_to_its_comment(walked):
    links = [path for path in walked.statuses if path.startswith("/c/") and path.endswith("/")]
    lost = []
    for path in links:
        end, anchor = end_of(walked, path)
        page = walked.pages.get(end)
        if anchor != f"c-{path.split('/')[2]}" or page is None or page.ids[anchor] != 1:
            lost.append((path, end, anchor))
    assert lost == []
    assert len(links) > 500


def test_every_page_says_what_it_is(walked):
    odd = [
        path
        for path, page in walked.pages.items()
        if page.headings != 1 or not page.lang or page.dir not in {"ltr", "rtl"}
    ]
    assert odd == []
    assert [path for path, page in walked.pages.items() if not page.title.strip()] == []
    twice = [
        (path, name)
        for path, page in walked.pages.items()
        for name, times in page.ids.items()
        if times > 1
    ]
    assert twice == []


def test_a_canonical_address_is_one_of_a_page_that_calls_itself_so(walked):
    found = {path: page.canonical for path, page in walked.pages.items() if page.canonical}
    for path, canonical in found.items():
        there = walked.pages.get(canonical.removeprefix(HOME))
        assert there is not None, (path, canonical)
        assert there.canonical == canonical, (path, canonical)
    articles = [path for path in walked.pages if path.startswith(("/town/", "/al-mina/"))]
    assert len(articles) > 10
    assert set(articles) <= set(found)
