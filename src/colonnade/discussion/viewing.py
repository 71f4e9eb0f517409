"""How a reader wants a discussion laid out: chosen by her, canonical in every address."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

View = Literal["threaded", "flat"]
Fold = Literal["expanded", "collapsed"]
Order = Literal["oldest", "newest"]
Axis = Literal["opens", "closes", "seq"]

SIZES = (10, 30, 50, 70, 90, 150, 200, 250, 300)
_NAMES = ("view", "fold", "order", "size")
_DIGITS = 9
_KNOWN = {
    "view": frozenset(get_args(View)),
    "fold": frozenset(get_args(Fold)),
    "order": frozenset(get_args(Order)),
    "size": frozenset(map(str, SIZES)),
}


@dataclass(frozen=True, slots=True)
class Viewing:
    """One choice of viewing options; the defaults are what a bare address shows."""

    view: View = "threaded"
    fold: Fold = "expanded"
    order: Order = "oldest"
    size: int = 50

    @property
    def is_default(self) -> bool:
        """Return whether a bare address shows the same."""
        return self == DEFAULT

    @property
    def axis(self) -> Axis:
        """Return the column that orders the comments."""
        if self.view == "flat":
            return "seq"
        return "opens" if self.order == "oldest" else "closes"

    @property
    def descending(self) -> bool:
        """Return whether the column is read downward."""
        return self.order == "newest"

    @property
    def short(self) -> str:
        """Return the form kept in a cookie or an account; `from_short` reads it."""
        return f"{self.view}.{self.fold}.{self.order}.{self.size}"

    def query(self, page: int = 1) -> str:
        """Return the canonical query string for a page, with its question mark, or ''."""
        pairs = [] if self.is_default else [(name, getattr(self, name)) for name in _NAMES]
        if page > 1:
            pairs.append(("page", page))
        # Names, words and numbers alone: nothing to escape.
        return "?" + "&".join(f"{name}={value}" for name, value in pairs) if pairs else ""


DEFAULT = Viewing()
_NOTHING: list[str | None] = [None] * len(_NAMES)


def from_query(query: Mapping[str, str]) -> Viewing:
    """Return the options that an address names; unknown names and values are ignored."""
    named = [query.get(name) for name in _NAMES]
    if named == _NOTHING:
        return DEFAULT
    known = zip(_KNOWN.values(), named, strict=True)
    return _chosen(*[word if word in words else None for words, word in known])


# As many as there are: a page asks twice.
@lru_cache(maxsize=270)
def _chosen(view: View | None, fold: Fold | None, order: Order | None, size: str | None) -> Viewing:
    return Viewing(
        view or DEFAULT.view,
        fold or DEFAULT.fold,
        order or DEFAULT.order,
        DEFAULT.size if size is None else int(size),
    )


def names_options(query: Mapping[str, str]) -> bool:
    """Return whether an address chooses any viewing option itself (a page number is none)."""
    return any(name in query for name in _NAMES)


def from_short(word: str) -> Viewing:
    """Return the options kept in a cookie or account; anything odd gives the defaults."""
    parts = word.split(".")
    if len(parts) != len(_NAMES):
        return DEFAULT
    return from_query(dict(zip(_NAMES, parts, strict=True)))


def page_from(query: Mapping[str, str]) -> int:
    """Return the page number that an address names, 1 where it names none or nonsense."""
    word = query.get("page", "")
    if word.isascii() and word.isdigit() and len(word) <= _DIGITS:
        return max(1, int(word))
    return 1
