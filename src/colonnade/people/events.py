"""What happened to an account, told through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErasureAsked:
    """Somebody is to be erased: she is told by mail, with a way to undo it."""

    erasure: str
