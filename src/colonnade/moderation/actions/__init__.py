"""All writes of this room."""

from colonnade.moderation.actions.cases import (
    Kept,
    NewReport,
    fade_reports,
    forget_reporter,
    keep_report,
    mark_told,
    secret_of,
    settle_case,
)
from colonnade.moderation.actions.decisions import keep_decision
from colonnade.moderation.actions.forgetting import forget_subjects
from colonnade.moderation.actions.gates import (
    change_list,
    count_refused,
    create_list,
    drop_list,
    end_raid,
    keep_choices,
    keep_hold,
    keep_prints,
    keep_raid,
    sweep_prints,
    switch_list,
)
from colonnade.moderation.actions.measures import Terms, end_measure, keep_measure
from colonnade.moderation.actions.policies import POLICY_LIMIT, publish_policy
from colonnade.moderation.actions.standing import (
    EARNED,
    GIVEN,
    LOST,
    keep_levels,
    keep_standing,
)
from colonnade.moderation.actions.traces import address_digest, keep_trace, sweep_traces

__all__ = [
    "EARNED",
    "GIVEN",
    "LOST",
    "POLICY_LIMIT",
    "Kept",
    "NewReport",
    "Terms",
    "address_digest",
    "change_list",
    "count_refused",
    "create_list",
    "drop_list",
    "end_measure",
    "end_raid",
    "fade_reports",
    "forget_reporter",
    "forget_subjects",
    "keep_choices",
    "keep_decision",
    "keep_hold",
    "keep_levels",
    "keep_measure",
    "keep_prints",
    "keep_raid",
    "keep_report",
    "keep_standing",
    "keep_trace",
    "mark_told",
    "publish_policy",
    "secret_of",
    "settle_case",
    "sweep_prints",
    "sweep_traces",
    "switch_list",
]
