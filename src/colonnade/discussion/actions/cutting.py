"""Cut a part out of a comment's text, and put the text back exactly as it was."""

from django.db import transaction

from colonnade.discussion import keys
from colonnade.discussion.actions.editing import next_number
from colonnade.discussion.actions.showing import Seen
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.events import CommentEdited
from colonnade.discussion.models import Comment, Revision
from colonnade.discussion.render import excerpt_of
from colonnade.kit import clock
from colonnade.kit.markup import RENDER_VERSION, Format, render
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import record


@transaction.atomic
def cut_out(*, comment: int, source: str, seen: Seen) -> int:
    """Keep `source`, from which a part was cut, as the comment's wording; return its number.

    The wordings before it stay, for the staff alone. It is not marked as edited: its writer did
    not. Raises Refusal act_impossible, comment_changed or comment_reworded.
    """
    row = _locked(comment)
    if row.visibility not in {"visible", "held"}:
        raise Refusal("act_impossible", Kind.CONFLICT, state=row.visibility, act="cut")
    if row.visibility != seen.visibility:
        raise Refusal("comment_changed", Kind.CONFLICT, state=row.visibility)
    if row.revision != seen.revision:
        raise Refusal("comment_reworded", Kind.CONFLICT)
    before, row.revision = row.revision, next_number(row)
    form = Format(row.revisions.values_list("format", flat=True).get(number=before))
    row.html = render(source, form)
    row.excerpt = excerpt_of(row.html)
    Revision.objects.create(
        comment=row,
        number=row.revision,
        source=source,
        format=form,
        html=row.html,
        rendering=RENDER_VERSION,
        created=clock.now(),
        shown=row.visibility == "visible",
        cut_from=before,
    )
    _keep(row)
    return row.revision


@transaction.atomic
def put_back_cut(*, comment: int) -> str:
    """Put the wording back from which a part was cut; return the comment's state.

    The number of the wording is what it was, too. Raises Refusal cut_missing where nothing was
    cut, or its writer has changed the text since.
    """
    row = _locked(comment)
    wording = Revision.objects.filter(comment=row, number=row.revision).first()
    if wording is None or wording.cut_from is None or row.visibility == "deleted":
        raise Refusal("cut_missing", Kind.CONFLICT)
    whole = Revision.objects.get(comment=row, number=wording.cut_from)
    Revision.objects.filter(pk=wording.pk).update(cut_from=None, shown=False)
    row.html, row.revision = whole.html, whole.number
    row.excerpt = excerpt_of(row.html)
    if row.visibility == "visible":
        Revision.objects.filter(pk=whole.pk).update(shown=True)
    _keep(row)
    return row.visibility


def _locked(comment: int) -> Comment:
    lock(Comment.objects.values_list("thread", flat=True).get(pk=comment))
    return Comment.objects.select_related("thread", "person").get(pk=comment)


def _keep(row: Comment) -> None:
    row.save(update_fields=["html", "excerpt", "revision"])
    handle = row.person.handle if row.person else None
    thread = row.thread.public_id
    spoils = keys.spoken(thread, handle) if row.visibility == "visible" else ()
    record(CommentEdited(row.public_id, thread), spoils=spoils)
