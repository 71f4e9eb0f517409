"""Whether a copy is still true: a count that goes up with each lesson about writes.

A copy holds the count at which its rebuild was sent to Django. It is fresh as long as no key of
it was spoiled at a later one: whatever was known by then, Django had seen.
"""

from collections.abc import Collection, Iterable

_KEYS_MOST = 50_000


class Freshness:
    """The count, and at which one each key was spoiled last."""

    def __init__(self) -> None:
        self.tick = 0
        self._spoiled: dict[str, int] = {}
        self._floor = 0

    def learn(self, keys: Collection[str]) -> None:
        """Take in that these keys were spoiled."""
        self.tick += 1
        self._spoiled.update(dict.fromkeys(keys, self.tick))
        if len(self._spoiled) > _KEYS_MOST:
            # Rather than remember each key for ever: all that is older counts as spoiled.
            self._raise_floor()

    def forget(self) -> None:
        """Trust nothing that was sent for before: the database is another one."""
        self.tick += 1
        self._raise_floor()

    def is_spoiled(self, keys: Iterable[str], tick: int) -> bool:
        """Return whether any of these keys was spoiled after a count."""
        return tick < self._floor or any(self._spoiled.get(key, 0) > tick for key in keys)

    def _raise_floor(self) -> None:
        self._floor = self.tick
        self._spoiled.clear()
