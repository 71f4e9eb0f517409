"""How a page travels: the encoding a client takes, and a page's bytes in it."""

import threading
import zlib
from collections.abc import Callable
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import zstandard

IDENTITY = ""
_QUICK = "-quick"
_LEAST = "-least"

# Measured on a page of 78 kB, ms and kB: brotli 5 takes 1.9 for 12.9, 2 takes 0.6 for 14.6, 1 takes
# 0.3 for 15.7; gzip 6 takes 2.3 for 15.0, 1 takes 0.7 for 17.3; zstd 3 takes 0.3 for 14.2, and 6 no
# less than 1.3. On an article of 118 kB: brotli 5 takes 2.1 for 17.8, 9 takes 22 for 17.7, 10 takes
# 70 for 16.0, 11 takes 200 for 15.5.
_WRITERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: _compressor().compress(body),
    "gzip": lambda body: zlib.compress(body, 6, 16 + zlib.MAX_WBITS),
}
_QUICK_WRITERS: dict[str, Callable[[bytes], bytes]] = {
    "br" + _QUICK: lambda body: brotli.compress(body, quality=1),
    "gzip" + _QUICK: lambda body: zlib.compress(body, 1, 16 + zlib.MAX_WBITS),
}
_LEAST_WRITERS: dict[str, Callable[[bytes], bytes]] = {
    "br" + _LEAST: lambda body: brotli.compress(body, quality=10),
}
_ALL_WRITERS = _WRITERS | _QUICK_WRITERS | _LEAST_WRITERS
_READERS: dict[str, Callable[[bytes], bytes]] = {
    IDENTITY: lambda body: body,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    "gzip": lambda body: zlib.decompress(body, 16 + zlib.MAX_WBITS),
}
# The smallest first: among those that a client likes equally.
NAMES = tuple(_WRITERS)


class Choice(NamedTuple):
    """The forms of a body for a client: small, the one that costs least to make, and the smallest.

    A form is an encoding, or one with a mark. `least` is `best` where nothing is smaller.
    """

    best: str
    quick: str
    least: str


NOTHING = Choice(IDENTITY, IDENTITY, IDENTITY)

# Below this a header costs what the encoding saves.
SMALLEST = 200
_KNOWN_MOST = 512
_LONGEST = 256
_known: dict[str, Choice] = {}
_own = threading.local()


def encode(form: str, body: bytes) -> bytes:
    """Return the bytes in a form."""
    return _ALL_WRITERS[form](body)


def decode(form: str, body: bytes) -> bytes:
    """Return what `encode` made these bytes of."""
    return _READERS[name_of(form)](body)


def name_of(form: str) -> str:
    """Return the encoding that a form is, as headers name it."""
    return form.removesuffix(_QUICK).removesuffix(_LEAST)


def quick_of(name: str) -> str:
    """Return the form of an encoding that costs least to make."""
    return name + _QUICK


def choose(accepted: str) -> str:
    """Return the best encoding an Accept-Encoding header allows; IDENTITY where none is."""
    return choices(accepted).best


def choices(accepted: str) -> Choice:
    """Return the forms that an Accept-Encoding header allows."""
    chosen = _known.get(accepted)
    if chosen is None:
        chosen = _choose(accepted)
        if len(accepted) <= _LONGEST:
            if len(_known) >= _KNOWN_MOST:
                _known.clear()
            _known[accepted] = chosen
    return chosen


def _compressor() -> zstandard.ZstdCompressor:
    """Return this thread's own: a new one asks for memory as long as it compresses a page."""
    kept: zstandard.ZstdCompressor | None = getattr(_own, "compressor", None)
    if kept is None:
        kept = _own.compressor = zstandard.ZstdCompressor(level=3)
    return kept


def _choose(accepted: str) -> Choice:
    weights = dict(_weighed(part) for part in accepted.lower().split(","))
    other = weights.get("*", 0.0)
    liked = {name: weights.get(name, other) for name in NAMES}
    best = max(NAMES, key=lambda name: liked[name])
    if liked[best] <= 0 or liked[best] < weights.get("identity", 0):
        return NOTHING
    quick = "zstd" if liked["zstd"] == liked[best] else quick_of(best)
    least = best + _LEAST
    return Choice(best, quick, least if least in _LEAST_WRITERS else best)


def _weighed(part: str) -> tuple[str, float]:
    """Return a name with its weight, 0 where the weight is nonsense (RFC 9110, 12.4.2)."""
    name, _, rest = part.partition(";")
    key, _, value = rest.strip().partition("=")
    if key.strip() != "q":
        return name.strip(), 1.0
    try:
        weight = float(value)
    except ValueError:
        return name.strip(), 0.0
    return name.strip(), weight if 0 <= weight <= 1 else 0.0
