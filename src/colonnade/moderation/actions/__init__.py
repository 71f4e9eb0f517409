"""All writes of this room."""

from colonnade.moderation.actions.decisions import keep_decision
from colonnade.moderation.actions.forgetting import forget_subjects
from colonnade.moderation.actions.policies import POLICY_LIMIT, publish_policy
from colonnade.moderation.actions.traces import address_digest, keep_trace, sweep_traces

__all__ = [
    "POLICY_LIMIT",
    "address_digest",
    "forget_subjects",
    "keep_decision",
    "keep_trace",
    "publish_policy",
    "sweep_traces",
]
