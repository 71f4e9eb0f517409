"""Which operation may answer with which problem: the table that documents and tests share."""

from dataclasses import dataclass

from colonnade.api.problems import OWN
from colonnade.api.process import codes as process
from colonnade.flows.measure import MOST_SECONDS
from colonnade.flows.sentences import SENTENCES, STATUS
from colonnade.kit.refusals import Kind
from colonnade.moderation import appeals
from colonnade.moderation.appeals import DAYS
from colonnade.moderation.reports import KINDS, MOST_A_DAY
from colonnade.sites.settings import COMMENTING


@dataclass(frozen=True, slots=True)
class Coded:
    """A problem that may happen: its code, its status, and its sentence by example."""

    code: str
    status: int
    words: str


_KINDS = {
    Kind.DENIED: (
        "forgery_suspected",
        "members_only",
        "thread_closed",
        "suspended",
        "banned",
        "suspended_here",
        "banned_here",
        "raid_members_only",
        "list_refuses",
        "list_refuses_because",
        "repeat_refused",
        "edit_denied",
        "delete_denied",
    ),
    Kind.MISSING: ("thread_missing", "comment_missing", "page_missing"),
    Kind.CONFLICT: (
        "key_taken",
        "name_taken",
        "parent_missing",
        "comment_gone",
        "edited_elsewhere",
        "act_impossible",
    ),
    Kind.TOO_LARGE: ("text_too_long",),
    Kind.TOO_FAST: ("too_fast", "slowed", "reports_too_many"),
    Kind.INVALID: (
        "request_invalid",
        "key_invalid",
        "text_empty",
        "text_has_nul",
        "text_has_surrogate",
        "name_empty",
        "name_too_long",
        "name_unreadable",
        "name_is_address",
        "name_reserved",
        "report_kind_unknown",
        "report_rule_missing",
        "report_why_missing",
        "report_name_missing",
        "report_email_missing",
        "good_faith_missing",
        "email_invalid",
        "rule_missing",
    ),
}
KIND_OF = {code: kind for kind, codes in _KINDS.items() for code in codes} | process.KIND_OF

# What the sentences' places hold in examples.
_DATA: dict[str, str | int] = {
    "place": 1,
    "length": 20_011,
    "limit": 20_000,
    "max": 60,
    "seconds": 60,
    "page": 9,
    "pages": 3,
    "state": "removed",
    "why": "key",
    "name": "Ada",
    "known": ", ".join(KINDS),
    "number": 99,
    "email": "nowhere",
    "until": "2026-12-01 12:00",
    "words": "Please leave the telephone number out.",
    "kind": "exile",
    "days": DAYS,
    "most": MOST_SECONDS,
    "value": "all",
    "expected": ", ".join(COMMENTING),
}
_DATA_OF: dict[str, dict[str, str | int]] = {
    "reports_too_many": {"limit": MOST_A_DAY},
    "appeals_too_many": {"limit": appeals.MOST_A_DAY},
    "setting_invalid": {"name": "commenting"},
}

_ANY = ("request_malformed", "request_too_large", "server_broken", "unavailable")
_WRITING = (*_ANY, "guest_key_unknown", "content_type_unsupported", "forgery_suspected")
_TYPING = (
    *_WRITING,
    "json_malformed",
    "json_duplicate_name",
    "request_invalid",
    "text_empty",
    "text_has_nul",
    "text_has_surrogate",
    "text_too_long",
    "thread_closed",
    "members_only",
    "too_fast",
    "suspended",
    "banned",
    "suspended_here",
    "banned_here",
    "raid_members_only",
    "slowed",
    "list_refuses",
    "list_refuses_because",
    "repeat_refused",
)
_NAMING = (
    "name_empty",
    "name_too_long",
    "name_unreadable",
    "name_is_address",
    "name_reserved",
    "name_taken",
)
_REPORTING = (
    "json_malformed",
    "json_duplicate_name",
    "request_invalid",
    "text_empty",
    "text_has_nul",
    "text_has_surrogate",
    "text_too_long",
    "report_kind_unknown",
    "report_rule_missing",
    "report_why_missing",
    "report_name_missing",
    "report_email_missing",
    "good_faith_missing",
    "email_invalid",
    "rule_missing",
)
_FINDING = ("text_empty", "text_has_nul", "text_too_long", "thread_missing", "page_missing")


def _coded(*codes: str) -> tuple[Coded, ...]:
    return tuple(_one(code) for code in codes)


def _one(code: str) -> Coded:
    if code in OWN:
        return Coded(code, *OWN[code])
    words = SENTENCES[code]
    return Coded(
        code,
        STATUS[KIND_OF[code]],
        words % {**_DATA, **_DATA_OF.get(code, {})} if "%(" in words else words,
    )


CODES: dict[str, tuple[Coded, ...]] = {
    "list_threads": _coded(*_ANY, *_FINDING),
    "read_thread": _coded(*_ANY, "thread_missing"),
    "list_comments": _coded(*_ANY, "thread_missing", "page_missing"),
    "post_comment": _coded(
        *_TYPING, *_NAMING, "key_invalid", "key_taken", "thread_missing", "parent_missing"
    ),
    "read_comment": _coded(*_ANY, "guest_key_unknown", "comment_missing"),
    "edit_comment": _coded(
        *_TYPING, "comment_missing", "comment_gone", "edit_denied", "edited_elsewhere"
    ),
    "report_comment": _coded(*_WRITING, *_REPORTING, "comment_missing", "reports_too_many"),
    "delete_comment": _coded(*_WRITING, "comment_missing", "delete_denied", "act_impossible"),
    **{name: _coded(*_ANY, *codes) for name, codes in process.CODES.items()},
}
