"""Words as the index holds them, the same for both databases: without case, accents, shapes.

Where a script sets no spaces between words, each two neighboring signs are a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

# Signs of invisible layout inside words, and selectors of a sign's shape.
_LAYOUT = (
    "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
# Thai, Lao, Myanmar, Khmer, kana, Han.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Beyond it there are no combining marks but selectors of shapes.
_LAST_MARK = 0x1E950
_LONGEST_WORD = 40
# PostgreSQL keeps at most a megabyte of words for one text.
_MOST_SIGNS, _MOST_WORDS = 150_000, 50_000


def fold(text: str) -> str:
    """Return the text as index and query alike have it."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", plain).translate(_marks()[0])


def runs(folded: str) -> Iterator[re.Match[str]]:
    """Yield each word, or run of signs without spaces, of a folded text."""
    if _is_simple(folded):
        return _PLAIN.finditer(folded)
    return _marks()[1].finditer(folded)


def is_spaceless(run: str) -> bool:
    """Return whether a run is of a script without spaces between words."""
    return run >= "\u0e00" and bool(_SIGN.match(run))


def words_in(run: str) -> list[str]:
    """Return the words that stand for a run in the index, one after the other.

    Signs without spaces: each with its follower, and the last alone.
    """
    if not is_spaceless(run):
        return [run[:_LONGEST_WORD]]
    return [run[place : place + 2] for place in range(len(run))]


def index_words(text: str) -> list[str]:
    """Return a text's words in their order; of a very long text, those at its beginning."""
    folded = fold(text)[:_MOST_SIGNS]
    if _is_simple(folded):
        return [word[:_LONGEST_WORD] for word in _PLAIN.findall(folded)[:_MOST_WORDS]]
    found: list[str] = []
    for run in runs(folded):
        found += words_in(run[0])
        if len(found) >= _MOST_WORDS:
            break
    return found[:_MOST_WORDS]


def _is_simple(folded: str) -> bool:
    """Return whether no script in it needs more than letters and digits."""
    return folded.isascii() or not _NEEDS_MORE.search(folded)


_SIGN = re.compile(f"[{_SPACELESS}]")
# Several times faster, and the same where no script needs more.
_PLAIN = re.compile(r"[^\W_]+")
_NEEDS_MORE = re.compile("[\u0700-\u1dff\u2cef-\U0010ffff]")


@lru_cache(maxsize=1)
def _marks() -> tuple[dict[int, None], re.Pattern[str]]:
    """Return what folding drops, and the pattern of runs.

    Marks that sit on a letter are dropped; vowel signs, which spell a word, are part of it.
    """
    dropped: dict[int, None] = {ord(sign): None for sign in _signs_of(_LAYOUT)}
    dropped |= dict.fromkeys(range(0xE0100, 0xE01F0))
    spelling = []
    for code in range(0x300, _LAST_MARK):
        sign = chr(code)
        kind = unicodedata.category(sign)
        if unicodedata.combining(sign) or kind == "Me":
            dropped[code] = None
        elif code not in dropped and kind[0] == "M":
            spelling.append(code)
    signs = f"[{_SPACELESS}]+"
    marks = "".join(_ranges(code for code in spelling if not _SIGN.match(chr(code))))
    letter = rf"(?:[^\W_{_SPACELESS}]|[{marks}])"
    return dropped, re.compile(f"{signs}|{letter}+")


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    """Yield ascending codes as ranges of a pattern."""
    for _, group in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        yield f"{chr(run[0])}-{chr(run[-1])}"


def _signs_of(ranges: str) -> Iterator[str]:
    for found in re.finditer("(.)-(.)|(.)", ranges, re.DOTALL):
        first, last, alone = found.groups()
        yield from [alone] if alone else map(chr, range(ord(first), ord(last) + 1))
