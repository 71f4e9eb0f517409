"""What a link of the outside person is for."""

from dataclasses import dataclass
from datetime import datetime

from colonnade.kit import clock, ids
from colonnade.moderation.models import JudgeLink


@dataclass(frozen=True, slots=True)
class JudgesCase:
    """Which appeal a link decides, the name of who has it, and until when it is good."""

    appeal: str
    judge: str
    until: datetime


def judges_case(secret: str) -> JudgesCase | None:
    """Return what a link that can still be used is for, or None (one query)."""
    rows = JudgeLink.objects.filter(
        fingerprint=ids.fingerprint(secret), used=None, until__gt=clock.now()
    )
    found = rows.values_list("appeal", "judge", "until").first()
    return JudgesCase(*found) if found else None


def judge_asked(appeal: str) -> JudgesCase | None:
    """Return to whom the link for an appeal went last, if it can still be used (one query)."""
    rows = JudgeLink.objects.filter(appeal=appeal, used=None, until__gt=clock.now())
    found = rows.order_by("-id").values_list("appeal", "judge", "until").first()
    return JudgesCase(*found) if found else None
