"""What is promised to programs about due process: addresses, problems, answers."""

ROUTES = {
    "GET /decisions": "list_decisions",
    "GET /decisions/{decision}": "read_decision",
    "POST /decisions/{decision}/appeal": "object_to_decision",
    "GET /reports/{secret}": "read_report",
    "POST /reports/{secret}/appeal": "object_to_report",
    "GET /moderation/queue": "list_queue",
    "POST /moderation/claims": "claim_comments",
    "GET /moderation/comments/{comment}": "read_matter",
    "POST /moderation/comments/{comment}/decisions": "decide_comment",
    "POST /moderation/comments/{comment}/undo": "undo_decision",
    "GET /moderation/comments/{comment}/since": "list_since",
    "POST /moderation/decisions": "decide_together",
    "POST /moderation/decisions/{batch}/undo": "undo_together",
    "POST /moderation/comments/{comment}/measures": "impose_measure",
    "POST /moderation/measures/{measure}/lift": "lift_measure",
    "PATCH /moderation/threads/{thread}": "manage_thread",
    "GET /moderation/raids": "list_raids",
    "POST /moderation/raids": "begin_raid",
    "POST /moderation/raids/{raid}/calm": "calm_raid",
    "GET /moderation/appeals": "list_appeals",
    "POST /moderation/appeals/{appeal}": "judge_appeal",
}
ANY = {
    400: {"request_malformed"},
    413: {"request_too_large"},
    500: {"server_broken"},
    503: {"unavailable"},
}
_JSON = {
    400: {"request_malformed", "json_malformed", "json_duplicate_name"},
    415: {"content_type_unsupported"},
}
_ONCE = _JSON | {413: {"request_too_large", "text_too_long"}}
_BODY = {"request_invalid", "text_has_nul", "text_has_surrogate"}
_KEYED = {*_BODY, "text_empty", "key_invalid"}
_OBJECTING = {
    403: {"forgery_suspected"},
    409: {"key_taken", "appeal_needless", "appeal_made", "appeal_late", "appeal_alone"},
    422: {*_KEYED, "appeal_words_missing"},
    429: {"appeals_too_many"},
}
_STAFF = {"sign_in_first", "moderators_only"}
_STAFF_WRITES = {*_STAFF, "forgery_suspected"}
_CHANGED = {"key_taken", "act_impossible", "comment_changed", "comment_reworded", "cut_missing"}
_JUDGES = {*_STAFF_WRITES, "section_elsewhere", "own_account", "above_you"}
_GUEST = {401: {"guest_key_unknown"}}
PROBLEMS: dict[str, dict[int, set[str]]] = {
    "list_decisions": ANY | _GUEST,
    "read_decision": ANY | _GUEST | {404: {"decision_missing"}},
    "object_to_decision": ANY | _ONCE | _OBJECTING | _GUEST | {404: {"decision_missing"}},
    "read_report": ANY | {404: {"report_missing"}},
    "object_to_report": ANY | _ONCE | _OBJECTING | {404: {"decision_missing", "report_missing"}},
    "list_queue": ANY | {403: _STAFF},
    "claim_comments": ANY | _JSON | {403: _STAFF_WRITES, 404: {"comment_missing"}, 422: _BODY},
    "read_matter": ANY | {403: _STAFF, 404: {"comment_missing"}},
    "decide_comment": ANY
    | _ONCE
    | {
        403: _STAFF_WRITES,
        404: {"comment_missing"},
        409: {*_CHANGED, "case_missing", "case_grown", "undo_impossible"},
        422: {
            *_KEYED,
            "ground_missing",
            "reason_missing",
            "rule_missing",
            "cut_nothing",
            "cut_all",
        },
    },
    "undo_decision": ANY
    | _ONCE
    | {
        403: _STAFF_WRITES,
        404: {"comment_missing", "decision_missing"},
        409: {*_CHANGED, "undo_impossible"},
        422: _KEYED,
    },
    "list_since": ANY
    | {
        403: _STAFF,
        404: {"comment_missing", "person_missing"},
        409: {"act_impossible"},
        422: {"request_invalid"},
    },
    "decide_together": ANY
    | _ONCE
    | {
        403: _STAFF_WRITES,
        404: {"comment_missing"},
        409: {"key_taken", "act_impossible"},
        422: {*_KEYED, "ground_missing", "reason_missing", "rule_missing"},
    },
    "undo_together": ANY
    | _ONCE
    | {
        403: _STAFF_WRITES,
        404: {"batch_missing"},
        409: {"key_taken", "batch_undone"},
        422: _KEYED,
    },
    "impose_measure": ANY
    | _ONCE
    | {
        403: _JUDGES,
        404: {"comment_missing", "person_missing"},
        409: {"key_taken", "owner_last"},
        422: {*_KEYED, "measure_unknown", "measure_until", "measure_seconds", "measure_reason"}
        | {"measure_ground", "rule_missing"},
    },
    "lift_measure": ANY
    | _ONCE
    | {
        403: _JUDGES,
        404: {"measure_missing", "person_missing"},
        409: {"key_taken", "owner_last"},
        422: {*_KEYED, "measure_reason"},
    },
    "manage_thread": ANY
    | _JSON
    | {403: _STAFF_WRITES, 404: {"thread_missing"}, 422: {*_BODY, "setting_invalid"}},
    "list_raids": ANY | {403: _STAFF, 404: {"thread_missing"}},
    "begin_raid": ANY
    | _ONCE
    | {
        403: {*_STAFF_WRITES, "raid_everywhere"},
        404: {"thread_missing"},
        409: {"key_taken"},
        422: {*_KEYED, "raid_empty", "raid_hours", "raid_seconds"},
    },
    "calm_raid": ANY
    | _ONCE
    | {
        403: {*_STAFF_WRITES, "raid_everywhere"},
        404: {"thread_missing", "raid_missing"},
        409: {"key_taken"},
        422: _KEYED,
    },
    "list_appeals": ANY | {403: _STAFF},
    "judge_appeal": ANY
    | _ONCE
    | {
        403: {*_JUDGES, "appeal_first_decider", "appeal_own"},
        404: {"appeal_missing", "comment_missing", "measure_missing", "person_missing"},
        409: {*_CHANGED, "appeal_decided", "appeal_overtaken", "owner_last"},
        422: {*_KEYED, "appeal_verdict", "appeal_reasons", "ground_missing", "reason_missing"}
        | {"rule_missing"},
    },
}
ONE_PERSONS = {
    *("list_decisions", "read_decision", "read_report"),
    *("list_queue", "read_matter", "list_appeals", "list_raids", "list_since"),
}
GOOD = {
    **{name: {"200"} for name in ("claim_comments", "manage_thread", *ONE_PERSONS)},
    **{name: {"201"} for name in ("object_to_decision", "object_to_report", "decide_comment")},
    **{name: {"201"} for name in ("undo_decision", "impose_measure", "lift_measure")},
    **{name: {"201"} for name in ("decide_together", "undo_together")},
    **{name: {"201"} for name in ("judge_appeal", "begin_raid", "calm_raid")},
}
