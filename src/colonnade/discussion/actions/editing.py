"""Give a comment another wording."""

from django.db import transaction
from django.db.models import Max

from colonnade.discussion import keys
from colonnade.discussion.actions.posting import Text
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.events import CommentEdited
from colonnade.discussion.models import Comment, Revision
from colonnade.discussion.values import Detail
from colonnade.kit import clock
from colonnade.kit.markup import RENDER_VERSION
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import record


def next_number(row: Comment) -> int:
    """Return the number of the comment's next wording; the one in force need not be the last."""
    return int(row.revisions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def edit(*, comment: Detail, text: Text) -> int:
    """Keep `text` as the comment's next wording and return its number.

    The number stays where the text is unchanged. Raises Refusal edited_elsewhere if the
    comment has had another wording since `comment` was read, comment_gone if it was removed.
    """
    row = Comment.objects.get(pk=comment.pk)
    lock(row.thread_id)
    row.refresh_from_db()
    if row.visibility not in {"visible", "held"}:
        raise Refusal("comment_gone", Kind.CONFLICT)
    if row.revision != comment.revision:
        raise Refusal("edited_elsewhere", Kind.CONFLICT)
    if Revision.objects.filter(comment=row, number=row.revision, source=text.source).exists():
        return row.revision
    row.html, row.excerpt = text.html, text.excerpt
    row.revision = next_number(row)
    row.edited = clock.now()
    row.save(update_fields=["html", "excerpt", "revision", "edited"])
    Revision.objects.create(
        comment=row,
        number=row.revision,
        source=text.source,
        format=text.format,
        html=row.html,
        rendering=RENDER_VERSION,
        created=row.edited,
        shown=row.visibility == "visible",
    )
    handle = row.person.handle if row.person else None
    spoils = keys.spoken(comment.thread, handle) if row.visibility == "visible" else ()
    record(CommentEdited(comment.id, comment.thread), spoils=spoils)
    return row.revision
