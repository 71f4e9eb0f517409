"""Keep changes of standing, each with its cause, and what the owner asks for a level."""

from dataclasses import asdict

from django.db import transaction

from colonnade.kit import clock
from colonnade.kit.keys import SITE
from colonnade.moderation.models import Standing, StandingChoices
from colonnade.moderation.standing import Levels
from colonnade.outbox.actions import spoil

EARNED, LOST, GIVEN = "earned", "lost", "given"


def keep_standing(
    *, person: int | None, guest: int | None, level: str, cause: str, decision: str = ""
) -> None:
    """Keep that somebody's level is another one now, and why: `earned`, `lost`, or `given` back."""
    Standing.objects.create(person=person, guest=guest, level=level, cause=cause, decision=decision)


@transaction.atomic
def keep_levels(*, levels: Levels) -> None:
    """Keep what the owner chose; people rise and fall by it when they are next looked at."""
    values = {"data": asdict(levels), "changed": clock.now()}
    StandingChoices.objects.update_or_create(pk=1, defaults=values)
    # Read beside the site, it is remembered for as long (`sites.reading.with_site`).
    spoil(SITE)
