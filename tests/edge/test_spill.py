"""Large answers: at the client's speed, without keeping a place before Django."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from colonnade.edge import spill
from colonnade.edge.shapes import Rank
from tests.edge.standing import (
    Standing,
    Writer,
    body_of,
    finish,
    get,
    loop_of,
    make_passing,
    plain,
    saying,
    settings_in,
    standing,
    until,
)

LARGE = bytes(range(256)) * 4096 * 5
OK = plain(b"hello")


@pytest.fixture(autouse=True, params=["asyncio", "uvloop"])
def _loop(request: pytest.FixtureRequest) -> Iterator[None]:
    with loop_of(request.param):
        yield


def chunked(body: bytes, size: int = 50_000) -> bytes:
    pieces = [body[place : place + size] for place in range(0, len(body), size)]
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"


@pytest.mark.parametrize("said", [plain(LARGE), chunked(LARGE)], ids=["length", "chunks"])
def test_a_large_answer_is_streamed_whole_and_keeps_no_place(tmp_path: Path, said: bytes) -> None:
    async def manner(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
        writer.write(said if b"/large" in head else OK)
        await writer.drain()

    async def run() -> None:
        settings = settings_in(tmp_path)
        async with standing(settings.socket, manner):
            passing = make_passing(settings, at_once=1)
            answer = await passing.ask(get("/large"), Rank.PAGE)
            assert answer.stream is not None
            # Nobody has read a byte of it, and the one place is free all the same.
            assert (await passing.ask(get("/"), Rank.PAGE)).body == b"hello"
            assert await body_of(answer) == LARGE

    finish(run())


def test_a_large_answer_that_breaks_off_breaks_off(tmp_path: Path) -> None:
    async def run() -> None:
        settings = settings_in(tmp_path)
        said = saying(plain(LARGE)[: 2**21], close=True)
        async with standing(settings.socket, said):
            answer = await make_passing(settings).ask(get(), Rank.PAGE)
            with pytest.raises(ConnectionError):
                await body_of(answer)

    finish(run())


def test_who_leaves_a_large_answer_frees_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill, "AHEAD", 2**20)

    async def run() -> None:
        settings = settings_in(tmp_path)

        async def manner(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
            writer.write(plain(LARGE * 4) if b"/large" in head else OK)
            await writer.drain()

        async with standing(settings.socket, manner) as server:
            passing = make_passing(settings, at_once=1)
            answer = await passing.ask(get("/large"), Rank.PAGE)
            assert answer.stream is not None
            await anext(answer.stream)
            waiting = asyncio.ensure_future(passing.ask(get("/"), Rank.PAGE))
            await asyncio.sleep(0.05)
            assert not waiting.done()
            assert server.inside == 1
            await answer.stream.aclose()  # type: ignore[attr-defined]
            assert (await waiting).body == b"hello"

    finish(run())


def test_who_reads_nothing_of_a_large_answer_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill, "AHEAD", 2**20)
    monkeypatch.setattr(spill, "STALL", 0.1)

    async def run() -> None:
        settings = settings_in(tmp_path)

        async def manner(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
            writer.write(plain(LARGE * 4))
            await writer.drain()

        async with standing(settings.socket, manner) as server:
            answer = await make_passing(settings).ask(get("/large"), Rank.PAGE)
            await until(lambda: server.inside == 0)
            with pytest.raises(ConnectionError):
                await body_of(answer)

    finish(run())
