"""Which page a request means: one spelling for each, so that one copy is kept of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote_to_bytes

from colonnade.edge.shapes import Rank, Settings

# What stands in a path as it is (RFC 3986, 3.3).
_PATH = "/~!$&'()*+,;=:@-._"
_QUERY = _PATH + "?[]%"
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_FIELDS_MOST = 20
_KNOWN_MOST = 8192
_LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Place:
    """What a target means. `target` is its one spelling, '' where no copy may be kept of it."""

    target: str
    path: str
    rank: Rank


class Targets:
    """Reads targets; knows those it has read."""

    def __init__(self, settings: Settings) -> None:
        self._private = tuple(settings.private)
        self._private_ends = tuple(settings.private_ends)
        self._parameters = settings.parameters
        self._options = frozenset(settings.options)
        self._known: dict[str, Place] = {}

    def place(self, raw: str) -> Place:
        """Return what a target means, as sent or as `spelled`."""
        place = self._known.get(raw)
        if place is None:
            place = self._read(raw)
            if len(raw) <= _LONGEST:
                if len(self._known) >= _KNOWN_MOST:
                    self._known.clear()
                self._known[raw] = place
        return place

    def _read(self, raw: str) -> Place:
        sent, _, query = raw.partition("?")
        path = path_of(unquote_to_bytes(sent))
        if not path.startswith("/") or self._is_private(path):
            return Place("", path, Rank.OWN)
        pairs = self._pairs(query)
        if pairs is None:
            return Place("", path, Rank.OPTIONS)
        rank = Rank.PAGE if self._options.isdisjoint(pairs) else Rank.OPTIONS
        named = [f"{name}={pairs[name]}" for name in self._parameters if name in pairs]
        return Place(f"{path}?{'&'.join(named)}" if named else path, path, rank)

    def _is_private(self, path: str) -> bool:
        return path.startswith(self._private) or path.endswith(self._private_ends)

    def _pairs(self, query: str) -> dict[str, str] | None:
        """Return the parameters that choose a page, None where Django has to say what is meant."""
        try:
            sent = parse_qsl(query, keep_blank_values=True, max_num_fields=_FIELDS_MOST)
        except ValueError:
            return None
        pairs: dict[str, str] = {}
        for name, value in sent:
            values = self._parameters.get(name)
            if values is None:
                continue
            if name in pairs or not _is_canonical(value, values):
                return None
            pairs[name] = value
        return pairs


def _is_canonical(value: str, values: Sequence[str]) -> bool:
    return value in values if values else bool(_NUMBER.fullmatch(value))


def path_of(path: bytes) -> str:
    """Return the one spelling of a decoded path."""
    return quote(path, safe=_PATH)


def query_of(query: bytes) -> str:
    """Return a query as sent, with what may not stand in a request line percent-encoded."""
    return quote(query, safe=_QUERY)
