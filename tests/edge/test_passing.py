"""The way to Django, with servers that answer well, badly, late or not at all."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from colonnade.edge.metrics import Metrics
from colonnade.edge.plain import MARK
from colonnade.edge.shapes import Answer, Ask, Rank
from tests.edge.standing import (
    Manner,
    Standing,
    Writer,
    finish,
    get,
    length_of,
    loop_of,
    make_passing,
    plain,
    post,
    saying,
    settings_in,
    standing,
    until,
)

OK = plain(b"hello", b"content-type: text/plain")
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


@pytest.fixture(autouse=True, params=["asyncio", "uvloop"])
def _loop(request: pytest.FixtureRequest) -> Iterator[None]:
    with loop_of(request.param):
        yield


async def asked(folder: Path, manner: Manner, ask: Ask, **changed: object) -> Answer:
    settings = settings_in(folder, **changed)
    async with standing(settings.socket, manner):
        return await make_passing(settings).ask(ask, Rank.PAGE)


def answer_of(folder: Path, manner: Manner, ask: Ask, **changed: object) -> Answer:
    return finish(asked(folder, manner, ask, **changed))


def test_an_answer_comes_whole_and_its_connection_is_kept(tmp_path: Path) -> None:
    async def run() -> None:
        settings = settings_in(tmp_path)
        async with standing(settings.socket, saying(OK)) as server:
            passing = make_passing(settings)
            for _ in range(3):
                answer = await passing.ask(get("/a?b=c", ("x-y", "z")), Rank.PAGE)
                assert (answer.status, answer.body) == (200, b"hello")
                assert answer.header("content-type") == "text/plain"
            assert server.connections == 1
            head = server.requests[0][0]
            assert head.startswith(b"GET /a?b=c HTTP/1.1\r\nhost: news.example\r\nx-y: z\r\n")
            passing.close()

    finish(run())


@pytest.mark.parametrize(
    ("pieces", "body"),
    [
        ((CHUNKED, b"3\r\nabc\r\n", b"2;x=y\r\nde", b"\r\n0\r\n", b"x: y\r\n\r\n"), b"abcde"),
        ((CHUNKED + b"0\r\n\r\n",), b""),
        ((b"HTTP/1.1 100 Continue\r\n\r\n", OK), b"hello"),
        ((b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" + OK,), b"hello"),
        (tuple(OK[place : place + 1] for place in range(len(OK))), b"hello"),
        ((b"HTTP/1.1 204 No Content\r\n\r\n",), b""),
        ((b"HTTP/1.1 304 Not Modified\r\ncontent-length: 99\r\netag: x\r\n\r\n",), b""),
        ((b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok",), b"ok"),
    ],
)
def test_every_way_of_saying_how_long_a_body_is(
    tmp_path: Path, pieces: tuple[bytes, ...], body: bytes
) -> None:
    answer = answer_of(tmp_path, saying(*pieces), get())
    assert answer.body == body
    assert answer.header(MARK) == ""
    assert not answer.header("transfer-encoding")
    if pieces[0] == CHUNKED:
        assert answer.header("content-length") == str(len(body))


def test_head_has_the_length_and_no_body(tmp_path: Path) -> None:
    said = saying(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n")
    answer = answer_of(tmp_path, said, get(method="HEAD"))
    assert (answer.body, answer.header("content-length")) == (b"", "500")


@pytest.mark.parametrize(
    "pieces",
    [
        (b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf",),
        (b"HTTP/1.1 200 OK\r\ncontent-le",),
        (CHUNKED + b"5\r\nab",),
        (CHUNKED + b"5\r\nabcde\r\n",),
        (CHUNKED + b"5\r\nabcdefg\r\n0\r\n\r\n",),
        (CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",),
        (CHUNKED + b"-1\r\n\r\n0\r\n\r\n",),
        (CHUNKED + b"1" * 70_000,),
        (b"HTTP/1.1 200 OK\r\n\r\nno length: where does it end?",),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\na",),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\na",),
        (b"HTTP/1.1 200 OK\r\ncontent-length: +1\r\n\r\na",),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 1_0\r\n\r\n" + b"a" * 10,),
        (b"HTTP/1.1 200 OK\r\nx y: 1\r\ncontent-length: 1\r\n\r\na",),
        (b"HTTP/1.1 200 OK\r\nx: 1\r\n folded\r\ncontent-length: 1\r\n\r\na",),
        (b"HTTP/1.1 200 OK\r\nx: 1\nset-cookie: a=b\r\ncontent-length: 1\r\n\r\na",),
        (b"HTTP/1.1 200 OK\r\nx: \x00\r\ncontent-length: 1\r\n\r\na",),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n",),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 50,),
        (b"HTTP/2 200 OK\r\ncontent-length: 1\r\n\r\na",),
        (b"SSH-2.0-nothing\r\n\r\n",),
        (b"HTTP/1.1 200 OK\r\nx: " + b"a" * 70_000 + b"\r\ncontent-length: 1\r\n\r\na",),
    ],
)
def test_what_is_no_whole_answer_is_never_taken_for_one(
    tmp_path: Path, pieces: tuple[bytes, ...]
) -> None:
    answer = answer_of(tmp_path, saying(*pieces, close=True), get())
    assert (answer.status, answer.header(MARK)) == (502, "no_answer")
    assert answer.header("cache-control") == "no-store"


def test_bytes_after_an_answer_belong_to_no_answer(tmp_path: Path) -> None:
    async def run() -> None:
        settings = settings_in(tmp_path)
        async with standing(settings.socket, saying(OK + plain(b"poison"))) as server:
            passing = make_passing(settings)
            for _ in range(3):
                assert (await passing.ask(get(), Rank.PAGE)).body == b"hello"
            assert server.connections == 3

    finish(run())


def dying_once(server: Standing) -> bool:
    """Tell whether this is the second request of the first connection."""
    return len(server.requests) == 2


async def _dies_at_the_second(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
    if dying_once(server):
        writer.close()
    else:
        writer.write(OK)


def test_a_kept_connection_that_died_is_replaced_once_for_a_safe_request(tmp_path: Path) -> None:
    async def run(method: str) -> tuple[Answer, Standing]:
        settings = settings_in(tmp_path)
        async with standing(settings.socket, _dies_at_the_second) as server:
            passing = make_passing(settings)
            await passing.ask(get(), Rank.PAGE)
            second = post(b"text") if method == "POST" else get()
            return await passing.ask(second, Rank.PAGE), server

    answer, server = finish(run("GET"))
    assert (answer.body, server.connections, len(server.requests)) == (b"hello", 2, 3)
    answer, server = finish(run("POST"))
    assert (answer.status, len(server.requests)) == (502, 2)


def test_a_post_is_sent_again_where_the_system_says_that_nobody_read_it(tmp_path: Path) -> None:
    async def run() -> None:
        settings, loop = settings_in(tmp_path), asyncio.get_running_loop()
        with socket.socket(socket.AF_UNIX) as listening:
            listening.setblocking(False)
            listening.bind(str(settings.socket))
            listening.listen()
            asking = asyncio.ensure_future(make_passing(settings).ask(post(b"text"), Rank.ACT))
            taken, _address = await loop.sock_accept(listening)
            await until(lambda: _holds(taken, b"text"))
        settings.socket.unlink()
        taken.close()
        async with standing(settings.socket, saying(OK)) as server:
            assert (await asking).body == b"hello"
            assert [body for _head, body in server.requests] == [b"text"]

    finish(run())


def _holds(taken: socket.socket, end: bytes) -> bool:
    try:
        return taken.recv(65_536, socket.MSG_PEEK).endswith(end)
    except BlockingIOError:
        return False


def test_who_asks_while_the_application_starts_waits_for_it(tmp_path: Path) -> None:
    async def run() -> None:
        settings = settings_in(tmp_path)
        passing = make_passing(settings, at_once=2)
        asking = [asyncio.ensure_future(passing.ask(get(), Rank.PAGE)) for _ in range(5)]
        await asyncio.sleep(0.1)
        async with standing(settings.socket, saying(OK)):
            answers = await asyncio.gather(*asking)
        assert [answer.body for answer in answers] == [b"hello"] * 5

    finish(run())


def test_an_application_that_never_comes_is_told_in_time(tmp_path: Path) -> None:
    answer = finish(make_passing(settings_in(tmp_path, answer_seconds=0.2)).ask(get(), Rank.PAGE))
    assert (answer.status, answer.header(MARK)) == (503, "away")
    assert int(answer.header("retry-after")) > 0
    assert b"<script" not in answer.body


async def _never(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
    await asyncio.sleep(3600)


def test_an_application_that_does_not_answer_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, _never, get(), answer_seconds=0.5)
    assert (answer.status, answer.header(MARK)) == (504, "too_late")


def test_a_drop_at_a_time_does_not_stretch_the_time(tmp_path: Path) -> None:
    async def drops(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
        writer.write(CHUNKED)
        while True:
            writer.write(b"1\r\na\r\n")
            await writer.drain()
            await asyncio.sleep(0.01)

    assert answer_of(tmp_path, drops, get(), answer_seconds=0.5).status == 504


def test_few_are_inside_and_the_first_ranks_go_first(tmp_path: Path) -> None:
    async def run() -> None:
        settings, gate = settings_in(tmp_path), asyncio.Event()

        async def gated(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
            await gate.wait()
            writer.write(OK)

        async with standing(settings.socket, gated) as server:
            metrics = Metrics()
            passing = make_passing(settings, metrics, at_once=2, queue=8)

            async def ask(rank: Rank, name: str) -> Answer:
                return await passing.ask(get(f"/{rank.name}/{name}"), rank)

            asking = [asyncio.ensure_future(ask(Rank.PAGE, f"in{place}")) for place in range(2)]
            await until(lambda: server.inside == 2)
            ranks = [Rank.OPTIONS, Rank.PAGE, Rank.OPTIONS, Rank.OWN, Rank.PAGE, Rank.ACT]
            for place, rank in enumerate(ranks):
                asking.append(asyncio.ensure_future(ask(rank, str(place))))
                await until(lambda place=place: metrics.queue() == place + 1)  # type: ignore[misc]
            # Half full: options are refused first. Three quarters full: pages too.
            for rank in (Rank.OPTIONS, Rank.PAGE):
                refused = await ask(rank, "late")
                assert (refused.status, refused.header(MARK)) == (503, "full")
            asking.extend(asyncio.ensure_future(ask(Rank.OWN, f"more{n}")) for n in range(2))
            await until(lambda: metrics.queue() == 8)
            assert (await ask(Rank.ACT, "late")).status == 503
            gate.set()
            answers = await asyncio.gather(*asking)
            assert {answer.body for answer in answers} == {b"hello"}
            order = [head.split()[1].split(b"/")[1].decode() for head, _ in server.requests[2:]]
            assert order == [Rank[name].name for name in sorted(order, key=lambda n: Rank[n])]
            assert server.most_inside == 2
            assert (metrics.counts["refused"], metrics.queue()) == (3, 0)

    finish(run())


def test_who_went_away_frees_the_place(tmp_path: Path) -> None:
    async def run() -> None:
        settings, hang = settings_in(tmp_path), True

        async def manner(server: Standing, head: bytes, body: bytes, writer: Writer) -> None:
            if hang:
                await asyncio.sleep(3600)
            writer.write(OK)

        async with standing(settings.socket, manner) as server:
            metrics = Metrics()
            passing = make_passing(settings, metrics, at_once=1)
            inside = asyncio.ensure_future(passing.ask(get(), Rank.PAGE))
            await until(lambda: server.inside == 1)
            queued = asyncio.ensure_future(passing.ask(get(), Rank.PAGE))
            await until(lambda: metrics.queue() == 1)
            queued.cancel()
            await until(lambda: metrics.queue() == 0)
            inside.cancel()
            await asyncio.gather(inside, queued, return_exceptions=True)
            hang = False
            assert (await passing.ask(get(), Rank.PAGE)).body == b"hello"

    finish(run())


def test_a_large_upload_arrives_byte_by_byte(tmp_path: Path) -> None:
    async def run() -> None:
        settings = settings_in(tmp_path)
        async with standing(settings.socket, saying(OK)) as server:
            pieces = [bytes([place]) * 70_000 for place in range(30)]
            answer = await make_passing(settings).ask(post(*pieces, length=-1), Rank.ACT)
            assert answer.body == b"hello"
            (head, body), *rest = server.requests
            assert (body, rest) == (b"".join(pieces), [])
            assert length_of(head) == len(body)
            assert b"transfer-encoding" not in head

    finish(run())


def test_an_answer_to_half_an_upload_is_taken(tmp_path: Path) -> None:
    async def run() -> None:
        settings = settings_in(tmp_path)

        async def impatient(reader: asyncio.StreamReader, writer: Writer) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(plain(b"too much", status=b"413 Content Too Large"))
            await writer.drain()
            await ended.wait()
            writer.transport.abort()
            closed.set()

        ended, closed = asyncio.Event(), asyncio.Event()
        listening = await asyncio.start_unix_server(impatient, settings.socket)
        answer = await make_passing(settings).ask(post(b"a" * 2**22), Rank.ACT)
        assert (answer.status, answer.body) == (413, b"too much")
        ended.set()
        await closed.wait()
        listening.close()

    finish(run())


@pytest.mark.parametrize("bad", ["a\r\nx: y", "a\nb", "a\0b"])
def test_no_value_becomes_a_line_of_its_own(tmp_path: Path, bad: str) -> None:
    answer = answer_of(tmp_path, saying(OK), get("/", ("x-y", bad)))
    assert answer.status == 400
