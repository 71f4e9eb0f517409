"""A later file of a site that is known: what is new in it, and what has changed.

Part of a run's last transaction, since what stands is seen by readers.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from colonnade.discussion.actions import (
    AddedComment,
    RevisedComment,
    add_loaded,
    difference,
    move,
    move_replies,
    revise_loaded,
    standing_of,
)
from colonnade.discussion.bulk import insert_many
from colonnade.discussion.marks import INFERRED, NOINDEX, marks_from, stored
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for, source_for
from colonnade.discussion.reading.loaded import marks_and_parent
from colonnade.kit.refusals import Refusal
from colonnade.moderation.reading import decisions_on
from colonnade.transfer.models import Change, Finding, Known
from colonnade.transfer.order import Place, absent_person, arrange
from colonnade.transfer.records import SourceComment, State
from colonnade.transfer.staged import micros
from colonnade.transfer.staging import Item, Staging
from colonnade.transfer.writing.comments import (
    FINDING,
    Beside,
    Setting,
    absent_source,
    finding_rows,
    kept_of,
    placeholder,
    text_of,
    visibility_of,
)
from colonnade.transfer.writing.making import Made
from colonnade.transfer.writing.rendering import Renderers, made_from
from colonnade.transfer.writing.units import Spoken, standing_discussions

_READY = "CREATE TABLE IF NOT EXISTS made (n INTEGER PRIMARY KEY, made TEXT)"
_BATCH = 500


def prepare(staging: Staging, renderers: Renderers) -> None:
    """Render the texts of what is brought into threads that stand, before the last transaction.

    It shall not be long: others want to write meanwhile.
    """
    staging.base.execute(_READY)
    for unit in standing_discussions(staging):
        rendered = renderers.each(_spoken(staging, (*unit.fresh, *unit.changed)), Spoken.text)
        while some := list(islice(rendered, _BATCH)):
            staging.base.executemany(
                "INSERT OR REPLACE INTO made VALUES (?, ?)",
                [(spoken.n, json.dumps(made)) for spoken, made in some],
            )


def bring(
    staging: Staging, setting: Setting, *, fresh: Sequence[int], changed: Sequence[int]
) -> None:
    """Add new comments to a thread that stands and reword changed ones (numbers of records)."""
    if not fresh and not changed:
        return
    before = standing_of(setting.thread)
    brought = _add(staging, setting, fresh)
    for spoken in _spoken(staging, changed):
        _revise(setting, spoken, _made(staging, spoken.n))
    after = standing_of(setting.thread)
    known = Known.objects.get(origin=setting.origin, kind="thread", target=setting.thread)
    kept = {"standing": difference(before, after), "after": after.digest, "brought": brought}
    Change.objects.create(run_id=setting.run, known=known, before=kept)


def _spoken(staging: Staging, numbers: Sequence[int]) -> Iterator[Spoken]:
    for n, fingerprint, record in staging.comments(numbers):
        yield Spoken(n, fingerprint, record)


def _made(staging: Staging, n: int) -> Made:
    row = staging.base.execute("SELECT made FROM made WHERE n = ?", (n,)).fetchone()
    return made_from(json.loads(row[0]))


# ---------------------------------------------------------------------- what is new


def _add(staging: Staging, setting: Setting, fresh: Sequence[int]) -> list[str]:
    """Add comments, and return their public ids with those of placeholders made for them."""
    spoken = {one.n: one for one in _spoken(staging, fresh)}
    standing = _standing(setting, [one.record for one in spoken.values()])
    beside, brought = Beside(setting), list[AddedComment]()
    for place in arrange([_item(one) for one in spoken.values()], standing):
        parent = _parent(place, brought)
        if place.item is None:
            brought.append(_placeholder(place, parent, beside))
        else:
            one = spoken[place.item.n]
            brought.append(_added(one, _made(staging, one.n), parent, beside))
    beside.flush()
    add_loaded(thread=setting.thread, comments=brought)
    for one in spoken.values():
        _take_the_place(setting, one.record)
    return [one.text.public_id for one in brought]


def _item(one: Spoken) -> Item:
    record = one.record
    moment = micros(record.created)
    return Item(one.n, record.source, record.parent, record.answers, moment, record.state.value)


def _standing(setting: Setting, records: Sequence[SourceComment]) -> dict[str, str]:
    """Return by source the public ids of those whom the new comments answer and who are there."""
    found: dict[str, str] = {}
    for record in records:
        source = record.parent or (absent_person(record.answers) if record.answers else "")
        if source and source not in found:
            target = _target(setting, "comment", record.parent) if record.parent else ""
            target = target or _target(setting, "absent", absent_source(setting.subject, source))
            found |= {source: target} if target else {}
    return found


def _target(setting: Setting, kind: str, source: str) -> str:
    rows = Known.objects.filter(origin=setting.origin, kind=kind, source=source)
    return rows.values_list("target", flat=True).first() or ""


def _parent(place: Place, brought: Sequence[AddedComment]) -> str:
    if place.hangs or place.parent is None:
        return place.hangs
    return brought[place.parent].text.public_id


def _placeholder(place: Place, parent: str, beside: Beside) -> AddedComment:
    text = placeholder(place, beside.setting)
    beside.keep_absent(place.source, text.public_id)
    return AddedComment(parent, "deleted", text)


def _added(spoken: Spoken, made: Made, parent: str, beside: Beside) -> AddedComment:
    text = text_of(spoken.record, made, beside.setting)
    beside.keep(spoken, made, text.public_id)
    state = visibility_of(spoken.record.state, publish=beside.setting.publish)
    return AddedComment(parent, state, text)


def _take_the_place(setting: Setting, record: SourceComment) -> None:
    """Give a comment that was absent so far the replies which its placeholder held for it."""
    absent = _target(setting, "absent", absent_source(setting.subject, record.source))
    mine = _target(setting, "comment", record.source)
    if absent:
        try:
            move_replies(comment=absent, parent=mine)
        except Refusal as refusal:
            _insist_on_a_circle(refusal)


# ---------------------------------------------------------------------- what has changed


def _revise(setting: Setting, spoken: Spoken, made: Made) -> None:
    record = spoken.record
    known = Known.objects.get(origin=setting.origin, kind="comment", source=record.source)
    kept: dict[str, Any] = {"fingerprint": known.fingerprint, "data": known.data}
    revised = _revised(setting, record, made, known.target)
    kept["revised"] = revise_loaded(comment=known.target, revised=revised)
    _rehang(setting, record, known.target)
    Change.objects.create(run_id=setting.run, known=known, before=kept)
    kept_now = kept_of(record)
    known.fingerprint = spoken.fingerprint
    known.data = json.loads(kept_now) if kept_now else None
    known.save(update_fields=["fingerprint", "data"])


def _revised(setting: Setting, record: SourceComment, made: Made, comment: str) -> RevisedComment:
    """Return what the source says now. What somebody here has decided is left as it is."""
    row = comment_for(STAFF, comment)
    if row is None:
        raise LookupError(comment)
    text = text_of(record, made, setting)
    is_new = source_for(row).source not in {record.text, made.repaired or record.text}
    is_decided = row.visibility == "deleted" or bool(decisions_on(comment))
    says_nothing = record.state is State.UNKNOWN
    marks, _ = marks_and_parent(comment)
    codes = {*marks_from(text.marks), *({INFERRED, NOINDEX} & set(marks_from(marks)))}
    if is_new:
        insert_many(Finding, FINDING, finding_rows(setting, comment, made))
    return RevisedComment(
        wordings=text.wordings if is_new else (),
        excerpt=text.excerpt,
        edited=(record.edited or setting.imported) if is_new else None,
        visibility=(
            None
            if is_decided or says_nothing
            else visibility_of(record.state, publish=setting.publish)
        ),
        note=None if is_decided or says_nothing else text.note,
        guest_name=text.guest_name,
        marks=stored(codes),
        created=record.created,
        website=text.website,
    )


def _rehang(setting: Setting, record: SourceComment, comment: str) -> None:
    """Move a comment that answers another one now; not one whose place an editor confirmed."""
    marks, above = marks_and_parent(comment)
    if record.answers:
        return
    parent = _standing(setting, [record]).get(record.parent, "") if record.parent else ""
    if above == parent or INFERRED in marks_from(marks) or bool(record.parent) != bool(parent):
        return
    try:
        move(comment=comment, parent=parent)
    except Refusal as refusal:
        _insist_on_a_circle(refusal)


def _insist_on_a_circle(refusal: Refusal) -> None:
    """Let parents that go in a circle be: both stand where they stood."""
    if refusal.code != "parent_below":
        raise refusal


def restore_known(known: Known, before: Mapping[str, Any]) -> None:
    """Let a record be known as it was before a run."""
    Known.objects.filter(pk=known.pk).update(
        fingerprint=before["fingerprint"], data=before.get("data", known.data)
    )
