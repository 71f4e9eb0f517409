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


@dataclass(frozen=True, slots=True)
class OutcomeTakenBack:
    """What settled the case of a comment that readers reported was taken back, by `ruling`."""

    case: str
    ruling: str


@dataclass(frozen=True, slots=True)
class ReasonsStated:
    """A decision is told with its reasons to whom it meets: by mail too, where she wants it."""

    decision: str


@dataclass(frozen=True, slots=True)
class OrderPressing:
    """An authority's order is due within the day: `person`, who has the desk, is told by mail."""

    order: str
    person: int


@dataclass(frozen=True, slots=True)
class OutsideAsked:
    """An appeal came that nobody of the staff may decide, and an outside person is named."""

    appeal: str


@dataclass(frozen=True, slots=True)
class AppealDecided:
    """It is decided what becomes of an appeal."""

    appeal: str
