"""How far a long command is: one line on a terminal, nothing for programs."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import click

_WIDTH = 24
_OFTEN = 0.2  # seconds
_WORDS = {
    "reading": ("Reading", "lines"),
    "writing": ("Writing", "records"),
    "packing": ("Packing", "MiB"),
    "unpacking": ("Unpacking", "MiB"),
}


class Progress:
    """Draws a bar with rate and time left, and takes it away at the end."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._state, self._since, self._first, self._told = "", 0.0, 0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._seen and self._state:
            click.echo("\r\x1b[K", err=True, nl=False)

    def tell(self, state: str, done: int, total: int) -> None:
        """Show that so much is done."""
        now = time.monotonic()
        if state != self._state:
            self._state, self._since, self._first = state, now, done
        if not self._seen or now - self._told < _OFTEN:
            return
        self._told = now
        click.echo(f"\r{self._line(done, total, now)}\x1b[K", err=True, nl=False)

    def bytes(self, state: str, total: int) -> Callable[[int], None]:
        """Return what is to be told of so many bytes more."""
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            self.tell(state, done >> 20, total >> 20)

        return more

    def _line(self, done: int, total: int, now: float) -> str:
        verb, unit = _WORDS.get(self._state, (self._state, ""))
        full = _WIDTH * done // max(total, 1)
        bar = "#" * full + "." * (_WIDTH - full)
        rate = (done - self._first) / max(now - self._since, 0.001)
        line = f"{verb} [{bar}] {done:,} of {total:,} {unit}"
        if rate <= 0:
            return line
        minutes, seconds = divmod(int(max(total - done, 0) / rate), 60)
        return f"{line}, {rate:,.0f} a second, {minutes}:{seconds:02} left"
