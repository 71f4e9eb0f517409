"""Remember what texts were like, so that they are known when they come again."""

from collections.abc import Sequence
from functools import partial

from colonnade.discussion.events import CommentEdited, CommentPosted, VisibilityChanged
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comments_among
from colonnade.kit import clock
from colonnade.moderation.actions import keep_prints, sweep_prints
from colonnade.moderation.gates import Facts
from colonnade.moderation.reading import choices_now
from colonnade.moderation.reading.gates import REMOVED_DAYS, REPEAT_DAYS
from colonnade.outbox.worker import Write, starts_outside, takes_many


@takes_many
@starts_outside
def remember_texts(
    events: Sequence[CommentPosted | CommentEdited | VisibilityChanged],
) -> Write | None:
    """Keep the digests of these comments where a gate compares texts: numbers, no words."""
    if not choices_now().compares:
        return None
    found = comments_among(STAFF, {event.comment for event in events})
    digests = {row.id: Facts(row.html).digest for row in found.values()}
    return partial(
        keep_prints,
        digests={comment: digest for comment, digest in digests.items() if digest is not None},
        removed=[row.id for row in found.values() if row.visibility == "removed"],
    )


def forget_texts() -> None:
    """Forget what no gate compares any more."""
    sweep_prints(days=REPEAT_DAYS, removed_days=REMOVED_DAYS, now=clock.now())
