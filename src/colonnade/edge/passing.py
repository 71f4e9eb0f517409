"""The way to Django: over a Unix socket, few at once, the rest in a bounded queue."""

import asyncio
from collections.abc import Callable
from time import monotonic

from colonnade.edge.asking import exchange, is_one_bite, request_head
from colonnade.edge.bodies import Bodies, Whole
from colonnade.edge.metrics import Metrics
from colonnade.edge.plain import Refused, refusal, sized
from colonnade.edge.shapes import Answer, Ask, Rank, Settings
from colonnade.edge.spill import Spill
from colonnade.edge.waiting import Full, Held, Places
from colonnade.edge.wire import Garbled, Gone, Head, Wire

AT_ONCE = 8
QUEUE = 256
# A larger answer is streamed.
WHOLE = 2**20
# Of the seconds for an answer, so many may pass in the queue: whoever goes in has time left.
_WAIT = 0.5
_AGAIN = 0.05  # seconds between two knocks at an application that is not there yet
# Seconds after which a kept connection is not used again; shorter where nothing may be repeated.
_IDLE = 5.0
_IDLE_ACT = 0.5
_TRIES = 4
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Passing:
    """Passes requests on to Django; a Backend.

    Takes requests that `heads.cleaned` has seen, reads their bodies whole, and answers in any
    case: with Django's answer, or a refusal that `plain.MARK` names. Whoever takes the body of a
    streamed answer must close it (`aclose`) if it is not read to its end.
    """

    def __init__(
        self,
        settings: Settings,
        metrics: Metrics | None = None,
        *,
        at_once: int = AT_ONCE,
        queue: int = QUEUE,
    ) -> None:
        self._settings = settings
        self._metrics = metrics or Metrics()
        self._places = Places(at_once, queue)
        self._bodies = Bodies(settings)
        self._metrics.queue = lambda: self._places.waiting
        self._kept: list[Wire] = []

    async def ask(self, ask: Ask, rank: Rank) -> Answer:
        """Pass a request on and return the answer."""
        try:
            if not isinstance(ask.body, Whole):
                ask = await self._bodies.whole(ask)
            return await self._in_turn(ask, rank)
        except Refused as refused:
            self._metrics.refused()
            return refused.answer
        finally:
            if isinstance(ask.body, Whole):
                ask.body.close()

    async def _in_turn(self, ask: Ask, rank: Rank) -> Answer:
        began, seconds = monotonic(), self._settings.answer_seconds
        await self._enter(ask, rank, seconds * _WAIT)
        went_in = monotonic()
        self._metrics.queued(went_in - began)
        held = Held(self._places)
        try:
            async with asyncio.timeout(seconds - (went_in - began)):
                answer = await self._answer(ask, held)
        except TimeoutError as error:
            raise Refused(refusal("too_late" if held.is_sent else "away", ask)) from error
        except Garbled as error:
            raise Refused(refusal("no_answer", ask)) from error
        finally:
            held.drop()
        self._metrics.passing(monotonic() - went_in)
        return answer

    async def _enter(self, ask: Ask, rank: Rank, seconds: float) -> None:
        try:
            await self._places.enter(rank, seconds)
        except (Full, TimeoutError) as error:
            raise Refused(refusal("full", ask)) from error

    async def _answer(self, ask: Ask, held: Held) -> Answer:
        """Return Django's answer; ask again where the first asking cannot have done anything."""
        sent = request_head(ask)
        for attempt in range(_TRIES):
            wire = await self._wire(ask, fresh=attempt > 0)
            held.is_sent = True
            try:
                return await self._collect(wire, await exchange(wire, ask, sent), ask, held)
            except Gone as gone:
                wire.close()
                may_repeat = ask.method in _SAFE and not attempt
                if not may_repeat and not (gone.unread and is_one_bite(ask, sent)):
                    break
                await asyncio.sleep(attempt * _AGAIN)
            except BaseException:
                wire.close()
                raise
        raise Garbled

    async def _wire(self, ask: Ask, *, fresh: bool) -> Wire:
        """Return a connection: a kept one, or a new one, as soon as the application listens."""
        idle = _IDLE if ask.method in _SAFE else _IDLE_ACT
        while self._kept:
            wire = self._kept.pop()
            if not fresh and wire.is_ready() and monotonic() - wire.since < idle:
                return wire
            wire.close()
        while True:
            try:
                return await Wire.open(self._settings.socket)
            except OSError:
                await asyncio.sleep(_AGAIN)

    async def _collect(self, wire: Wire, head: Head, ask: Ask, held: Held) -> Answer:
        if head.length is not None and head.length <= WHOLE:
            answer = Answer(head.status, head.headers, await wire.whole(head.length))
            self._keep(wire, head)
            return answer
        pieces, begun = wire.body(head), bytearray()
        if head.length is None:
            async for piece in pieces:
                begun += piece
                if len(begun) > WHOLE:
                    break
            else:
                self._keep(wire, head)
                return Answer(head.status, sized(head.headers, bytes(begun)), bytes(begun))
        end = self._ending(wire, head, held.hand_on())
        try:
            spill = Spill(pieces, begun, self._settings, end)
        except OSError as error:
            end(False)  # noqa: FBT003
            raise Refused(refusal("no_room", ask)) from error
        return Answer(head.status, head.headers, stream=spill)

    def _ending(self, wire: Wire, head: Head, leave: Callable[[], None]) -> Callable[[bool], None]:
        def end(whole: bool) -> None:  # noqa: FBT001 - called by one who has nothing else to say
            if whole:
                self._keep(wire, head)
            else:
                wire.close()
            leave()

        return end

    def _keep(self, wire: Wire, head: Head) -> None:
        if head.keep and wire.is_ready():
            wire.since = monotonic()
            self._kept.append(wire)
        else:
            wire.close()

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while self._kept:
            self._kept.pop().close()
