"""How a room says no: a code, a kind and data. Doors turn them into a status and a sentence."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of no it is; a door maps each to one HTTP status or exit code."""

    DENIED = "denied"
    MISSING = "missing"
    INVALID = "invalid"
    CONFLICT = "conflict"
    TOO_FAST = "too_fast"
    TOO_LARGE = "too_large"


class Refusal(Exception):
    """A request that is understood and not granted.

    `code` is stable and public, `data` holds what the sentence about it needs.
    """

    def __init__(self, code: str, kind: Kind, /, **data: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.kind = kind
        self.data = data
