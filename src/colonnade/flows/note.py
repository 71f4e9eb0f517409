"""Write something to the other staff about a comment or a person, or pass it on to one of them."""

from django.db import transaction

from colonnade.flows.decidable import decidable
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import give_up, keep_note
from colonnade.people.policy import insist_may_moderate
from colonnade.people.reading import Actor, duties, staff

NOTE_LIMIT = 2000


@transaction.atomic
def note_on_comment(*, actor: Actor, comment: str, words: str, to: int | None = None) -> None:
    """Keep a note; with `to`, a colleague's id, the comment waits for that one for a day.

    Raises Refusal moderators_only, comment_missing, note_empty, colleague_missing (also where she
    does not answer for the section).
    """
    found = decidable(actor, comment)
    if to is not None:
        known = {one.id for one in staff() if one.id != actor.person}
        answers = duties().get(to, [])
        if to not in known or (answers and found.thread_section not in answers):
            raise Refusal("colleague_missing", Kind.INVALID)
    elif not words.strip():
        raise Refusal("note_empty", Kind.INVALID)
    text = accept_text(words, field="words", limit=NOTE_LIMIT) if words.strip() else ""
    keep_note(actor=actor, subject=comment, words=text, to=to)
    if to is not None:
        give_up(actor=actor, comment=comment)


@transaction.atomic
def note_on_person(*, actor: Actor, subject: str, words: str) -> None:
    """Keep a note about a person (handle) or a guest (word).

    Raises Refusal moderators_only, note_empty.
    """
    insist_may_moderate(actor)
    if not words.strip():
        raise Refusal("note_empty", Kind.INVALID)
    text = accept_text(words, field="words", limit=NOTE_LIMIT)
    keep_note(actor=actor, subject=subject, words=text)
