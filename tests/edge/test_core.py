"""The edge between readers and Django: from memory, fresh, each page made once."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from colonnade.edge.metrics import Held
from colonnade.edge.shapes import Answer
from colonnade.kit import clock
from tests.edge.standing_in import Site, page, pieces, visit

LATER = 0.6


def test_a_page_is_made_once_and_then_given_from_memory(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        first = await site.ask("/t/a/")
        assert site.edge.ready("GET", "/t/a/", {}) is not None
        assert (await site.ask("/t/a/")).body == first.body
        assert site.press.times == {"/t/a/": 1}
        assert site.metrics.counts["hits"] == 2
        assert site.metrics.counts["misses"] == 1

    visit(errand, tmp_path)


def test_two_hundred_who_ask_at_once_cost_one_page(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.press.gate = asyncio.Event()
        crowd = [asyncio.create_task(site.get("/t/a/")) for _ in range(200)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        site.press.gate.set()
        assert set(await asyncio.gather(*crowd)) == {"/t/a/ edition 1"}
        assert site.press.times == {"/t/a/": 1}

    visit(errand, tmp_path)


def test_two_hundred_who_ask_for_a_spoiled_page_cost_one_page(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        site.press.edition = 2
        site.write("threads")
        site.now += LATER
        crowd = await asyncio.gather(*(site.get("/t/a/") for _ in range(200)))
        assert set(crowd) == {"/t/a/ edition 2"}
        assert site.press.times == {"/t/a/": 2}

    visit(errand, tmp_path)


def test_one_who_leaves_stops_nobody(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.press.gate = asyncio.Event()
        leaves, stays = (asyncio.create_task(site.get("/t/a/")) for _ in range(2))
        await asyncio.sleep(0)
        leaves.cancel()
        site.press.gate.set()
        assert await stays == "/t/a/ edition 1"
        assert site.press.times == {"/t/a/": 1}

    visit(errand, tmp_path)


def test_a_spoiled_page_is_given_for_half_a_second_while_one_is_made(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        await site.get("/t/b/")
        site.press.edition = 2
        site.write("/t/a/")
        site.press.gate = asyncio.Event()
        assert await site.get("/t/a/") == "/t/a/ edition 1"
        assert await site.get("/t/a/") == "/t/a/ edition 1"
        assert site.metrics.counts["stale"] == 2
        site.press.gate.set()
        while site.edge.ready("GET", "/t/a/", {}) is None:
            await asyncio.sleep(0)
            assert await site.get("/t/a/")
        assert await site.get("/t/a/") == "/t/a/ edition 2"
        assert await site.get("/t/b/") == "/t/b/ edition 1"
        assert site.press.times == {"/t/a/": 2, "/t/b/": 1}

    visit(errand, tmp_path)


def test_later_the_new_page_is_waited_for(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        site.press.edition = 2
        site.write("threads")
        site.now += LATER
        assert await site.get("/t/a/") == "/t/a/ edition 2"

    visit(errand, tmp_path)


def test_a_page_that_was_spoiled_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.press.gate = asyncio.Event()
        early = asyncio.create_task(site.get("/t/a/"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert site.press.times == {"/t/a/": 1}
        site.press.edition = 2
        number = site.write("threads")
        writer = asyncio.create_task(site.get("/t/a/", cookie=f"written={number}"))
        await asyncio.sleep(0)
        site.press.gate.set()
        assert await early == "/t/a/ edition 1"
        assert await writer == "/t/a/ edition 2"
        assert site.press.times == {"/t/a/": 2}

    visit(errand, tmp_path)


def test_the_writer_sees_her_own_write_at_once(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        site.press.edition = 2
        number = site.outbox.write("threads")
        assert await site.get("/t/a/") == "/t/a/ edition 1"
        assert await site.get("/t/a/", cookie=f"written={number}") == "/t/a/ edition 2"
        polls = site.outbox.polls
        assert await site.get("/t/a/", cookie=f"a=b; written={number}") == "/t/a/ edition 2"
        assert site.outbox.polls == polls
        assert site.press.times == {"/t/a/": 2}

    visit(errand, tmp_path)


def test_a_write_that_nobody_knows_is_left_to_django(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        await site.get("/t/a/", cookie="written=99")
        assert site.press.asked[-1].header("cookie") == "written=99"
        assert await site.get("/t/a/", cookie="written=nonsense") == "/t/a/ edition 1"
        assert site.press.times == {"/t/a/": 2}

    visit(errand, tmp_path)


def test_an_answer_that_wrote_sets_the_cookie_and_the_edge_knows_by_then(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        number = site.outbox.write("threads")
        headers = [("location", "/t/a/"), ("x-colonnade-written", str(number))]
        site.press.answers["/t/a/comment"] = Answer(303, headers)
        answer = await site.ask("/t/a/comment", "POST")
        assert answer.header("set-cookie") == (
            f"written={number}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure"
        )
        assert not answer.header("x-colonnade-written")
        assert site.edge.pages.found["/t/a/"].since is not None

    visit(errand, tmp_path, https=True)


def test_a_reader_with_options_of_her_own_is_led_by_django(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        leading = page("all " * 99, "threads", extra=[("x-colonnade-leads", "viewing")])
        site.press.answers["/t/a/"] = leading
        assert (await site.ask("/t/a/")).status == 200
        assert site.edge.ready("GET", "/t/a/", {"cookie": "viewing=flat"}) is None
        await site.get("/t/a/", cookie="viewing=flat")
        assert site.press.asked[-1].header("cookie") == "viewing=flat"
        await site.get("/t/a/", cookie="overviewing=flat; viewing=")
        assert site.press.times == {"/t/a/": 2}
        await site.get("/t/a/?view=flat", cookie="viewing=flat")
        await site.get("/t/a/?view=flat", cookie="viewing=flat")
        assert site.press.times["/t/a/?view=flat"] == 1

    visit(errand, tmp_path)


def test_a_page_that_changes_by_the_clock_is_made_anew_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def errand(site: Site) -> None:
        soon = int(clock.now().timestamp()) + 100
        closing = page("open " * 99, "threads", extra=[("x-colonnade-until", str(soon))])
        site.press.answers["/t/a/"] = closing
        await site.get("/t/a/")
        site.edge.watch.look()
        assert site.edge.pages.found["/t/a/"].since is None
        monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(soon, UTC))
        site.edge.watch.look()
        assert site.edge.pages.found["/t/a/"].since == site.now

    visit(errand, tmp_path)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_what_is_no_reading_goes_to_django(tmp_path: Path, method: str) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        assert (await site.ask("/t/a/", method, cookie="s=1")).status == 200
        assert site.press.asked[-1].method == method
        assert site.press.asked[-1].header("cookie") == "s=1"

    visit(errand, tmp_path)


@pytest.mark.parametrize("target", ["/me/", "/%6de/", "/api/x?page=2", "/t/a/?page=0", "/c/1/"])
def test_what_is_one_visitors_own_is_never_kept(tmp_path: Path, target: str) -> None:
    async def errand(site: Site) -> None:
        await site.ask(target, cookie="s=1")
        await site.ask(target, cookie="s=2")
        assert [ask.header("cookie") for ask in site.press.asked] == ["s=1", "s=2"]
        assert not site.edge.pages.found

    visit(errand, tmp_path)


def test_django_is_told_the_newest_change_of_the_site(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.write("threads")
        number = site.write("site", "threads")
        site.write("threads")
        await site.get("/t/a/")
        await site.get("/me/")
        told = [ask.header("x-colonnade-site") for ask in site.press.asked]
        assert told == [str(number)] * 2

    visit(errand, tmp_path)


def test_another_database_empties_the_memory(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        site.outbox.restore()
        site.edge.watch.look()
        assert not site.edge.pages.found

    visit(errand, tmp_path)


def test_pages_are_given_for_half_a_minute_without_the_database(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        site.outbox.away = True
        site.now += 29
        site.edge.watch.look()
        assert site.edge.ready("GET", "/t/a/", {}) is not None
        site.now += 2
        site.edge.watch.look()
        await site.get("/t/a/", cookie="s=1")
        assert site.press.asked[-1].header("cookie") == "s=1"
        site.outbox.away = False
        site.edge.watch.look()
        assert site.edge.ready("GET", "/t/a/", {}) is not None

    visit(errand, tmp_path)


def test_an_old_page_is_better_than_none_but_not_for_long(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        number = site.write("threads")
        site.now += LATER
        site.press.answers["/t/a/"] = Answer(503, [("retry-after", "2")])
        assert await site.get("/t/a/") == "/t/a/ edition 1"
        assert (await site.ask("/t/a/", cookie=f"written={number}")).status == 503
        site.now += 31
        site.edge.watch.look()
        assert (await site.ask("/t/a/")).status == 503

    visit(errand, tmp_path)


def test_a_large_answer_is_no_page(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        large = page("", "threads")
        large.stream = pieces(b"a", b"b")
        site.press.answers["/t/a/"] = large
        assert (await site.ask("/t/a/")).stream is not None
        assert not site.edge.pages.found

    visit(errand, tmp_path)


def test_a_wrong_host_is_left_to_django(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/", host="paper.example:8000")
        await site.get("/t/a/", host="PAPER.example")
        assert site.press.times == {"/t/a/": 1}
        await site.get("/t/a/", host="evil.example")
        assert site.press.asked[-1].header("host") == "evil.example"

    visit(errand, tmp_path, hosts=("paper.example", ".paper.org"))


def test_a_look_that_fails_is_not_the_last_one(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        site.outbox.broken = True
        site.now += 31
        site.edge.watch.look()
        assert site.edge.ready("GET", "/t/a/", {}) is None
        site.outbox.broken = False
        site.edge.watch.look()
        assert site.edge.ready("GET", "/t/a/", {}) is not None

    visit(errand, tmp_path)


def test_the_edge_looks_by_itself(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await site.get("/t/a/")
        site.outbox.write("threads")
        async with asyncio.timeout(60):
            await site.outbox.heard.wait()
        assert site.edge.pages.found["/t/a/"].since == site.now

    visit(errand, tmp_path)


def test_what_is_no_page_costs_a_reader_with_cookies_no_second_request(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.press.answers["/t/a/"] = Answer(404, [], b"nothing")
        for _ in range(5):
            assert (await site.ask("/t/a/", cookie="s=1")).status == 404
        assert [ask.header("cookie") for ask in site.press.asked] == ["", *["s=1"] * 5]
        assert (await site.ask("/t/a/")).status == 404
        assert site.press.asked[-1].header("cookie") == ""
        del site.press.answers["/t/a/"]
        site.now += 11
        assert (await site.ask("/t/a/", cookie="s=1")).status == 200
        assert list(site.edge.pages.found) == ["/t/a/"]

    visit(errand, tmp_path)


def test_what_is_held_is_told(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        assert site.metrics.held() == Held()
        await site.ask("/t/a/")
        held = site.metrics.held()
        assert (held.pages, held.bytes) == (1, site.edge.pages.size)
        assert 0 < held.oldest < 60
        site.write("threads")
        assert site.metrics.counts["rebuilds"] == site.metrics.counts["spoils"] == 1

    visit(errand, tmp_path)
