"""The sample goes by the owner's button; what is left is a site that never had it."""

import sqlite3
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from re import DOTALL, findall, search
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.cli.running import Server, colonnade, serving, wait_for

pytestmark = pytest.mark.once

REMOVE = "/staff/begin/remove-sample/"
# What the owner's own visit leaves: her session, events that wait or are settled, the front page
# in the newsroom's own search, where saving it puts it.
_VISIT = ("django_session", "outbox_", "wagtailsearch_indexentry")
# How SQLite keeps the words of the search, which `search_words` counts.
_INSIDE = ("search_words_data", "search_words_idx", "search_words_docsize")


def rows(data: Path) -> dict[str, int]:
    """Return how many rows each table holds, but for what a visit leaves."""
    with closing(sqlite3.connect(data / "site.sqlite3")) as site:
        names = [
            str(name)
            for (name,) in site.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not str(name).startswith(("sqlite_", *_VISIT, *_INSIDE))
        ]
        return {
            name: int(site.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
            for name in names
        }


def files(data: Path) -> list[Path]:
    """Return all that lies in the media folder."""
    return [path for path in (data / "media").rglob("*") if path.is_file()]


def press(server: Server, *addresses: str) -> str:
    """Sign in by the printed link and press what stands at addresses, as a browser without script.

    Returns the last page.
    """
    link = search(r"http\S+/accounts/link/\S+", "".join(server.printed))
    assert link, server.printed
    browser, said = build_opener(HTTPCookieProcessor(CookieJar())), ""
    for address in (link[0], *(server.url + path for path in addresses)):
        page = browser.open(address, timeout=60).read().decode()
        form = findall(r"<main.*?<form.*?</form>", page, DOTALL)[-1]
        fields = dict(findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        headers = {"Origin": server.url}
        asked = Request(address, urlencode(fields).encode(), headers)  # noqa: S310
        said = browser.open(asked, timeout=120).read().decode()
    return said


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """What a site without the sample holds, once it has served."""
    data = tmp_path_factory.mktemp("bare")
    with serving(data, "--no-demo") as server:
        server.get("/")
        press(server)
    return rows(data)


def test_of_the_ready_sample_nothing_is_left(bare, tmp_path):
    with serving(tmp_path) as server:
        assert "/town/turning-bridge/" in server.get("/")
        had = rows(tmp_path)
        assert files(tmp_path)
        assert "No sample content is there." in press(server, REMOVE)
        wait_for("readers see it", lambda: "/town/" not in server.get("/"))
    assert had["discussion_comment"] > 500
    assert had["articles_articlepage"] == 13
    assert rows(tmp_path) == bare
    assert files(tmp_path) == []


@pytest.mark.full
def test_of_the_sample_loaded_by_the_command_nothing_is_left(bare, tmp_path):
    assert colonnade("demo", "--data", tmp_path).returncode == 0
    with serving(tmp_path) as server:
        had = rows(tmp_path)
        assert "No sample content is there." in press(server, REMOVE)
    assert had["articles_articlepage"] == 13
    assert rows(tmp_path) == bare
    assert files(tmp_path) == []
