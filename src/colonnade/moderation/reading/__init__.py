"""All reads of this room."""

from colonnade.moderation.reading.decisions import (
    Verdict,
    decisions_on,
    latest_decisions,
    newest_decisions_on,
    subjects_decided_since,
)
from colonnade.moderation.reading.policies import Policy, policy, policy_versions
from colonnade.moderation.reading.standing import bearing_of
from colonnade.moderation.reading.traces import recent_postings

__all__ = [
    "Policy",
    "Verdict",
    "bearing_of",
    "decisions_on",
    "latest_decisions",
    "newest_decisions_on",
    "policy",
    "policy_versions",
    "recent_postings",
    "subjects_decided_since",
]
