"""Records as they stand in the file: fields by name, before anything is made of them."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from json import dumps, loads
from tempfile import TemporaryFile
from typing import IO

_MOST_DIGITS = 18

Fields = dict[str, str]

# Characters of one text, and of one record; more is refused.
LONGEST_TEXT = 10 << 20
# Characters of an article's comments that wait in memory for its end; what is over waits on disk.
_IN_MEMORY = 4 << 20


@dataclass(slots=True)
class Raw:
    """One record: where it begins, its fields, and `wrong`, the reason why it cannot be taken."""

    line: int
    fields: Fields = field(default_factory=dict)
    wrong: str = ""
    detail: str = ""
    size: int = 0
    # (domain, nicename, name) of an item's terms.
    terms: list[tuple[str, str, str]] = field(default_factory=list)

    def put(self, name: str, text: str) -> None:
        """Keep a field; of two of a name the first that says something."""
        self.size += len(text)
        if self.size > LONGEST_TEXT:
            self.fail("text_too_large", name)
        elif text and not self.fields.get(name):
            self.fields[name] = text

    def put_term(self, domain: str, nicename: str, name: str) -> None:
        """Keep a term of an item."""
        self.size += len(domain) + len(nicename) + len(name) + 100
        if self.size > LONGEST_TEXT:
            self.fail("text_too_large", "category")
        else:
            self.terms.append((domain, nicename, name))

    def fail(self, reason: str, detail: str) -> None:
        """Say why this record cannot be taken; the first reason stays."""
        if not self.wrong:
            self.wrong, self.detail = reason, detail

    def get(self, name: str) -> str:
        """Return a field without the space around it, "" where it is absent."""
        return self.fields.get(name, "").strip()


class Seen:
    """Which numbers have come by: exact for up to 80 million ids in a row, in 10 MiB at most."""

    _PAGE_BITS = 12
    _MOST_PAGES = 20_000

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def add(self, text: str) -> bool:
        """Note an id; returns whether it has been there before. Ids that are no numbers never."""
        if not (text.isdigit() and text.isascii() and len(text) <= _MOST_DIGITS):
            return False
        value = int(text)
        page = self._pages.get(value >> self._PAGE_BITS)
        if page is None:
            if len(self._pages) >= self._MOST_PAGES:
                return False
            page = bytearray(1 << self._PAGE_BITS - 3)
            self._pages[value >> self._PAGE_BITS] = page
        place, bit = (value & (1 << self._PAGE_BITS) - 1) >> 3, 1 << (value & 7)
        before = bool(page[place] & bit)
        page[place] |= bit
        return before


class Held:
    """An article's comments, in memory or on disk, until its end tells what it is.

    `elsewhere` are the numbers among them that another article's comments had before.
    """

    def __init__(self, seen: Seen, closing: ExitStack) -> None:
        self.elsewhere: set[str] = set()
        self.size = 0
        self._first: list[Raw] = []
        self._rest: IO[str] | None = None
        self._seen, self._here, self._closing = seen, Seen(), closing

    def add(self, raw: Raw) -> None:
        """Keep a comment."""
        number = raw.get("id").lstrip("0")
        if not self._here.add(number) and self._seen.add(number):
            self.elsewhere.add(number)
        self.size += raw.size + 1000
        if self.size <= _IN_MEMORY:
            self._first.append(raw)
            return
        if self._rest is None:
            rest = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - `closing` does
            self._rest = self._closing.enter_context(rest)
        self._rest.write(dumps([raw.line, raw.fields, raw.wrong, raw.detail]) + "\n")

    def __iter__(self) -> Iterator[Raw]:
        """Yield the comments in their order, once."""
        yield from self._first
        if self._rest is not None:
            with self._rest as rest:
                rest.seek(0)
                for kept in rest:
                    line, fields, wrong, detail = loads(kept)
                    yield Raw(line, fields, wrong, detail)
