"""Keep what the gates go by, and what they said."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from colonnade.kit import clock, ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.gates.choices import Choices, choices_from
from colonnade.moderation.gates.draft import Verdict
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.lists.accepting import Plan, accept_entries, accept_plan
from colonnade.moderation.models import GateChoices, ListEntry, Print, Raid, Refused, WordList
from colonnade.moderation.reading.gates import THE_ROW
from colonnade.outbox.rows import change

_BATCH = 2_000
_WORDS_LIMIT = 300
# Refusals that look at what was written: the others say what anybody could know before.
COUNTED = frozenset({"list_refuses", "list_refuses_because", "repeat_refused"})
_HOLD = """
INSERT INTO moderation_hold (comment, code, words, list, entry, created)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (comment) DO UPDATE SET code = excluded.code,
    words = excluded.words, list = excluded.list, entry = excluded.entry, created = excluded.created
"""
_COUNT = """
INSERT INTO moderation_refused (day, gate, count, decision) VALUES (%s, %s, 1, '')
ON CONFLICT (day, gate) DO UPDATE SET count = moderation_refused.count + 1
"""
_PRINT = """
INSERT INTO moderation_print (comment, address, digest, removed, created)
VALUES (%s, '', %s, FALSE, %s) ON CONFLICT (comment) DO NOTHING
"""
_FORGET = "DELETE FROM moderation_print WHERE created < %s AND (NOT removed OR created < %s)"


@transaction.atomic
def keep_choices(*, choices: Choices) -> None:
    """Keep what the owner chose; it holds from the next comment on."""
    _stamp(choices)


@transaction.atomic
def create_list(*, plan: Plan, pasted: str = "") -> str:
    """Keep a new list, switched off, and return its public id.

    Raises the Refusals of `accept_plan` and `accept_entries`.
    """
    accepted = accept_plan(plan)
    entries = accept_entries(accepted.kind, pasted)
    row = WordList.objects.create(**asdict(accepted))
    _put(row, entries)
    return row.public_id


@transaction.atomic
def change_list(*, public_id: str, plan: Plan, pasted: str) -> None:
    """Give a list another plan (its kind stays) and these entries instead of its own.

    Raises Refusal list_missing and those of `create_list`.
    """
    row = _list(public_id)
    accepted = accept_plan(Plan(plan.name, row.kind, plan.effect, plan.sentence, plan.rule))
    entries = accept_entries(row.kind, pasted)
    for name, value in asdict(accepted).items():
        setattr(row, name, value)
    row.save()
    row.entries.all().delete()
    _put(row, entries)
    _changed(row)


@transaction.atomic
def switch_list(*, public_id: str, on: bool) -> None:
    """Switch a list on or off; raises Refusal list_missing."""
    row = _list(public_id)
    WordList.objects.filter(pk=row.pk).update(is_on=on)
    _stamp()


@transaction.atomic
def drop_list(*, public_id: str) -> None:
    """Forget a list and its entries; raises Refusal list_missing."""
    _list(public_id).delete()
    _stamp()


@transaction.atomic
def keep_raid(*, thread: int | None, strictness: Strictness, until: datetime, decision: str) -> str:
    """Keep a raid switch and return its public id; it ends by itself."""
    row = Raid.objects.create(thread=thread, until=until, decision=decision, **asdict(strictness))
    _stamp()
    return row.public_id


@transaction.atomic
def end_raid(*, public_id: str) -> None:
    """End a raid switch now; raises Refusal raid_missing where it has ended."""
    now = clock.now()
    if not Raid.objects.filter(public_id=public_id, until__gt=now).update(until=now):
        raise Refusal("raid_missing", Kind.MISSING)
    _stamp()


def keep_hold(*, comment: str, verdict: Verdict) -> None:
    """Keep why a comment is held, for its writer and the staff, instead of why it was before.

    That guests wait needs no word of its own.
    """
    if verdict.code == "guests_wait":
        return
    words = str(verdict.data.get("words", verdict.data.get("most", "")))[:_WORDS_LIMIT]
    change(_HOLD, comment, verdict.code, words, verdict.list, verdict.entry, clock.now())


def count_refused(*, code: str) -> None:
    """Count, where a text was refused for what it says, that it was: one record for the day."""
    if code in COUNTED:
        change(_COUNT, clock.now().date().isoformat(), code)


def mark_refused(*, day: date, gate: str, decision: str) -> None:
    """Keep under which decision the refusals of a day are recorded."""
    Refused.objects.filter(day=day, gate=gate).update(decision=decision)


@transaction.atomic
def keep_prints(*, digests: dict[str, int], removed: Sequence[str] = ()) -> None:
    """Keep what these comments (public ids) are like; `removed` are those a moderator removed."""
    Print.objects.filter(comment__in=digests).delete()
    Print.objects.bulk_create(
        [
            Print(comment=comment, digest=digest, removed=comment in removed)
            for comment, digest in digests.items()
        ]
    )


def keep_print(*, comment: str, digest: int) -> None:
    """Keep what a comment is like as it is posted, so that the next one is compared with it.

    One statement. What is kept of it later (`keep_prints`) takes its place.
    """
    change(_PRINT, comment, digest, clock.now())


def sweep_prints(*, now: datetime, days: int, removed_days: int) -> int:
    """Forget what texts were like after so many days, removed ones later; return how many."""
    return change(_FORGET, now - timedelta(days=days), now - timedelta(days=removed_days))


def _put(row: WordList, entries: Sequence[str]) -> None:
    rows = [ListEntry(list=row, text=text) for text in entries]
    ListEntry.objects.bulk_create(rows, batch_size=_BATCH)


def _changed(row: WordList) -> None:
    WordList.objects.filter(pk=row.pk).update(version=F("version") + 1)
    if row.is_on:
        _stamp()


def _list(public_id: str) -> WordList:
    row = WordList.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise Refusal("list_missing", Kind.MISSING)
    return row


def _stamp(choices: Choices | None = None) -> None:
    """Give a new stamp to what holds, with other choices or the same; one after the other."""
    GateChoices.objects.get_or_create(pk=THE_ROW)
    row = GateChoices.objects.select_for_update().get(pk=THE_ROW)
    kept = choices_from(row.data) if choices is None else choices
    row.data, row.changed = {**asdict(kept), "stamp": ids.new_id()}, clock.now()
    row.save()
