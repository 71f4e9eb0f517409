"""How pages travel."""

import asyncio
import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from colonnade.edge.dressing import OFTEN, VERY_OFTEN
from colonnade.edge.encodings import choose
from colonnade.edge.shapes import Answer
from tests.edge.standing_in import Site, page, visit

READERS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "zstd": zstandard.ZstdDecompressor().decompress,
    "gzip": gzip.decompress,
    "": bytes,
}


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate, zstd", "zstd"),
        ("gzip, deflate", "gzip"),
        ("deflate", ""),
        ("", ""),
        ("identity", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "zstd"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("GZIP ; q=0.8", "gzip"),
        ("br;q=0.2, identity;q=0.5", ""),
        ("br;q=nonsense, gzip", "gzip"),
        ("br;q=7", ""),
        ("brotli, xbr", ""),
    ],
)
def test_the_best_that_the_client_takes(accepted: str, chosen: str) -> None:
    assert choose(accepted) == chosen
    assert choose(accepted) == chosen


def test_each_encoding_is_made_once_and_has_a_tag_of_its_own(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        plain = await site.ask("/t/a/")
        tags = set()
        for name, reader in READERS.items():
            crowd = await asyncio.gather(
                *(site.ask("/t/a/", accept_encoding=name) for _ in range(9))
            )
            again = site.edge.ready("GET", "/t/a/", {"accept-encoding": name})
            assert again is not None
            assert all(answer is again for answer in crowd)
            assert reader(again.body) == plain.body
            assert again.header("content-encoding") == name
            assert again.header("content-length") == str(len(again.body))
            assert again.header("vary") == "Accept-Encoding"
            tags.add(again.header("etag"))
        assert len(tags) == 4
        assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)
        assert site.press.times == {"/t/a/": 1}

    visit(errand, tmp_path)


@pytest.mark.parametrize(
    ("accepted", "quick", "best"),
    [("br", "br", "br"), ("gzip", "gzip", "gzip"), ("gzip, deflate, br, zstd", "zstd", "br")],
)
def test_a_page_that_readers_keep_asking_for_becomes_smaller(
    tmp_path: Path, accepted: str, quick: str, best: str
) -> None:
    async def errand(site: Site) -> None:
        first = await site.ask("/t/a/", accept_encoding=accepted)
        assert first.header("content-encoding") == quick
        page = site.edge.pages.found["/t/a/"]
        for _ in range(2 * OFTEN):  # often, but it is young
            assert await site.ask("/t/a/", accept_encoding=accepted) is first
        assert best not in page.variants
        page.made -= 2
        assert await site.ask("/t/a/", accept_encoding=accepted) is first  # nobody waits
        await asyncio.gather(*site.edge._dressing._flights._running.values())
        small = await site.ask("/t/a/", accept_encoding=accepted)
        assert small.header("content-encoding") == best
        assert READERS[best](small.body) == READERS[quick](first.body) == page.whole()
        assert small.header("etag") != first.header("etag")
        assert page.size == site.edge.pages.size
        bodies = [made.whole.body for form, made in page.variants.items() if form]
        assert page.body == b"", "the same bytes are not held twice"
        assert page.length == len(page.whole())
        assert page.size == 4096 + sum(map(len, bodies))
        for known in (first, small):
            tag = known.header("etag")
            same = await site.ask("/t/a/", accept_encoding=accepted, if_none_match=tag)
            assert (same.status, same.header("etag"), same.body) == (304, tag, b"")
        assert site.press.times == {"/t/a/": 1}

    visit(errand, tmp_path)


