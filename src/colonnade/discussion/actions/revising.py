"""Change a comment that an import brought as its source changed, and put it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from colonnade.discussion import keys
from colonnade.discussion.actions.shape import LoadedWording
from colonnade.discussion.actions.showing import COUNTER, settle
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.events import CommentEdited
from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.kit.markup import RENDER_VERSION
from colonnade.outbox.actions import record

_OWN = ("visibility", "note", "guest_name", "marks", "created", "website")
_KEPT = ("revision", "edited", "html", "excerpt", *_OWN)
_MOMENTS = ("edited", "created")


@dataclass(frozen=True, slots=True)
class RevisedComment:
    """What a comment is to be: `wordings` are new ones (none: the text stays), the last in force.

    None leaves a thing as it is.
    """

    wordings: tuple[LoadedWording, ...] = ()
    excerpt: str = ""
    edited: datetime | None = None
    visibility: str | None = None
    note: str | None = None
    guest_name: str | None = None
    marks: str | None = None
    created: datetime | None = None
    website: str | None = None


@transaction.atomic
def revise_loaded(*, comment: str, revised: RevisedComment) -> dict[str, Any]:
    """Change a comment (public id) and return, fit for JSON, what `restore_loaded` needs.

    Nobody is told but the index. The thread's own numbers follow; that they can go back exactly
    is the caller's care (`standing_of`).
    """
    row = _locked(comment)
    before = {name: getattr(row, name) for name in _KEPT}
    for name in _MOMENTS:
        before[name] = before[name].isoformat() if before[name] else None
    before["shown"] = list(row.revisions.filter(shown=True).values_list("number", flat=True))
    state = row.visibility
    for name in _OWN:
        value = getattr(revised, name)
        setattr(row, name, getattr(row, name) if value is None else value)
    _add_wordings(row, revised)
    row.save(update_fields=list(_KEPT))
    if row.visibility == "visible":
        row.revisions.filter(number=row.revision).update(shown=True)
    _recount(row, state)
    _tell(row)
    return before


@transaction.atomic
def restore_loaded(*, comment: str, before: Mapping[str, Any]) -> None:
    """Take back what `revise_loaded` did: later wordings are deleted.

    Counts and places are not touched: `put_back` follows, in the same transaction.
    """
    row = _locked(comment)
    for name in _KEPT:
        setattr(row, name, before[name])
    for name in _MOMENTS:
        setattr(row, name, datetime.fromisoformat(before[name]) if before[name] else None)
    row.save(update_fields=list(_KEPT))
    row.revisions.filter(number__gt=row.revision).delete()
    row.revisions.update(shown=False)
    row.revisions.filter(number__in=before["shown"]).update(shown=True)
    _tell(row)


def _tell(row: Comment) -> None:
    handle = row.person.handle if row.person else None
    thread = row.thread.public_id
    record(CommentEdited(row.public_id, thread), spoils=keys.spoken(thread, handle))


def _locked(comment: str) -> Comment:
    lock(Comment.objects.values_list("thread", flat=True).get(public_id=comment))
    return Comment.objects.select_related("thread", "person").get(public_id=comment)


def _add_wordings(row: Comment, revised: RevisedComment) -> None:
    for one in revised.wordings:
        row.revision += 1
        row.html, row.excerpt, row.edited = one.html, revised.excerpt, revised.edited
        Revision.objects.create(
            comment=row,
            number=row.revision,
            source=one.source,
            format=one.format,
            html=one.html,
            rendering=RENDER_VERSION,
            created=one.created,
            shown=one.shown and row.visibility == "visible",
        )


def _recount(row: Comment, before: str) -> None:
    if before == row.visibility:
        return
    # Two steps: both states may share a counter.
    for state, step in ((before, -1), (row.visibility, 1)):
        name = COUNTER[state]
        Thread.objects.filter(pk=row.thread_id).update(**{name: F(name) + step})
    settle(row)
    shown = Comment.objects.filter(thread=row.thread_id, visibility="visible")
    latest = shown.order_by("-created").values_list("created", flat=True).first()
    thread = Thread.objects.filter(pk=row.thread_id)
    if latest is not None:
        thread.filter(Q(last_comment=None) | Q(last_comment__lt=latest)).update(last_comment=latest)
