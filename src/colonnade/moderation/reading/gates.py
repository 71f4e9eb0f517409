"""What the gates go by at this moment, kept ready in each process until it changes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from colonnade.kit import clock
from colonnade.moderation.gates.choices import Choices, choices_from
from colonnade.moderation.gates.draft import PastText
from colonnade.moderation.gates.rules import NO_RULES, RaidNow, Rules, Strictness
from colonnade.moderation.lists.accepting import Plan
from colonnade.moderation.lists.compiled import ReadyList, make_ready
from colonnade.moderation.models import Decision, Hold, ListEntry, Raid, Refused, WordList
from colonnade.outbox.rows import every, first

# The one row of `GateChoices`: every change of choices, lists and switches gives it a new stamp,
# so that what it says is the key of all that was read and compiled.
THE_ROW = 1
_STAMP = "SELECT CAST(data AS text) FROM moderation_gatechoices WHERE id = 1"
# Texts that are compared with a new one, and for how long each is known.
_MOST_PAST = 500
REPEAT_DAYS, REMOVED_DAYS = 3, 90
_PAST = """
SELECT digest, 0 FROM (SELECT digest FROM moderation_print
    WHERE created > %s AND NOT removed AND comment <> %s ORDER BY created DESC LIMIT %s) AS lately
UNION ALL
SELECT digest, 1 FROM (SELECT digest FROM moderation_print
    WHERE removed AND created > %s ORDER BY created DESC LIMIT %s) AS gone
"""


@dataclass(frozen=True, slots=True)
class ListInfo:
    """A list as its keepers see it."""

    id: str
    plan: Plan
    is_on: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """Why a comment was held: the code of its sentence with its words, and what a list found."""

    code: str
    words: str = ""
    list: str = ""
    entry: str = ""
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class RefusedThatDay:
    """How many texts a gate refused on one day."""

    day: date
    gate: str
    count: int


class _Process:
    """What this process has read and compiled."""

    stamp: str = ""
    rules: Rules = NO_RULES
    lists: dict[tuple[str, int], ReadyList] = {}


def stamp_now() -> str:
    """Return the word that changes with every change of choices, lists or switches (one query)."""
    found = first(_STAMP)
    return str(found[0]) if found else ""


def rules_at(stamp: str) -> Rules:
    """Return what holds under this stamp: read and compiled once in each process."""
    if not stamp:
        return NO_RULES
    if stamp != _Process.stamp:
        rules = Rules(choices_from(json.loads(stamp)), _lists_on(), raids_now())
        _Process.rules, _Process.stamp = rules, stamp
    return _Process.rules


def choices_now() -> Choices:
    """Return what the owner chose (one query)."""
    stamp = stamp_now()
    return choices_from(json.loads(stamp)) if stamp else Choices()


def raids_now() -> list[RaidNow]:
    """Return the raid switches that have not ended, the next to end first (one query)."""
    rows = Raid.objects.filter(until__gt=clock.now()).order_by("until", "pk")
    return [
        RaidNow(
            row.public_id,
            row.thread,
            row.since,
            row.until,
            Strictness(row.slow_seconds, row.members_only, row.hold_all),
            row.decision,
        )
        for row in rows
    ]


def past_texts(*, besides: str = "") -> tuple[PastText, ...]:
    """Return what was said, and what was removed, lately: some hundred at most (one statement)."""
    now = clock.now()
    since, removed = now - timedelta(days=REPEAT_DAYS), now - timedelta(days=REMOVED_DAYS)
    rows = every(_PAST, since, besides, _MOST_PAST, removed, _MOST_PAST)
    return tuple(PastText(int(digest), bool(gone)) for digest, gone in rows)


def lists() -> list[ListInfo]:
    """Return all lists, by name, with how many entries each has (one query)."""
    rows = WordList.objects.annotate(count=Count("entries")).order_by("name", "pk")
    return [_info(row, row.count) for row in rows]


def list_of(public_id: str) -> tuple[ListInfo, list[str]] | None:
    """Return a list and its entries in order, or None (two queries)."""
    row = WordList.objects.filter(public_id=public_id).first()
    if row is None:
        return None
    entries = _entries(row)
    return _info(row, len(entries)), entries


def why_held(comments: Sequence[str]) -> dict[str, Held]:
    """Return by public id why a gate held each of these comments, as far as one did (two queries).

    `entry` is for the staff alone.
    """
    rows = list(Hold.objects.filter(comment__in=comments))
    named = {row.list for row in rows if row.list}
    found = WordList.objects.filter(public_id__in=named) if named else WordList.objects.none()
    names = dict(found.values_list("public_id", "name"))
    return {
        row.comment: Held(row.code, row.words, row.list, row.entry, names.get(row.list, ""))
        for row in rows
    }


def unsettled_refusals(*, before: date) -> list[RefusedThatDay]:
    """Return what was refused on days before this one and is not recorded yet (one query)."""
    rows = Refused.objects.filter(day__lt=before, decision="").order_by("day", "gate")
    return [RefusedThatDay(row.day, row.gate, row.count) for row in rows]


def reopened_among(threads: Sequence[str]) -> set[str]:
    """Return those of these discussions (public ids) that somebody ever reopened (one query)."""
    rows = Decision.objects.filter(subject__in=threads, act="reopen")
    return set(rows.values_list("subject", flat=True))


def _info(row: WordList, count: int) -> ListInfo:
    plan = Plan(row.name, row.kind, row.effect, row.sentence, row.rule)
    return ListInfo(row.public_id, plan, row.is_on, count)


def _lists_on() -> list[ReadyList]:
    """Return the lists that are switched on, those compiled before as they are."""
    rows = list(WordList.objects.filter(is_on=True).order_by("pk"))
    known = _Process.lists
    _Process.lists = {
        (row.public_id, row.version): known.get((row.public_id, row.version)) or _made(row)
        for row in rows
    }
    return list(_Process.lists.values())


def _made(row: WordList) -> ReadyList:
    return make_ready(row.public_id, _info(row, 0).plan, _entries(row))


def _entries(row: WordList) -> list[str]:
    return list(ListEntry.objects.filter(list=row).order_by("pk").values_list("text", flat=True))