def test_a_page_that_stays_and_is_read_very_often_becomes_smallest(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        async def read(times: int) -> Answer:
            answer = await site.ask("/t/a/", accept_encoding="gzip, br")
            for _ in range(times - 1):
                answer = await site.ask("/t/a/", accept_encoding="gzip, br")
            await asyncio.gather(*site.edge._dressing._flights._running.values())
            return answer

        await read(1)
        page = site.edge.pages.found["/t/a/"]
        page.made -= 2
        await read(OFTEN)
        small = await read(2 * VERY_OFTEN)
        assert list(page.variants) == ["br"], "very often, but it is young"
        page.made -= 30
        await read(VERY_OFTEN)
        least = await read(1)
        assert list(page.variants) == ["br-least"]
        assert least.header("content-encoding") == "br"
        assert brotli.decompress(least.body) == brotli.decompress(small.body) == page.whole()
        assert page.size == 4096 + len(least.body) == site.edge.pages.size
        tags = {small.header("etag"), least.header("etag")}
        assert len(tags) == 2
        for tag in tags:
            same = await site.ask("/t/a/", accept_encoding="gzip, br", if_none_match=tag)
            assert (same.status, same.header("etag"), same.body) == (304, tag, b"")
        assert site.press.times == {"/t/a/": 1}

    visit(errand, tmp_path)


def test_a_page_that_nobody_comes_back_to_is_not_made_smaller(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.ask("/t/a/", accept_encoding="br")
        page = site.edge.pages.found["/t/a/"]
        page.made -= 2
        for _ in range(OFTEN - 1):
            await site.ask("/t/a/", accept_encoding="br")
        site.write("threads")
        await site.ask("/t/a/", accept_encoding="br")
        await asyncio.sleep(0.05)
        assert "br" not in page.variants

    visit(errand, tmp_path)


def test_encodings_take_room(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.ask("/t/a/")
        before = site.edge.pages.size
        encoded = await site.ask("/t/a/", accept_encoding="gzip")
        assert site.edge.pages.size == before + len(encoded.body)
        assert zlib.decompress(encoded.body, 31)

    visit(errand, tmp_path)


@pytest.mark.parametrize("encoding", READERS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_heads_and_tags(tmp_path: Path, encoding: str, method: str) -> None:
    async def errand(site: Site) -> None:
        whole = await site.ask("/t/a/", accept_encoding=encoding)
        tag = whole.header("etag")
        other = await site.ask("/t/a/", accept_encoding="gzip" if encoding == "br" else "br")
        for known in (tag, f"W/{tag}", f'"x", {tag}', "*", f'"x" ,W/{tag},"y"'):
            same = await site.ask("/t/a/", method, accept_encoding=encoding, if_none_match=known)
            assert (same.status, same.body) == (304, b"")
            for name in ("etag", "cache-control", "vary"):
                assert same.header(name) == whole.header(name)
            assert not same.header("content-length")
        for known in ('"x"', tag.strip('"'), other.header("etag"), ""):
            full = await site.ask("/t/a/", method, accept_encoding=encoding, if_none_match=known)
            assert full.status == 200
            assert full.headers == whole.headers
            assert full.body == (whole.body if method == "GET" else b"")

    visit(errand, tmp_path)


def test_djangos_own_tag_stays_and_a_missing_one_is_made_from_the_bytes(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.press.answers["/1/"] = page("words " * 99, "k", extra=[("etag", '"abc"')])
        site.press.answers["/2/"] = page("words " * 99, "k", extra=[("etag", 'W/"abc"')])
        site.press.answers["/3/"] = page("words " * 99, "k")
        tags = [(await site.ask(f"/{number}/")).header("etag") for number in (1, 2, 3)]
        assert tags[0] == '"abc"'
        assert tags[1] == tags[2] != '"abc"'
        assert [name for name, _ in (await site.ask("/1/")).headers].count("etag") == 1

    visit(errand, tmp_path)


def test_a_head_where_nothing_is_kept(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        head = await site.ask("/t/a/", "HEAD")
        assert (head.body, site.press.asked[-1].method) == (b"", "GET")
        assert head.headers == (await site.ask("/t/a/")).headers

    visit(errand, tmp_path)


def test_a_cache_in_front_may_keep_pages_where_the_owner_wants_it(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        answer = await site.ask("/t/a/")
        kept = [value for name, value in answer.headers if name == "cache-control"]
        assert kept == ["public, max-age=0, s-maxage=5"]

    visit(errand, tmp_path, shared_seconds=5)
