"""A logistic model over hashed features: learned step by step, kept as bytes, read again."""

import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt
from operator import attrgetter
from random import Random

from colonnade.moderation.triage.features import BITS, FACTS, Features, word_features

SIZE = 1 << BITS
# Steps are large at first and get smaller; what counts little is drawn back to nothing.
_RATE, _DECAY, _L2 = 1.0, 2.0, 1e-4
EPOCHS = 3
_SEED = 25
_FURTHEST = 30.0
# The first byte of kept weights: others are of a version that counts features in another way.
_VERSION = b"\x01"
# One class may count at most so many times the other.
_MOST_UNEVEN = 10.0


@dataclass(frozen=True, slots=True)
class Example:
    """A comment that was decided on: `trouble` is 1.0 where it was removed, else 0.0.

    `weight` is what it counts, `at` its place in time.
    """

    features: Features
    trouble: float
    weight: float = 1.0
    at: float = 0.0


@dataclass(slots=True)
class Model:
    """Weights, and the line that makes a probability of their sum (`slope`, `offset`)."""

    hashed: list[float] = field(default_factory=lambda: [0.0] * SIZE)
    facts: list[float] = field(default_factory=lambda: [0.0] * len(FACTS))
    bias: float = 0.0
    slope: float = 1.0
    offset: float = 0.0

    def margin(self, features: Features) -> float:
        """Return the weighted sum: above nothing speaks for trouble."""
        found = sum(map(self.hashed.__getitem__, features.hashed))
        return found * _scale(features) + self._of_facts(features) + self.bias

    def score(self, features: Features) -> float:
        """Return how likely a comment is to be removed, 0 to 1."""
        return sigmoid(self.slope * self.margin(features) + self.offset)

    def word_weight(self, word: str) -> float:
        """Return what a word and its pieces add, before it is scaled by its text's length."""
        return sum(map(self.hashed.__getitem__, word_features(word)))

    def fact_weights(self, features: Features) -> dict[str, float]:
        """Return by name what each fact adds."""
        pairs = zip(FACTS, self.facts, features.facts, strict=True)
        return {name: weight * value for name, weight, value in pairs}

    def _of_facts(self, features: Features) -> float:
        pairs = zip(self.facts, features.facts, strict=True)
        return sum(weight * value for weight, value in pairs)


def learn(examples: Sequence[Example], *, epochs: int = EPOCHS) -> Model:
    """Return a model of these examples, by stochastic gradient descent with L2.

    Both classes count the same in all. The same examples in the same order give the same model.
    """
    model, rng = Model(), Random(_SEED)  # noqa: S311 - an order, no secret
    worth = _worth(examples)
    order = sorted(examples, key=attrgetter("at"))
    step, steps = 0, max(1, epochs * len(order))
    # All weights are kept divided by `shrunk`, so that drawing all back is one multiplication.
    shrunk = 1.0
    for _ in range(epochs):
        rng.shuffle(order)
        for example in order:
            rate = _RATE / (1 + _DECAY * step / steps * epochs)
            shrunk *= 1 - rate * _L2
            _step(model, example, rate * worth[example.trouble] * example.weight, shrunk)
            step += 1
    model.hashed = [weight * shrunk for weight in model.hashed]
    return model


def _step(model: Model, example: Example, rate: float, shrunk: float) -> None:
    features, hashed = example.features, model.hashed
    scale = _scale(features)
    found = sum(map(hashed.__getitem__, features.hashed)) * shrunk * scale
    found += model._of_facts(features) + model.bias  # noqa: SLF001 - the same module
    wrong = sigmoid(found) - example.trouble
    move = rate * wrong * scale / shrunk
    for place in features.hashed:
        hashed[place] -= move
    slow = rate * wrong / 10
    model.bias -= slow
    model.facts = [
        weight - slow * value if value else weight
        for weight, value in zip(model.facts, features.facts, strict=True)
    ]


def _worth(examples: Sequence[Example]) -> dict[float, float]:
    """Return what an example of each class counts, so that both count the same."""
    trouble = sum(example.weight for example in examples if example.trouble) or 1.0
    fine = sum(example.weight for example in examples if not example.trouble) or 1.0
    uneven = min(_MOST_UNEVEN, max(1 / _MOST_UNEVEN, fine / trouble))
    mean = (trouble * uneven + fine) / (trouble + fine)
    return {1.0: uneven / mean, 0.0: 1 / mean}


def calibrate(model: Model, examples: Sequence[Example]) -> None:
    """Fit the line from sums to probabilities on examples that were not learned from.

    Platt (1999), with his smoothed targets, by Newton's method; a slope that would turn the order
    around is not taken.
    """
    trouble = sum(1 for example in examples if example.trouble)
    fine = len(examples) - trouble
    if not trouble or not fine:
        return
    high, low = (trouble + 1) / (trouble + 2), 1 / (fine + 2)
    pairs = [(model.margin(one.features), high if one.trouble else low) for one in examples]
    slope, offset = _line(pairs, log((trouble + 1) / (fine + 1)))
    if slope > 0:
        model.slope, model.offset = slope, offset


def _line(pairs: Sequence[tuple[float, float]], offset: float) -> tuple[float, float]:
    slope, rounds, least = 0.0, 50, 1e-3
    for _ in range(rounds):
        first = second = 0.0
        aa, ab, bb = least, 0.0, least
        for margin, target in pairs:
            found = sigmoid(slope * margin + offset)
            wrong, curve = found - target, found * (1 - found)
            first, second = first + wrong * margin, second + wrong
            aa, ab, bb = aa + curve * margin * margin, ab + curve * margin, bb + curve
        first += least * slope
        whole = aa * bb - ab * ab
        if whole <= 0:
            break
        by_slope, by_offset = (bb * first - ab * second) / whole, (aa * second - ab * first) / whole
        slope, offset = slope - by_slope, offset - by_offset
        if abs(by_slope) + abs(by_offset) < least / 1000:
            break
    return slope, offset


def sigmoid(sum_: float) -> float:
    """Return the logistic function, safe for sums of any size."""
    return 1 / (1 + exp(-max(-_FURTHEST, min(_FURTHEST, sum_))))


def _scale(features: Features) -> float:
    return 1 / sqrt(len(features.hashed) or 1)


def to_bytes(model: Model) -> bytes:
    """Return a model as few bytes: 32 bits a weight, compressed."""
    rest = [model.bias, model.slope, model.offset, *model.facts]
    return _VERSION + zlib.compress(_little(array("f", model.hashed + rest)).tobytes())


def from_bytes(kept: bytes) -> Model | None:
    """Return a kept model, or None where it is of another version."""
    if kept[:1] != _VERSION:
        return None
    found = array("f")
    found.frombytes(zlib.decompress(kept[1:]))
    if len(found) != SIZE + 3 + len(FACTS):
        return None
    weights = _little(found).tolist()
    return Model(weights[:SIZE], weights[SIZE + 3 :], *weights[SIZE : SIZE + 3])


def _little(numbers: "array[float]") -> "array[float]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
