"""What was decided a moment ago, and what takes it back."""

from dataclasses import dataclass

from django.http import HttpRequest

from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.decide_many import Many
from colonnade.moderation.policy import Undo, undo_of, undoable
from colonnade.moderation.reading import PartOf, Verdict, batch_of, decisions_on
from colonnade.people.policy import answers_for
from colonnade.people.reading import Actor
from colonnade.staff.pages import number_from


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
    """What was done to several comments as one act; `batch` takes it back.

    `left` are so many of them that were left as they are. Where all were, there is no batch.
    """

    batch: str
    act: str
    count: int
    left: int = 0


def together_from(request: HttpRequest) -> Together | None:
    """Return what the address says was just decided as one act."""
    left = number_from(request.GET.get("left", ""))
    parts: list[PartOf] = batch_of(request.GET.get("batch", "")[:16].replace("\0", ""))
    if not parts:
        return Together("", "", 0, left) if left else None
    return Together(request.GET["batch"], parts[0].act, len(parts), left)


def told_of(many: Many, *, chosen: int) -> dict[str, str]:
    """Return what an address says of an act on so many chosen comments: see `together_from`."""
    left = chosen - many.done
    told = {"batch": many.batch} if many.done else {}
    return {**told, "left": str(left)} if left > 0 else told
