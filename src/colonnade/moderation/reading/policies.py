"""The policy that holds, and those before it."""

from dataclasses import dataclass
from datetime import datetime

from colonnade.moderation.models import PolicyText, PolicyVersion
from colonnade.moderation.starter import STARTER_POLICY


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the moderation policy; number 0 is the starter text nobody published yet."""

    number: int
    source: str
    created: datetime | None


def policy(number: int | None = None) -> Policy | None:
    """Return a version of the policy, the newest for None; the starter text if there is none."""
    rows = PolicyVersion.objects.order_by("-number")
    row = rows.filter(number=number).first() if number is not None else rows.first()
    if row is not None:
        return Policy(row.number, row.source, row.created)
    return Policy(0, STARTER_POLICY, None) if number in {None, 0} else None


def policy_versions() -> list[Policy]:
    """Return every published version, newest first."""
    rows = PolicyVersion.objects.order_by("-number")
    return [Policy(row.number, row.source, row.created) for row in rows]


def policy_held_at(moment: datetime) -> Policy:
    """Return the version that held then; before the first one, the starter text."""
    row = PolicyVersion.objects.filter(created__lte=moment).order_by("-number").first()
    return Policy(row.number, row.source, row.created) if row else Policy(0, STARTER_POLICY, None)


def policy_text(version: int, language: str) -> str:
    """Return a version in another language, '' where nobody wrote it."""
    rows = PolicyText.objects.filter(version=version, language=language)
    return rows.values_list("source", flat=True).first() or ""


def policy_languages(version: int) -> list[str]:
    """Return the languages, beside the site's own, that a version can be read in."""
    rows = PolicyText.objects.filter(version=version).order_by("language")
    return list(rows.values_list("language", flat=True))
