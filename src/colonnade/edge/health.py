"""Is the edge up, does the application answer, and the numbers: what machines ask."""

import asyncio
from http import HTTPStatus

from colonnade.edge.metrics import Metrics, answer_metrics
from colonnade.edge.plain import MARK, text
from colonnade.edge.shapes import Answer, Ask, Backend, Rank, Settings

# Probes give up after a few seconds; the answer should come before.
_SECONDS = 3.0
_SAFE = frozenset({"GET", "HEAD"})
METRICS = "/metrics"
PATHS = frozenset({"/healthz", "/readyz", METRICS})


class Probes:
    """Answers /healthz, /readyz and /metrics, whatever `Host` says: a probe knows the address."""

    def __init__(self, settings: Settings, backend: Backend, metrics: Metrics) -> None:
        self._settings = settings
        self._backend = backend
        self._metrics = metrics

    async def answer(self, ask: Ask) -> Answer | None:
        """Return the answer; None where the request, as it came, is for somebody else."""
        path = ask.target.partition("?")[0]
        if path not in PATHS:
            return None
        if ask.method not in _SAFE:
            return text(HTTPStatus.METHOD_NOT_ALLOWED, "GET", [("allow", "GET, HEAD")])
        if path == METRICS:
            answer = answer_metrics(ask, self._settings, self._metrics)
        elif path == "/readyz":
            answer = await self._readiness()
        else:
            answer = text(HTTPStatus.OK, "ok")
        if ask.method == "HEAD":
            answer.body = b""
        return answer

    async def _readiness(self) -> Answer:
        """Ask the application, with a request of our own."""
        ask = Ask("GET", "/readyz", [("host", self._settings.host)], "unix")
        try:
            async with asyncio.timeout(_SECONDS):
                answer = await self._backend.ask(ask, Rank.OWN)
        except TimeoutError:
            return _not_ready("application unreachable")
        if answer.header(MARK):
            words = {"full": "application too busy", "away": "application unreachable"}
            return _not_ready(words.get(answer.header(MARK), "application does not answer"))
        return text(answer.status, answer.body.decode(errors="replace").strip()[:200])


def _not_ready(line: str) -> Answer:
    return text(HTTPStatus.SERVICE_UNAVAILABLE, line, [("retry-after", "2")])
