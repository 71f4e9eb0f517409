"""Give comments that wait a score by what was learned; nothing is held or removed by it."""

from collections.abc import Sequence
from functools import partial

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comments_among, held_ids
from colonnade.moderation.actions import keep_scores, sweep_scores
from colonnade.moderation.reading.triage import (
    levels_then,
    model_now,
    reported_open,
    scored_by,
    scores_of,
)
from colonnade.moderation.standing import TRUSTED
from colonnade.moderation.triage.features import Text
from colonnade.moderation.triage.lesson import Reading, read
from colonnade.moderation.triage.model import Model
from colonnade.outbox.worker import Write, starts_outside, takes_many

_BATCH = 200
_Event = CommentPosted | CommentEdited | VisibilityChanged


@takes_many
@starts_outside
def score_held(events: Sequence[_Event]) -> Write | None:
    """Score the comments that came into the queue, or were reworded there.

    No query where none did.
    """
    wanted = list(dict.fromkeys(event.comment for event in events if _is_held(event)))
    reworded = [event.comment for event in events if isinstance(event, CommentEdited)]
    if reworded:
        wanted += [comment for comment in scores_of(reworded) if comment not in wanted]
    known = model_now() if wanted else None
    if known is None:
        return None
    lesson, model = known
    return partial(keep_scores, lesson=lesson, found=_scores(model, wanted))


def score_waiting(*, sweep: bool = False) -> int:
    """Score what waits, or was reported, and has no score of the last lesson; return how many.

    `sweep`: forget the scores of what waits no more.
    """
    known = model_now()
    if known is None:
        return 0
    lesson, model = known
    waiting = list(dict.fromkeys((*held_ids(), *reported_open())))
    if sweep:
        sweep_scores(waiting=waiting)
    done = scored_by(lesson)
    wanted = [comment for comment in waiting if comment not in done]
    for start in range(0, len(wanted), _BATCH):
        keep_scores(lesson=lesson, found=_scores(model, wanted[start : start + _BATCH]))
    return len(wanted)


def texts_of(rows: Sequence[Detail]) -> dict[str, Text]:
    """Return by public id what the model is given of comments: what was known when they came."""
    levels = levels_then([(row.person, row.guest, row.created) for row in rows])
    return {
        row.id: Text(row.html, TRUSTED if _is_staff(row) else level, bool(row.parent))
        for row, level in zip(rows, levels, strict=True)
    }


def _scores(model: Model, comments: Sequence[str]) -> dict[str, Reading]:
    rows = comments_among(STAFF, comments)
    texts = texts_of([row for row in rows.values() if row.visibility != "deleted"])
    return {comment: read(model, text) for comment, text in texts.items()}


def _is_held(event: _Event) -> bool:
    if isinstance(event, CommentEdited):
        return False
    state = event.visibility if isinstance(event, CommentPosted) else event.after
    return state == "held"


def _is_staff(row: Detail) -> bool:
    return row.author is not None and row.author.role not in {"", "member"}
