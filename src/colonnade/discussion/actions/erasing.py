"""Erase what somebody wrote, or take her name off it; called by `flows.erase` alone.

Every reply stays where it is, and every count stays true. The marks in the texts of others are
taken out as well; they do not count as edits of theirs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, QuerySet

from colonnade.discussion import keys
from colonnade.discussion.actions.locking import lock_threads
from colonnade.discussion.actions.showing import COUNTER, settle
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.events import VisibilityChanged
from colonnade.discussion.marks import ERASED
from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.discussion.quoting import Eraser
from colonnade.discussion.reading.writers import Writer
from colonnade.discussion.render import excerpt_of
from colonnade.kit.markup import RENDER_VERSION, Format, render
from colonnade.outbox.actions import record, spoil

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """Comments, by their public ids, of somebody who has neither an account nor a key here."""

    comments: frozenset[str]


Subject = Writer | Chosen


@transaction.atomic
def erase_texts(*, thread: int, writer: Subject) -> dict[str, int]:
    """Leave tombstones of all that she wrote in a thread (its primary key), and nobody's name.

    Return the public ids of the comments with their primary keys.
    """
    place = lock(thread)
    pks = _by(writer).filter(thread=thread).order_by("pk").values_list("pk", flat=True)
    return dict(_erase(pk, place) for pk in list(pks))


@transaction.atomic
def take_name_off(*, thread: int, writer: Subject, eraser: Eraser) -> dict[str, int]:
    """Leave all that she wrote in a thread without its writer; return ids as `erase_texts`."""
    place = lock(thread)
    rows = _by(writer).filter(thread=thread)
    found = dict(rows.values_list("public_id", "pk"))
    handle = rows.values_list("person__handle", flat=True).first()
    for pk, note in list(rows.exclude(note="").values_list("pk", "note")):
        Comment.objects.filter(pk=pk).update(note=eraser.without_names(note))
    rows.update(person=None, guest=None, guest_name="", website="")
    spoil(*keys.spoken(place.public_id, handle))
    return found


@transaction.atomic
def reword_others(*, thread: int, eraser: Eraser) -> list[str]:
    """Take quotes and names out of every wording in a thread; return the comments' public ids."""
    lock(thread)
    marked = Q(source__contains=">") | Q(source__contains="@")
    return _reword(Revision.objects.filter(marked, comment__thread=thread), eraser)


@transaction.atomic
def reword_callers(*, name: str, eraser: Eraser) -> list[str]:
    """Take a name out wherever somebody calls it by an @; return the comments' public ids."""
    found = Revision.objects.filter(source__icontains=f"@{name}")
    lock_threads(threads=set(found.values_list("comment__thread__public_id", flat=True)))
    return _reword(found, eraser)


def threads_of(writer: Subject) -> list[int]:
    """Return the threads (primary keys) in which something of hers stands."""
    if isinstance(writer, Chosen):
        return sorted({thread for thread, _ in _places(writer.comments)})
    rows = _by(writer).order_by("thread").values_list("thread", flat=True)
    return list(rows.distinct())


def within(thread: int, chosen: Chosen) -> Chosen:
    """Return those that stand in one thread (primary key)."""
    return Chosen(frozenset(one for place, one in _places(chosen.comments) if place == thread))


def sources_in(*, thread: int, writer: Subject) -> list[str]:
    """Return every wording of what she wrote in a thread."""
    mine = _by(writer).filter(thread=thread).values("pk")
    return list(Revision.objects.filter(comment__in=mine).values_list("source", flat=True))


def names_in(*, thread: int, chosen: Chosen) -> tuple[str, ...]:
    """Return the names on chosen comments of a thread that nobody else writes under there."""
    rows = Comment.objects.filter(thread=thread)
    mine = set(rows.filter(_is_one_of(chosen)).values_list("guest_name", flat=True))
    others = rows.exclude(public_id__in=chosen.comments).order_by()
    taken = {
        (name or "").casefold()
        for pair in others.values_list("guest_name", "person__name").distinct()
        for name in pair
    }
    return tuple(sorted(name for name in mine if name.casefold() not in taken))


def guest_names(guest: int) -> list[str]:
    """Return the names under which a guest wrote."""
    rows = Comment.objects.filter(guest=guest).exclude(guest_name="").order_by("guest_name")
    return list(rows.values_list("guest_name", flat=True).distinct())


def ids_in(*, thread: int, writer: Writer) -> list[str]:
    """Return the public ids of what she wrote in a thread."""
    return list(_by(writer).filter(thread=thread).values_list("public_id", flat=True))


def _by(writer: Subject) -> QuerySet[Comment]:
    if isinstance(writer, Chosen):
        return Comment.objects.filter(_is_one_of(writer))
    mine = Q(person=writer.person) if writer.person is not None else Q(guest=writer.guest)
    return Comment.objects.filter(mine)


def _is_one_of(chosen: Chosen) -> Q:
    return Q(public_id__in=chosen.comments, person=None, guest=None)


def _places(comments: Collection[str]) -> list[tuple[int, str]]:
    """Return (thread, public id) of these comments, as far as they have no writer here."""
    found, listed = list[tuple[int, str]](), sorted(comments)
    for start in range(0, len(listed), _BATCH):
        some = Chosen(frozenset(listed[start : start + _BATCH]))
        found += Comment.objects.filter(_is_one_of(some)).values_list("thread", "public_id")
    return found


def _erase(pk: int, thread: Thread) -> tuple[str, int]:
    row = Comment.objects.select_related("person").get(pk=pk)
    before, handle = row.visibility, row.person.handle if row.person else None
    shows = row.placed or before == "visible"
    row.revisions.exclude(number=row.revision).delete()
    row.revisions.update(source="", html="", shown=False)
    if before != "deleted":
        row.visibility, row.note = "deleted", ERASED
    Comment.objects.filter(pk=pk).update(
        visibility=row.visibility,
        note=row.note,
        html="",
        excerpt="",
        guest_name="",
        website="",
        person=None,
        guest=None,
    )
    if before != "deleted":
        _count(thread, before)
        settle(row)
        told = VisibilityChanged(row.public_id, thread.public_id, before, "deleted")
        record(told, spoils=keys.spoken(thread.public_id, handle) if shows else ())
    return row.public_id, pk


def _count(thread: Thread, before: str) -> None:
    # Two steps: both states may share a counter.
    for name, step in ((COUNTER[before], -1), (COUNTER["deleted"], 1)):
        Thread.objects.filter(pk=thread.pk).update(**{name: F(name) + step})


def _reword(revisions: QuerySet[Revision], eraser: Eraser) -> list[str]:
    changed: dict[int, None] = {}
    for row in revisions.order_by("pk").iterator(chunk_size=500):
        source = eraser.reworded(row.source, row.format)
        if source != row.source:
            html = render(source, Format(row.format))
            Revision.objects.filter(pk=row.pk).update(
                source=source, html=html, rendering=RENDER_VERSION
            )
            changed[row.comment_id] = None
    return _show_anew(list(changed))


def _show_anew(comments: Sequence[int]) -> list[str]:
    """Let comments show the wording in force as it is now."""
    found = []
    for pk in comments:
        row = Comment.objects.select_related("thread", "person").get(pk=pk)
        wording = row.revisions.filter(number=row.revision).first()
        if wording is not None and row.html != wording.html:
            row.html, row.excerpt = wording.html, excerpt_of(wording.html)
            row.save(update_fields=["html", "excerpt"])
        spoil(*keys.spoken(row.thread.public_id, row.person.handle if row.person else None))
        found.append(row.public_id)
    return found
