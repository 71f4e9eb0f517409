"""Twelve ways in which page caches of others have hurt their readers, each once."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from colonnade.edge import disk
from colonnade.edge.finishing import OLDEST
from colonnade.edge.shapes import Answer
from colonnade.kit import clock
from tests.edge.standing_in import Site, page, visit


async def read_a(site: Site) -> None:
    await site.get("/t/a/")


async def nothing(site: Site) -> None:
    """Ask for nothing."""


def test_1_a_half_written_copy_is_no_copy(tmp_path: Path) -> None:
    visit(read_a, tmp_path)
    file = tmp_path / "run" / "pages.bin"
    whole = file.read_bytes()
    assert visit(nothing, tmp_path).edge.pages.found
    for length in (0, 1, 30, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert not visit(nothing, tmp_path).edge.pages.found
    flipped = bytearray(whole)
    flipped[-5] ^= 1
    file.write_bytes(flipped)
    assert not visit(nothing, tmp_path).edge.pages.found


def test_2_no_name_is_too_long(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        long = "/t/" + "long" * 1500 + "/"
        first = await site.ask(long)
        assert first.status == 200
        assert (await site.ask(long)).body == first.body

    visit(errand, tmp_path)


def test_3_a_dot_is_no_extension(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        for target in ("/tag/node.js/", "/tag/node.js", "/a.html/b/", "/feed.xml"):
            assert (await site.get(target)).startswith(target)
            assert (await site.ask(target)).header("content-type") == "text/html; charset=utf-8"
        assert len(site.edge.pages.found) == 4

    visit(errand, tmp_path)


def test_4_a_page_may_lie_above_a_page_and_a_file_in_the_way_of_the_copy(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        for target in ("/t", "/t/", "/t/a/", "/t/a"):
            assert (await site.get(target)).startswith(f"{target} ")

    (tmp_path / "run").write_text("a file where a folder must be")
    visit(errand, tmp_path)


def test_5_guarding_headers_come_from_memory_too(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        first = await site.ask("/t/a/")
        again = await site.ask("/t/a/")
        known = await site.ask("/t/a/", if_none_match=first.header("etag"))
        assert known.status == 304
        for answer in (first, again, known):
            assert answer.header("content-security-policy") == "default-src 'self'"
            assert answer.header("vary") == "Accept-Encoding"
            assert answer.header("cache-control") == "public, no-cache"
            assert not [name for name, _ in answer.headers if name.startswith("x-colonnade")]

    visit(errand, tmp_path)


@pytest.mark.parametrize("cookie", ["sessionid=1", "csrf=x; viewing=flat", "written=0", ";;=;"])
def test_6_no_cookie_changes_a_shared_page(tmp_path: Path, cookie: str) -> None:
    async def errand(site: Site) -> None:
        assert (await site.ask("/t/a/", cookie=cookie)).status == 200
        shared = await site.ask("/t/a/")
        assert (await site.ask("/t/a/", cookie=cookie)).body == shared.body
        assert [ask.header("cookie") for ask in site.press.asked] == [""]

    visit(errand, tmp_path)


def test_6_an_answer_that_sets_a_cookie_is_never_kept(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.press.answers["/t/a/"] = page("yours", "threads", extra=[("set-cookie", "s=1")])
        await site.ask("/t/a/")
        assert (await site.ask("/t/a/", cookie="s=1")).header("set-cookie") == "s=1"
        assert not site.edge.pages.found
        assert site.press.asked[-1].header("cookie") == "s=1"

    visit(errand, tmp_path)


def test_7_no_page_outlives_the_code_and_scripts_it_was_made_for(tmp_path: Path) -> None:
    visit(read_a, tmp_path)
    assert visit(nothing, tmp_path).edge.pages.found
    assert not visit(nothing, tmp_path, stamp="code 2").edge.pages.found


@pytest.mark.parametrize("status", [301, 302, 303, 308, 400, 403, 404, 410, 429, 500, 503])
def test_8_redirects_and_errors_are_not_kept(tmp_path: Path, status: int) -> None:
    async def errand(site: Site) -> None:
        said = page("not here", "threads")
        site.press.answers["/t/a/"] = replace(said, status=status)
        assert (await site.ask("/t/a/")).status == status
        assert (await site.ask("/t/a/", cookie="s=1")).status == status
        assert not site.edge.pages.found
        del site.press.answers["/t/a/"]
        site.now += 11
        assert (await site.ask("/t/a/")).status == 200

    visit(errand, tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cache-control", "private, no-store"),
        ("cache-control", ""),
        ("x-colonnade-keys", ""),
        ("content-encoding", "gzip"),
    ],
)
def test_9_what_does_not_say_that_it_is_for_all_is_not_kept(
    tmp_path: Path, name: str, value: str
) -> None:
    async def errand(site: Site) -> None:
        preview = page("preview", "threads")
        others = [header for header in preview.headers if header[0] != name]
        site.press.answers["/t/a/"] = replace(preview, headers=[*others, (name, value)])
        await site.ask("/t/a/", cookie="s=1")
        await site.ask("/t/a/", cookie="s=2")
        assert not site.edge.pages.found
        assert [ask.header("cookie") for ask in site.press.asked][-1] == "s=2"

    visit(errand, tmp_path)


def test_10_when_pages_grow_old_each_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def errand(site: Site) -> None:
        await read_a(site)
        late = clock.now() + timedelta(seconds=OLDEST + 1)
        monkeypatch.setattr(clock, "now", lambda: late)
        site.edge.watch.look()
        await asyncio.gather(*(site.get("/t/a/") for _ in range(50)))
        site.now += 1
        await asyncio.gather(*(site.get("/t/a/") for _ in range(50)))
        assert site.press.times == {"/t/a/": 2}

    visit(errand, tmp_path)


def test_11_two_workers_do_not_write_one_copy(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await read_a(site)
        await site.edge.copies.save()
        other = Site(tmp_path)
        await other.edge.begin()
        await other.get("/t/b/")
        await other.edge.copies.save()
        assert {page.target for page in disk.load(other.settings).pages} == {"/t/a/"}
        await site.edge.end()
        await other.get("/t/c/")
        await other.edge.copies.save()
        await other.edge.end()

    visit(errand, tmp_path)
    assert set(visit(nothing, tmp_path).edge.pages.found) == {"/t/a/", "/t/b/", "/t/c/"}


def test_12_an_old_address_is_not_left_behind(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await read_a(site)
        site.press.answers["/t/a/"] = Answer(301, [("location", "/t/b/")])
        site.write("threads")
        site.now += 1
        assert (await site.ask("/t/a/")).header("location") == "/t/b/"
        assert not site.edge.pages.found

    visit(errand, tmp_path)
