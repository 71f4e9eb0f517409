"""Which operation of due process may answer with which problem; see `api.codes`."""

from colonnade.kit.refusals import Kind

STAFF = frozenset(
    {
        *("list_queue", "claim_comments", "read_matter", "decide_comment", "undo_decision"),
        *("impose_measure", "lift_measure", "manage_thread", "list_appeals", "judge_appeal"),
        *("list_raids", "begin_raid", "calm_raid"),
        *("list_since", "decide_together", "undo_together"),
    }
)
# What GET answers to one person alone.
PRIVATE = frozenset(
    {
        *("list_decisions", "read_decision", "read_report"),
        *("list_queue", "read_matter", "list_appeals", "list_raids", "list_since"),
    }
)

_KINDS = {
    Kind.DENIED: (
        "sign_in_first",
        "moderators_only",
        "section_elsewhere",
        "raid_everywhere",
        "own_account",
        "above_you",
        "appeal_first_decider",
        "appeal_own",
    ),
    Kind.MISSING: (
        "decision_missing",
        "report_missing",
        "appeal_missing",
        "person_missing",
        "measure_missing",
        "raid_missing",
        "batch_missing",
    ),
    Kind.CONFLICT: (
        "batch_undone",
        "appeal_needless",
        "appeal_made",
        "appeal_late",
        "appeal_alone",
        "appeal_decided",
        "appeal_overtaken",
        "undo_impossible",
        "comment_changed",
        "comment_reworded",
        "cut_missing",
        "case_missing",
        "case_grown",
        "owner_last",
    ),
    Kind.TOO_FAST: ("appeals_too_many",),
    Kind.INVALID: (
        "appeal_words_missing",
        "appeal_verdict",
        "appeal_reasons",
        "ground_missing",
        "reason_missing",
        "cut_nothing",
        "cut_all",
        "measure_unknown",
        "measure_until",
        "measure_seconds",
        "measure_reason",
        "measure_ground",
        "setting_invalid",
        "raid_empty",
        "raid_hours",
        "raid_seconds",
    ),
}
KIND_OF = {code: kind for kind, codes in _KINDS.items() for code in codes}

_SENT = (
    "content_type_unsupported",
    "forgery_suspected",
    "json_malformed",
    "json_duplicate_name",
    "request_invalid",
    "text_has_nul",
    "text_has_surrogate",
)
_ONCE = (*_SENT, "text_empty", "text_too_long", "key_invalid", "key_taken")
_OBJECTING = (
    *_ONCE,
    "decision_missing",
    "appeal_needless",
    "appeal_made",
    "appeal_late",
    "appeal_alone",
    "appeals_too_many",
    "appeal_words_missing",
)
_STAFF = ("sign_in_first", "moderators_only")
_CHANGED = ("act_impossible", "comment_changed", "comment_reworded", "cut_missing")
_JUDGING = ("section_elsewhere", "own_account", "above_you", "owner_last", "person_missing")

# Besides what any operation may answer.
CODES: dict[str, tuple[str, ...]] = {
    "list_decisions": ("guest_key_unknown",),
    "read_decision": ("guest_key_unknown", "decision_missing"),
    "object_to_decision": ("guest_key_unknown", *_OBJECTING),
    "read_report": ("report_missing",),
    "object_to_report": (*_OBJECTING, "report_missing"),
    "list_queue": _STAFF,
    "claim_comments": (*_STAFF, *_SENT, "comment_missing"),
    "read_matter": (*_STAFF, "comment_missing"),
    "decide_comment": (
        *_STAFF,
        *_ONCE,
        *_CHANGED,
        "comment_missing",
        "ground_missing",
        "reason_missing",
        "rule_missing",
        "undo_impossible",
        "cut_nothing",
        "cut_all",
        "case_missing",
        "case_grown",
    ),
    "undo_decision": (
        *_STAFF,
        *_ONCE,
        *_CHANGED,
        "comment_missing",
        "decision_missing",
        "undo_impossible",
    ),
    "list_since": (
        *_STAFF,
        "request_invalid",
        "comment_missing",
        "person_missing",
        "act_impossible",
    ),
    "decide_together": (
        *_STAFF,
        *_ONCE,
        "act_impossible",
        "comment_missing",
        "ground_missing",
        "reason_missing",
        "rule_missing",
    ),
    "undo_together": (*_STAFF, *_ONCE, "batch_missing", "batch_undone"),
    "impose_measure": (
        *_STAFF,
        *_ONCE,
        *_JUDGING,
        "comment_missing",
        "measure_unknown",
        "measure_until",
        "measure_seconds",
        "measure_reason",
        "measure_ground",
        "rule_missing",
    ),
    "lift_measure": (*_STAFF, *_ONCE, *_JUDGING, "measure_missing", "measure_reason"),
    "manage_thread": (*_STAFF, *_SENT, "thread_missing", "setting_invalid"),
    "list_raids": (*_STAFF, "thread_missing"),
    "begin_raid": (
        *_STAFF,
        *_ONCE,
        "raid_everywhere",
        "thread_missing",
        "raid_empty",
        "raid_hours",
        "raid_seconds",
    ),
    "calm_raid": (*_STAFF, *_ONCE, "raid_everywhere", "thread_missing", "raid_missing"),
    "list_appeals": _STAFF,
    "judge_appeal": (
        *_STAFF,
        *_ONCE,
        *_CHANGED,
        *_JUDGING,
        "appeal_missing",
        "appeal_decided",
        "appeal_first_decider",
        "appeal_own",
        "appeal_verdict",
        "appeal_reasons",
        "appeal_overtaken",
        "ground_missing",
        "reason_missing",
        "rule_missing",
        "comment_missing",
        "measure_missing",
    ),
}
