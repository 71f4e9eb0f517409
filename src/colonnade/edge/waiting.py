"""Who may go to Django now, and who waits: few inside, a bounded queue, the first ranks first."""

import asyncio
from collections import deque
from collections.abc import Callable

from colonnade.edge.shapes import Rank

# How full the queue may be for one of this rank to be let in.
SHARES = {Rank.ACT: 1.0, Rank.OWN: 1.0, Rank.PAGE: 0.75, Rank.OPTIONS: 0.5}


class Full(Exception):
    """Says that there is no place in the queue for this rank."""


class Places:
    """At most `at_once` inside, at most `most` waiting."""

    def __init__(self, at_once: int, most: int) -> None:
        self._free = at_once
        self._most = most
        self._queues: dict[Rank, deque[asyncio.Future[None]]] = {rank: deque() for rank in Rank}
        self.waiting = 0

    async def enter(self, rank: Rank, seconds: float) -> None:
        """Wait for a place, in the order of ranks; whoever came in must `leave`.

        Raises Full at once where the queue has no room for the rank, TimeoutError later.
        """
        if self._free:
            self._free -= 1
            return
        if self.waiting >= self._most * SHARES[rank]:
            raise Full
        place = asyncio.get_running_loop().create_future()
        self._queues[rank].append(place)
        self.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await place
        except BaseException:
            self._give_up(rank, place)
            raise

    def leave(self) -> None:
        """Hand the place on to the first who waits."""
        for queue in self._queues.values():
            while queue:
                place = queue.popleft()
                self.waiting -= 1
                if not place.done():
                    place.set_result(None)
                    return
        self._free += 1

    def _give_up(self, rank: Rank, place: asyncio.Future[None]) -> None:
        if place in self._queues[rank]:
            self._queues[rank].remove(place)
            self.waiting -= 1
        elif place.done() and not place.cancelled():
            # The place came in the very moment in which nobody waited for it any longer.
            self.leave()


class Held:
    """A place that one request has, and whether it has begun to speak to Django."""

    def __init__(self, places: Places) -> None:
        self._places: Places | None = places
        self.is_sent = False

    def hand_on(self) -> Callable[[], None]:
        """Return what leaves the place; whoever takes it must call it, once."""
        places, self._places = self._places, None
        if places is None:
            raise RuntimeError("the place was handed on before")
        return places.leave

    def drop(self) -> None:
        """Leave the place, unless it was handed on."""
        if self._places is not None:
            self.hand_on()()
