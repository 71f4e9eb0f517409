"""Links for the outside person who decides what nobody of the staff may."""

from datetime import timedelta

from django.conf import settings

from colonnade.kit import clock, ids
from colonnade.moderation.events import OutsideAsked
from colonnade.moderation.models import JudgeLink
from colonnade.outbox.actions import record

JUDGE_DAYS = 14


def make_judge_link(*, appeal: str, judge: str) -> str:
    """Return the secret of a link that decides this appeal once; earlier ones end.

    It is good for two weeks. Only its fingerprint is kept.
    """
    JudgeLink.objects.filter(appeal=appeal, used=None).delete()
    public_id = ids.new_id()
    secret = ids.token_from(str(settings.SECRET_KEY), "judge", public_id)
    JudgeLink.objects.create(
        public_id=public_id,
        fingerprint=ids.fingerprint(secret),
        appeal=appeal,
        judge=judge,
        until=clock.now() + timedelta(days=JUDGE_DAYS),
    )
    return secret


def use_judge_link(*, secret: str) -> bool:
    """Use a link up; False where it was used already or is too old."""
    rows = JudgeLink.objects.filter(
        fingerprint=ids.fingerprint(secret), used=None, until__gt=clock.now()
    )
    return rows.update(used=clock.now()) == 1


def ask_outside_person(*, appeal: str) -> None:
    """Have the link sent to whom the owner named."""
    record(OutsideAsked(appeal))


def sweep_judge_links() -> None:
    """Forget links whose time is long over."""
    JudgeLink.objects.filter(until__lt=clock.now() - timedelta(days=JUDGE_DAYS)).delete()
