"""All that moderation holds about one comment, for the export of its case."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from colonnade.moderation.log.reading import signed_head
from colonnade.moderation.models import Appeal, Case, Decision, LogEntry, Report, Statement

Rows = list[dict[str, Any]]

_DECISION = (
    *("public_id", "act", "before", "after", "reason", "rule", "policy", "law", "facts"),
    *("notice", "automated", "section", "until", "count", "undoes", "batch", "role", "created"),
)
_STATEMENT = ("decision", "created", "seen", "mailed")
_CASE = ("public_id", "state", "revision", "weight", "urgent", "decision", "opened", "settled")
_REPORT = (
    *("public_id", "case__public_id", "kind", "rule", "policy", "words", "good_faith", "weight"),
    *("created", "told"),
)
_REPORTER = ("name", "email")
_APPEAL = (
    *("public_id", "decision", "by", "words", "state", "created", "due", "decided"),
    *("decider_role", "reasons", "ruling", "minutes"),
)
_ENTRY = ("number", "hour", "act", "rule", "detail", "salt", "leaf", "head", "decision")


def dossier_of(comment: str, *, names: bool) -> dict[str, Rows | dict[str, Any]]:
    """Return by topic what is kept about a comment (public id), as values of JSON.

    Colleagues stand by their roles. `names`: with the names and addresses of mail of those who
    reported it. Each entry of the log has what its digest is made from, and the head before it
    (eight queries).
    """
    decisions = Decision.objects.filter(subject=comment).order_by("pk")
    made = list(decisions.values_list("public_id", flat=True))
    reports = Report.objects.filter(case__subject=comment).order_by("pk")
    return {
        "decisions": _plain(decisions, _DECISION),
        "statements": _plain(Statement.objects.filter(decision__in=made), _STATEMENT),
        "cases": _plain(Case.objects.filter(subject=comment), _CASE),
        "reports": _plain(reports, (*_REPORT, *(_REPORTER if names else ()))),
        "appeals": _plain(Appeal.objects.filter(decision__in=made), _APPEAL),
        "log": _proofs(made),
    }


def _proofs(decisions: Iterable[str]) -> dict[str, Any]:
    """Return the log's entries of these decisions, and its signed end as it is now."""
    found = _plain(LogEntry.objects.filter(decision__in=list(decisions)), _ENTRY)
    before = LogEntry.objects.filter(number__in=[row["number"] - 1 for row in found])
    heads = dict(before.values_list("number", "head"))
    entries = [{**row, "head_before": heads.get(row["number"] - 1, "")} for row in found]
    end = signed_head()
    signed = {"number": end.number, "head": end.head, "signature": end.signature, "key": end.key}
    return {"entries": entries, "end": signed}


def _plain(rows: "QuerySet[Any]", fields: tuple[str, ...]) -> Rows:
    return [_worded(row) for row in rows.order_by("pk").values(*fields)]


def _worded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.replace("__public_id", ""): (
            value.isoformat() if isinstance(value, datetime) else value
        )
        for name, value in row.items()
    }
