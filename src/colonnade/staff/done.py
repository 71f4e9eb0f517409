"""What was decided a moment ago, and what takes it back."""

from dataclasses import dataclass

from django.http import HttpRequest

from colonnade.discussion.reading import Detail, comment_for
from colonnade.moderation.policy import Undo, undo_of, undoable
from colonnade.moderation.reading import PartOf, Verdict, batch_of, decisions_on
from colonnade.people.policy import answers_for
from colonnade.people.reading import Actor


@dataclass(frozen=True, slots=True)
class Done:
    """The newest decision on a comment; `undo` is None where nothing takes it back."""

    comment: Detail
    verdict: Verdict
    undo: Undo | None


def done_from(request: HttpRequest, actor: Actor) -> Done | None:
    """Return what the address says was just decided: read anew, so that it is never untrue."""
    comment = comment_for(actor, request.GET.get("done", ""))
    if comment is None or not answers_for(actor, comment.thread_section):
        return None
    history = decisions_on(comment.id)
    if not history:
        return None
    undo = undo_of(history)
    in_force = history[0].id in undoable(history, comment.visibility)
    return Done(comment, history[0], undo if in_force else None)


@dataclass(frozen=True, slots=True)
class Together:
    """What was done to several comments as one act; `batch` takes it back."""

    batch: str
    act: str
    count: int


def together_from(request: HttpRequest) -> Together | None:
    """Return what the address says was just decided as one act."""
    parts: list[PartOf] = batch_of(request.GET.get("batch", "")[:16].replace("\0", ""))
    return Together(request.GET["batch"], parts[0].act, len(parts)) if parts else None
