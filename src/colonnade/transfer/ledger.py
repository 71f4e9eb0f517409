"""What becomes of a record: one line of the ledger for each."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The four ends that a record can come to; the words of the ledger."""

    CREATED = "created"
    EXISTING = "existing"
    MERGED = "merged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What will become of a record, said before anything is written.

    `id` is what people may find it by: a public id, a path, a slug. `target` is that of `Known`
    where the record stands already, "" where it is to be made. `reason` is a code of
    `transfer.reasons`: why it is refused, or a note on another outcome; `detail` its data.
    """

    outcome: Outcome
    id: str = ""
    target: str = ""
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the ledger; `n` counts the records of the file from 1."""

    n: int
    kind: str
    source: str
    line: int
    outcome: Outcome
    id: str
    reason: str = ""
    detail: str = ""
