"""What happened in moderation, told through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportReceived:
    """Somebody reported a comment and wants to hear of it by mail."""

    report: str


@dataclass(frozen=True, slots=True)
class CaseSettled:
    """It is settled what becomes of a comment that readers reported."""

    case: str
