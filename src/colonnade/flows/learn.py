"""Learn from the staff's decisions which comments they remove; it orders their queue, no more."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comments_among, latest_comments
from colonnade.flows.score import score_waiting, texts_of
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import keep_lesson, sweep_scores, take_asked
from colonnade.moderation.reading.triage import Label, labels, never_minded, triage
from colonnade.moderation.triage.features import features_of
from colonnade.moderation.triage.lesson import is_enough, teach
from colonnade.moderation.triage.model import Example
from colonnade.moderation.triage.quality import Quality
from colonnade.sites.reading import current_site

# The newest decisions that are learned from: about ten seconds of a processor, 80 MB.
MOST = 10_000
_MOST_WEAK = 2_000
# What comments count that nobody minded, and those that were removed together with others.
_WEAK, _BULK = 0.2, 0.5
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Learned:
    """What a learning had to go by, and what came of it.

    `enough`: there were decisions enough of both kinds. `quality` is None where they were not, or
    where the newest are all of one kind. `helps`: scores are given from now on.
    """

    removed: int
    kept: int
    weak: int
    newest: int
    seconds: float
    enough: bool
    helps: bool
    quality: Quality | None


def learn() -> Learned:
    """Learn from the newest decisions, keep what was learned, and give what waits its score.

    With less than `triage.lesson.LEAST` decisions of either kind nothing is kept. Raises Refusal
    triage_off.
    """
    if not triage().is_on:
        raise Refusal("triage_off", Kind.CONFLICT)
    take_asked()
    started = time.process_time()
    decided = _decided(labels(MOST))
    removed = sum(1 for _, example in decided if example.trouble)
    kept, newest = len(decided) - removed, max((label.decision for label, _ in decided), default=0)
    if not is_enough(removed, kept):
        return Learned(removed, kept, 0, newest, _since(started), False, False, None)  # noqa: FBT003
    weak = _never_minded(min(_MOST_WEAK, len(decided)))
    taught = teach([example for _, example in decided], weak)
    helps = taught.quality is not None and taught.quality.helps
    learned = Learned(
        removed=removed,
        kept=kept,
        weak=len(weak),
        newest=newest,
        seconds=_since(started),
        enough=True,
        helps=helps,
        quality=taught.quality,
    )
    keep_lesson(model=taught.model, quality=asdict(learned))
    if helps:
        score_waiting(sweep=True)
    else:
        sweep_scores(waiting=())
    return learned


def _decided(found: Sequence[Label]) -> list[tuple[Label, Example]]:
    """Return an example for each comment that is still there; what its writer deleted is hers."""
    examples = []
    for start in range(0, len(found), _BATCH):
        some = found[start : start + _BATCH]
        rows = comments_among(STAFF, (label.comment for label in some))
        rows = {key: row for key, row in rows.items() if row.visibility != "deleted" and row.html}
        texts = texts_of(list(rows.values()))
        for label in some:
            if label.comment not in rows:
                continue
            weight = _BULK if label.bulk and label.removed else 1.0
            features = features_of(texts[label.comment])
            example = Example(features, float(label.removed), weight, _moment(label.at))
            examples.append((label, example))
    return examples


def _never_minded(limit: int) -> list[Example]:
    """Return the newest comments that stand and that nobody reported or decided on."""
    newest = [row.id for row in latest_comments(current_site(), limit=limit)]
    kept = never_minded(newest)
    rows: list[Detail] = list(comments_among(STAFF, kept).values())
    texts = texts_of(rows)
    return [
        Example(features_of(texts[row.id]), 0.0, _WEAK, _moment(row.created))
        for row in sorted(rows, key=lambda row: row.pk)
    ]


def _since(started: float) -> float:
    return round(time.process_time() - started, 2)


def _moment(moment: datetime) -> float:
    return moment.timestamp()
