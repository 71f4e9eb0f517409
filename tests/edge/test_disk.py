"""A restart is warm, and as fresh as ever."""

import asyncio
from pathlib import Path

import pytest

from colonnade.edge import disk
from tests.edge.standing_in import Site, visit


async def read(site: Site) -> None:
    for target in ("/t/a/", "/t/b/"):
        await site.ask(target)
        await site.ask(target, accept_encoding="br")


async def nothing(site: Site) -> None:
    """Ask for nothing."""


def test_a_restart_answers_the_same_bytes_without_django(tmp_path: Path) -> None:
    before: dict[str, tuple[object, ...]] = {}

    async def first(site: Site) -> None:
        await read(site)
        for coding in ("", "br"):
            answer = await site.ask("/t/a/", accept_encoding=coding)
            before[coding] = (answer.headers, answer.body)

    async def second(site: Site) -> None:
        for coding in ("", "br"):
            answer = site.edge.ready("GET", "/t/a/", {"accept-encoding": coding})
            assert answer is not None
            assert (answer.headers, answer.body) == before[coding]
        assert not site.press.asked

    visit(first, tmp_path)
    visit(second, tmp_path)


def test_what_was_written_meanwhile_is_known_before_the_first_answer(tmp_path: Path) -> None:
    async def later() -> None:
        site = Site(tmp_path)
        site.outbox.write("/t/a/")
        await site.edge.begin()
        assert site.edge.ready("GET", "/t/b/", {}) is not None
        assert site.edge.ready("GET", "/t/a/", {}) is None
        site.press.edition = 2
        site.now += 1
        assert await site.get("/t/a/") == "/t/a/ edition 2"
        await site.edge.end()

    visit(read, tmp_path)
    asyncio.run(later())


def test_a_copy_is_of_no_use_to_another_database(tmp_path: Path) -> None:
    visit(read, tmp_path)
    assert not visit(nothing, tmp_path, epoch="two").edge.pages.found


def test_a_copy_is_not_trusted_before_the_database_was_heard(tmp_path: Path) -> None:
    async def later() -> None:
        site = Site(tmp_path)
        site.outbox.away = True
        await site.edge.begin()
        assert site.edge.ready("GET", "/t/a/", {}) is None
        site.outbox.away = False
        site.edge.watch.look()
        assert site.edge.ready("GET", "/t/a/", {}) is not None
        await site.edge.end()

    visit(read, tmp_path)
    asyncio.run(later())


def test_what_is_stale_is_not_saved(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        await read(site)
        site.outbox.write("/t/a/")

    visit(errand, tmp_path)
    assert list(visit(nothing, tmp_path).edge.pages.found) == ["/t/b/"]


def test_nothing_is_saved_where_nothing_changed(tmp_path: Path) -> None:
    visit(read, tmp_path)
    file = tmp_path / "run" / "pages.bin"
    before = file.stat().st_ino
    visit(nothing, tmp_path)
    assert file.stat().st_ino == before


def test_the_copy_is_nobodys_but_the_servers(tmp_path: Path) -> None:
    visit(read, tmp_path)
    assert (tmp_path / "run" / "pages.bin").stat().st_mode & 0o777 == 0o600


def test_the_copy_is_bounded_and_holds_what_is_worth_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def errand(site: Site) -> None:
        for number in range(30):
            await site.ask(f"/{number}/")

    monkeypatch.setattr(disk, "MOST", 10 * 5400)
    visit(errand, tmp_path)
    assert list(visit(nothing, tmp_path).edge.pages.found) == [f"/{n}/" for n in range(20, 30)]
