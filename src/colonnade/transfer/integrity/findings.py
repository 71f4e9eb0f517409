"""What the detectors say."""

from dataclasses import dataclass

# How sure a finding is. CERTAIN: this is damage, and cannot be undone. REPAIRED: it was undone,
# provably. UNKNOWABLE: odd, and may be the writer's own.
CERTAIN = "certain"
REPAIRED = "repaired"
UNKNOWABLE = "unknowable"


@dataclass(frozen=True, slots=True)
class Found:
    """Something wrong with a text.

    `start` counts the characters before the place, in the text as it came. `before` are the words
    there, `after` the same as they stand now (equal where nothing could be done).
    """

    kind: str
    certainty: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Examined:
    """All that was found in a text, in its order.

    `repaired` is the text to show instead, None where it stays as it came. `marks` are codes of
    what readers should know: lost, garbled, repaired, cut, unlinked.
    """

    findings: tuple[Found, ...]
    repaired: str | None
    marks: frozenset[str]


SOUND = Examined((), None, frozenset())
