"""The way to Django with the very server that Django runs under."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from colonnade.edge.heads import cleaned
from colonnade.edge.shapes import Rank, Settings
from tests.edge.standing import body_of, finish, get, make_passing, post, settings_in
from tests.edge.wsgi_app import LARGE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def place() -> Iterator[Settings]:
    """Return the settings of an edge before whose socket a Granian stands, or soon will."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder), answer_seconds=60.0)
        command = [sys.executable, "-m", "tests.edge.wsgi_app", str(settings.socket)]
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "src"},
            stderr=subprocess.DEVNULL,
        )
        yield settings
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def test_each_kind_of_answer_comes_through_as_it_is(place: Settings) -> None:
    async def run() -> None:
        passing = make_passing(place)
        page = await passing.ask(get("/"), Rank.PAGE)
        assert (page.status, page.body) == (200, b"page")
        cookies = [value for name, value in page.headers if name == "set-cookie"]
        assert cookies == ["a=b", "c=d"]
        head = await passing.ask(get("/", method="HEAD"), Rank.PAGE)
        assert (head.status, head.body, head.header("content-length")) == (200, b"", "4")
        unchanged = await passing.ask(get("/unchanged"), Rank.PAGE)
        assert (unchanged.status, unchanged.header("etag")) == (304, '"x"')
        chunks = await passing.ask(get("/chunks"), Rank.PAGE)
        assert chunks.body == b"".join(b"%d," % place for place in range(1000))
        large = await passing.ask(get("/large"), Rank.PAGE)
        assert large.stream is not None
        assert await body_of(large) == LARGE

    finish(run())


@pytest.mark.parametrize("size", [0, 10, 300_000, 3_000_000])
def test_a_body_arrives_whole(place: Settings, size: int) -> None:
    async def run() -> None:
        body = (bytes(range(251)) * (size // 251 + 1))[:size]
        pieces = [body[start : start + 65_536] for start in range(0, size, 65_536)]
        ask = cleaned(post(*pieces, target="/echo?a=b"), place)
        answer = await make_passing(place).ask(ask, Rank.ACT)
        assert await body_of(answer) == b"POST a=b 192.0.2.7 " + body

    finish(run())


def test_many_at_once_get_their_own_answers(place: Settings) -> None:
    async def run() -> None:
        passing = make_passing(place)
        asks = [get(f"/echo?{number}") for number in range(200)]
        answers = await asyncio.gather(*(passing.ask(ask, Rank.OWN) for ask in asks))
        assert [answer.body.split()[1] for answer in answers] == [
            str(number).encode() for number in range(200)
        ]

    finish(run())


def test_an_application_that_dies_costs_others_no_more_than_a_moment(place: Settings) -> None:
    async def run() -> None:
        passing = make_passing(place)
        await passing.ask(get("/"), Rank.PAGE)
        killing = await passing.ask(post(target="/dies"), Rank.ACT)
        assert killing.status == 502  # who knows what it did: not asked again
        answers = await asyncio.gather(*(passing.ask(get("/"), Rank.PAGE) for _ in range(20)))
        assert {answer.status for answer in answers} == {200}
        assert (await passing.ask(post(b"x", target="/echo"), Rank.ACT)).status == 200

    finish(run())
