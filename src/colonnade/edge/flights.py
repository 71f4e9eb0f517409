"""Errands that many wait for and one runs."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Generic, TypeVar

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Flights(Generic[T]):
    """Runs one errand at a time for each name. Who stops waiting stops nobody's errand."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[T]] = {}

    def is_running(self, name: str) -> bool:
        """Return whether somebody is on this errand now."""
        task = self._running.get(name)
        return task is not None and not task.done()

    def start(self, name: str, errand: Callable[[], Coroutine[None, None, T]]) -> "asyncio.Task[T]":
        """Send somebody, unless somebody is on the way."""
        task = self._running.get(name)
        if task is None or task.done():
            task = self._running[name] = asyncio.get_running_loop().create_task(errand())
            task.add_done_callback(lambda done: self._landed(name, done))
        return task

    async def join(self, name: str, errand: Callable[[], Coroutine[None, None, T]]) -> T:
        """Return what comes of the errand. Raises what the errand raises."""
        return await asyncio.shield(self.start(name, errand))

    async def end(self) -> None:
        """Call all back."""
        for task in list(self._running.values()):
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _landed(self, name: str, task: "asyncio.Task[T]") -> None:
        if self._running.get(name) is task:
            del self._running[name]
        if not task.cancelled() and (error := task.exception()) is not None:
            # Whoever waits is told as well; but nobody need be there.
            _log.error("An errand failed: %s", name, exc_info=error)
