"""A comment on its way from lines to a record."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from colonnade.transfer.readers.capture import headers
from colonnade.transfer.readers.capture.borders import Border
from colonnade.transfer.readers.capture.lines import bare, fold
from colonnade.transfer.readers.naming import digest
from colonnade.transfer.records import Cut

_HEAD = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment with its text; `border` None where its borders and its writer are unknown."""

    source: str
    line: int
    text: str
    border: Border | None
    created: datetime | None = None
    cuts: tuple[Cut, ...] = ()

    @property
    def name(self) -> str:
        """Its writer's name, "" where unknown."""
        return self.border.name if self.border else ""


class Sources:
    """Source ids that a later capture of the page gives again: never by position.

    The number that the site itself shows ("| 71234 NAME"); else a digest of name, date as shown,
    and the text's beginning. "3 years ago" is left out: next year it is another. Equal ones are
    counted.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, border: Border | None, text: str) -> str:
        """The id of the comment, unique on the page."""
        if border is not None and border.number:
            source = f"comment-{border.number}"
        else:
            name, date = (border.name, border.date) if border else ("", "")
            parts = (fold(name), _lasting(date), bare(text[: 2 * _HEAD])[:_HEAD])
            source = "c" + digest("\n".join(parts))
        self._seen[source] += 1
        count = self._seen[source]
        return source if count == 1 else f"{source}-{count}"


def _lasting(date: str) -> str:
    return "" if headers.is_ago(date) else fold(date)
