"""One learning: on older decisions, tried on the newest, then once more on all."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from colonnade.moderation.triage.features import Text, features_and_words
from colonnade.moderation.triage.model import Example, Model, calibrate, learn
from colonnade.moderation.triage.quality import Quality, quality_of

# Decisions of each kind below which nothing is learned: what so few say is chance.
LEAST = 50
# The score of what nothing is known of.
NEUTRAL = 0.5
OLDER, _LEARNED_OF_OLDER = 0.8, 0.8
MOST_SHOWN = 3
# Less than this share of the sum, and a word did not count.
_LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Taught:
    """A model, and how good one like it was on the newest decisions."""

    model: Model
    quality: Quality | None


def is_enough(removed: int, kept: int) -> bool:
    """Return whether there are decisions enough of both kinds to learn from."""
    return min(removed, kept) >= LEAST


def teach(decided: Sequence[Example], weak: Sequence[Example] = ()) -> Taught:
    """Learn from decided comments and, weakly, from those that nobody minded.

    The oldest 64 % teach, the next 16 % calibrate, the newest 20 % try it: only decisions count
    there. What is returned has then learned from all, with that calibration.
    """
    ordered = sorted(decided, key=attrgetter("at"))
    older = ordered[: int(len(ordered) * OLDER)]
    first = older[: int(len(older) * _LEARNED_OF_OLDER)]
    then = first[-1].at if first else 0.0
    tried = learn([*first, *(one for one in weak if one.at <= then)])
    calibrate(tried, older[len(first) :])
    newest = ordered[len(older) :]
    quality = quality_of([(tried.score(one.features), bool(one.trouble)) for one in newest])
    whole = learn([*ordered, *weak])
    whole.slope, whole.offset = tried.slope, tried.offset
    return Taught(whole, quality)


@dataclass(frozen=True, slots=True)
class Reading:
    """A score, and what counted most for it: words as written, or facts, marked by a colon."""

    score: float
    words: tuple[str, ...]


def read(model: Model, text: Text) -> Reading:
    """Return what a model says of a text."""
    features, words = features_and_words(text)
    scale = 1 / (len(features.hashed) or 1) ** 0.5
    counted = {word: model.word_weight(word) * scale for word in words}
    counted |= {f":{name}": weight for name, weight in model.fact_weights(features).items()}
    whole = sum(weight for weight in counted.values() if weight > 0)
    best = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_SHOWN]
    shown = tuple(word for word, weight in best if weight > _LEAST_SHARE * whole)
    return Reading(model.score(features), shown)
