"""Take back one's own comment."""

from django.db import transaction

from colonnade.discussion.actions import change_visibility, lock_places
from colonnade.discussion.policy import may_delete
from colonnade.discussion.reading import comment_for
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import settle_case
from colonnade.moderation.reading import bearing_of
from colonnade.moderation.standing import insist_unbarred
from colonnade.people.reading import Actor


@transaction.atomic
def delete_comment(*, actor: Actor, comment: str) -> str:
    """Delete the actor's comment and return its thread; replies keep its place.

    Raises Refusal comment_missing, delete_denied, and suspended or banned: a guest's key that is
    dead opens nothing.
    """
    lock_places(comments=[comment])
    found = comment_for(actor, comment)
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    if not may_delete(actor, found):
        raise Refusal("delete_denied", Kind.DENIED)
    insist_unbarred(bearing_of(actor))
    change_visibility(comment=found.pk, act="delete")
    settle_case(comment=comment, state="gone", revision=found.revision)
    return found.thread
