"""How good a model is on decisions that it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

BINS = 5
RECALL = 0.95
_EVEN = 0.5
# Less than this, and an order by score is hardly better than none.
LEAST_AUC = 0.6
_CHANCE, _SURELY = 0.5, 1.645


@dataclass(frozen=True, slots=True)
class Bin:
    """Comments whose score lies between two fifths: how many, their mean score, the share that was
    removed.
    """

    count: int
    score: float
    removed: float


@dataclass(frozen=True, slots=True)
class Quality:
    """On `tested` decisions, of which `removed` were removals.

    `precision` and `recall`: of what has a score above one half. `saved`: the share of the queue
    that may be left, going from the highest score down, when 95 % of what is removed has been
    seen. `auc`: how often of two the one that was removed has the higher score. `brier`: mean
    squared error of the score, and of a score that is always the share of removals.
    """

    tested: int
    removed: int
    precision: float
    recall: float
    saved: float
    auc: float
    brier: float
    brier_of_share: float
    bins: tuple[Bin, ...]

    @property
    def helps(self) -> bool:
        """Return whether its order is better than none, and that is hardly chance (one in 20).

        The standard error of the area is that of Hanley and McNeil (1982).
        """
        area, kept = self.auc, self.tested - self.removed
        square = area * area
        spread = area * (1 - area) + (self.removed - 1) * (area / (2 - area) - square)
        spread += (kept - 1) * (2 * square / (1 + area) - square)
        error = sqrt(max(0.0, spread) / (self.removed * kept))
        return area >= LEAST_AUC and area - _SURELY * error > _CHANCE


Scored = Sequence[tuple[float, bool]]


def quality_of(scored: Scored) -> Quality | None:
    """Return how good scores are, given with whether each comment was removed.

    None where all or none were: then nothing can be said.
    """
    removed = sum(hit for _, hit in scored)
    if not removed or removed == len(scored):
        return None
    called = [hit for score, hit in scored if score >= _EVEN]
    share = removed / len(scored)
    return Quality(
        tested=len(scored),
        removed=removed,
        precision=sum(called) / len(called) if called else 0.0,
        recall=sum(called) / removed,
        saved=_saved(scored, removed),
        auc=_auc(scored, removed),
        brier=sum((score - hit) ** 2 for score, hit in scored) / len(scored),
        brier_of_share=share * (1 - share),
        bins=tuple(_bins(scored)),
    )


def _saved(scored: Scored, removed: int) -> float:
    """Of equal scores those that stay are looked at first: the share is never flattered."""
    seen = 0
    for looked, (_, hit) in enumerate(sorted(scored, key=lambda one: (-one[0], one[1])), start=1):
        seen += hit
        if seen >= RECALL * removed:
            return 1 - looked / len(scored)
    return 0.0


def _auc(scored: Scored, removed: int) -> float:
    """Return the Mann-Whitney statistic; equal scores count as half."""
    ordered = sorted(scored)
    ranks, place = 0.0, 0
    while place < len(ordered):
        end = place
        while end < len(ordered) and ordered[end][0] == ordered[place][0]:
            end += 1
        hits = sum(hit for _, hit in ordered[place:end])
        ranks += hits * (place + end + 1) / 2
        place = end
    kept = len(scored) - removed
    return (ranks - removed * (removed + 1) / 2) / (removed * kept)


def _bins(scored: Scored) -> list[Bin]:
    found = []
    for number in range(BINS):
        inside = [one for one in scored if min(BINS - 1, int(one[0] * BINS)) == number]
        count = len(inside) or 1
        score, hits = sum(one[0] for one in inside), sum(one[1] for one in inside)
        found.append(Bin(len(inside), score / count, hits / count))
    return found
