"""Bodies: whole or not at all, bounded in size, time and room."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from colonnade.edge import bodies
from colonnade.edge.bodies import SPOOL, Bodies, Whole
from colonnade.edge.plain import Refused
from colonnade.edge.shapes import Ask, Rank
from tests.edge.standing import (
    finish,
    get,
    make_passing,
    plain,
    post,
    saying,
    settings_in,
    standing,
)


async def content(ask: Ask) -> bytes:
    assert ask.body is not None
    return b"".join([piece async for piece in ask.body()])


def refused(pool: Bodies, ask: Ask) -> int:
    with pytest.raises(Refused) as caught:
        finish(pool.whole(ask))
    assert (pool.in_memory, pool.on_disk) == (0, 0)
    answer = caught.value.answer
    assert answer.header("connection") == "close"
    return answer.status


@pytest.mark.parametrize("length", [None, -1], ids=["length", "chunks"])
@pytest.mark.parametrize("size", [0, 1, SPOOL, SPOOL + 1, 5 * SPOOL])
def test_a_body_comes_whole_with_its_true_length(
    tmp_path: Path, size: int, length: int | None
) -> None:
    async def run() -> None:
        pool = Bodies(settings_in(tmp_path))
        pieces = [b"a" * 1000] * (size // 1000) + [b"b" * (size % 1000)]
        ask = await pool.whole(post(*pieces, length=length))
        assert isinstance(ask.body, Whole)
        for _ in range(2):  # a second try reads it again
            assert await content(ask) == b"".join(pieces)
        assert ask.header("content-length") == str(size)
        assert (pool.on_disk > 0) is (size > SPOOL)
        assert not list(tmp_path.iterdir())  # noqa: ASYNC240 - its file has no name
        ask.body.close()
        assert (pool.in_memory, pool.on_disk) == (0, 0)

    finish(run())


@pytest.mark.parametrize("said", [4, 6, 10**15])
def test_a_body_of_another_length_than_it_says_is_refused(tmp_path: Path, said: int) -> None:
    settings = settings_in(tmp_path, bodies=(("/", 10**16),))
    assert refused(Bodies(settings), post(b"abcde", length=said)) == 400


@pytest.mark.parametrize("said", ["-1", "+5", "5,5", "0x5", "5 5", "\u0665", "9" * 30])
def test_a_length_that_is_no_number_is_refused(tmp_path: Path, said: str) -> None:
    ask = post(b"abcde")
    ask.headers = [("content-length", said)]
    assert refused(Bodies(settings_in(tmp_path)), ask) == 400


def cut(after: bytes, *, length: int) -> Ask:
    async def body() -> AsyncIterator[bytes]:
        yield after
        raise ConnectionResetError

    ask = post(length=length)
    ask.body = body
    return ask


@pytest.mark.parametrize("length", [10, -1], ids=["length", "chunks"])
def test_a_body_that_was_cut_never_reaches_the_application(tmp_path: Path, length: int) -> None:
    async def run() -> None:
        settings = settings_in(tmp_path)
        async with standing(settings.socket, saying(plain(b"posted"))) as server:
            passing = make_passing(settings)
            for ask in (cut(b"half", length=length), post(b"half", length=10)):
                assert (await passing.ask(ask, Rank.ACT)).status == 400
            assert server.connections == 0

    finish(run())


def test_the_longest_beginning_of_an_address_says_how_much_may_come(tmp_path: Path) -> None:
    limits = (("/", 10), ("/staff/", 100), ("/staff/imports/", 1000))
    pool = Bodies(settings_in(tmp_path, bodies=limits))
    assert [pool.limit(path) for path in ("/t/x", "/staff/x", "/staff/imports/x?y")] == [
        10,
        100,
        1000,
    ]
    for path, most in (("/t/x", 10), ("/staff/x", 100)):
        for length in (None, -1):
            ask = finish(pool.whole(post(b"a" * most, target=path, length=length)))
            assert isinstance(ask.body, Whole)
            ask.body.close()
            too_long = post(*[b"a"] * (most + 1), target=path, length=length)
            assert refused(pool, too_long) == 413


def test_too_much_is_read_to_its_end_so_that_a_browser_shows_the_answer(tmp_path: Path) -> None:
    taken = []

    async def body() -> AsyncIterator[bytes]:
        for _ in range(20):
            taken.append(1)
            yield b"a" * 10

    ask = post(length=200)
    ask.body = body
    assert refused(Bodies(settings_in(tmp_path, bodies=(("/", 50),))), ask) == 413
    assert len(taken) == 20


def test_a_slow_body_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    async def body() -> AsyncIterator[bytes]:
        while True:
            yield b"a"
            await asyncio.sleep(0.01)

    ask = post(length=10_000)
    ask.body = body
    assert refused(Bodies(settings_in(tmp_path, body_seconds=0.1)), ask) == 408


def test_many_bodies_together_go_to_the_disk_and_the_disk_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "MEMORY", 1000)
    monkeypatch.setattr(bodies, "DISK", 5000)

    pool, held = Bodies(settings_in(tmp_path)), []
    while pool.on_disk <= 5000:
        held.append(finish(pool.whole(post(b"a" * 600))).body)
        assert pool.in_memory <= 1000
    with pytest.raises(Refused) as caught:
        finish(pool.whole(post(b"a" * 600)))
    assert caught.value.answer.status == 503
    for body in held:
        assert isinstance(body, Whole)
        body.close()
    assert (pool.in_memory, pool.on_disk) == (0, 0)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    pool = Bodies(settings_in(tmp_path / "absent"))
    assert refused(pool, post(b"a" * (SPOOL + 1))) == 503


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_body_where_none_belongs_does_not_go_on(tmp_path: Path, method: str) -> None:
    given = post(b"poison")
    given.method = method
    ask = finish(Bodies(settings_in(tmp_path)).whole(given))
    assert ask.body is None
    assert ask.headers == get().headers
