"""Errands that many wait for and one runs."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from colonnade.edge.flights import Flights


def run(errand: Coroutine[Any, Any, None]) -> None:
    asyncio.run(errand)


async def saying(word: str) -> str:
    await asyncio.sleep(0)
    return word


def test_one_that_has_landed_is_not_on_the_way() -> None:
    async def errand() -> None:
        flights: Flights[str] = Flights()
        first = flights.start("a", lambda: saying("old"))
        assert flights.start("a", lambda: saying("other")) is first
        while not first.done():  # noqa: ASYNC110 - in the very turn in which it landed
            await asyncio.sleep(0)
        assert not flights.is_running("a")
        assert await flights.join("a", lambda: saying("new")) == "new"
        await asyncio.sleep(0)
        assert not flights.is_running("a")

    run(errand())


def test_all_who_wait_are_told_what_went_wrong(caplog: pytest.LogCaptureFixture) -> None:
    async def failing() -> str:
        await asyncio.sleep(0)
        raise ValueError("no")

    async def errand() -> None:
        flights: Flights[str] = Flights()
        told = await asyncio.gather(
            *(flights.join("a", failing) for _ in range(3)), return_exceptions=True
        )
        assert [str(error) for error in told] == ["no"] * 3
        assert await flights.join("a", lambda: saying("yes")) == "yes"

    run(errand())
    assert len(caplog.records) == 1


def test_the_end_calls_all_back() -> None:
    async def errand() -> None:
        flights: Flights[None] = Flights()
        task = flights.start("a", asyncio.Event().wait)  # type: ignore[arg-type]
        await flights.end()
        assert task.cancelled()

    run(errand())
