"""What is known of a text before it is posted, each thing worked out when it is asked for."""

import hashlib
import html as entities
import re
from functools import cached_property

from colonnade.moderation.lists.words import seen, words_of

_TAG = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>")
_LINK = re.compile(r'\shref="(https?://[^"]*)"')
_INLINE = frozenset({"a", "abbr", "b", "bdi", "code", "del", "em", "i", "kbd", "q", "s", "span"})
_INLINE |= {"strong", "sub", "sup"}
# Words in a row that are one feature of a text's likeness.
_SHINGLE = 2
_BITS = 64
# Bits that may differ where two texts are called alike; of unrelated ones about 32 do.
NEAR = 8
# Shorter texts are alike by chance, and nobody is held for saying "I agree".
LEAST_WORDS = 8
_LANE = 16
_SPREAD = [sum(1 << (_LANE * bit) for bit in range(8) if byte >> bit & 1) for byte in range(256)]


class Facts:
    """A text by its HTML, as readers will see it: so that no markup hides a word."""

    def __init__(self, html: str = "") -> None:
        self._html = html

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Return the addresses that the text leads to."""
        if 'href="' not in self._html:
            return ()
        return tuple(map(entities.unescape, _LINK.findall(self._html)))

    @cached_property
    def seen(self) -> str:
        """Return what a reader reads, and after it the addresses of the links."""
        plain = entities.unescape(_TAG.sub(_space, self._html))
        return seen("\n".join((plain, *self.links)))

    @cached_property
    def words(self) -> list[str]:
        """Return the words of `seen` in order, without their case."""
        return words_of(self.seen)

    @cached_property
    def digest(self) -> int | None:
        """Return what the text is like, as 64 bits with a sign; None where it is too short."""
        return digest_of(self.words) if len(self.words) >= LEAST_WORDS else None


def digest_of(words: list[str]) -> int:
    """Return the simhash of a text (Charikar 2002), over pairs of words that stand together.

    The counters of the 64 bits stand in lanes of eight large numbers, which are added at once.
    """
    lanes, count = [0] * 8, 0
    for pair in zip(words, words[_SHINGLE - 1 :], strict=False):
        count += 1
        found = hashlib.blake2b(" ".join(pair).encode(), digest_size=8).digest()
        for place, byte in enumerate(found):
            lanes[place] += _SPREAD[byte]
    mask, bits = (1 << _LANE) - 1, 0
    for number in range(_BITS):
        lane = lanes[number // 8] >> (_LANE * (number % 8)) & mask
        bits |= (2 * lane > count) << number
    return bits - (1 << _BITS) if bits >> (_BITS - 1) else bits


def are_near(one: int, other: int) -> bool:
    """Return whether two digests are those of texts that are alike."""
    return ((one ^ other) & ((1 << _BITS) - 1)).bit_count() <= NEAR


def _space(tag: re.Match[str]) -> str:
    return "" if tag[2] in _INLINE else " "
