"""What was decided a moment ago, and what takes it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from colonnade.discussion.reading import Detail, comment_for
from colonnade.moderation.policy import Undo, undo_of
from colonnade.moderation.reading import PartOf, Verdict, answers_for, batch_of, decisions_on
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


def undoable(history: Sequence[Verdict], state: str) -> set[str]:
    """Return which decisions on a comment in this state can be taken back (newest first).

    Those that left it as it is now, and of those that cut its text the last.
    """
    undone = {one.undoes for one in history}
    found: set[str] = set()
    has_cut = False
    for at, one in enumerate(history):
        back = undo_of(history[at:])
        if back is None or one.id in undone or (has_cut and one.act == "cut"):
            continue
        has_cut = has_cut or one.act == "cut"
        if back.state == state or one.act == "cut":
            found.add(one.id)
    return found


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
