"""Do 10,000 entries of a list cost what 10 cost? Does a pattern run in linear time, pumped too?

CPU of looking at one comment of 250 words, as a post does it, in this process.
"""

import random
import sys
import time
from collections.abc import Callable
from string import ascii_lowercase

from _rows import Row, options, show

FEW, MANY = 10, 10_000
WORDS = 250
# Patterns that take time without end where a pattern is tried back and forth.
PUMPED = ((r"(a+)+$", "a"), (r"(a|aa)+b", "a"), (r"(.*)*=(.*)*;", "x="), (r"(\w+\s?)+!", "ab "))


def main() -> int:
    chosen = options(__doc__, seconds=0.5)
    from colonnade.moderation.lists.facts import Facts  # noqa: PLC0415
    from colonnade.moderation.lists.patterns import PatternSet  # noqa: PLC0415
    from colonnade.moderation.lists.words import WordTree  # noqa: PLC0415

    chance = random.Random(7)
    html = f"<p>{' '.join(_word(chance) for _ in range(WORDS))}</p>"
    vocabulary = [_word(chance) + _word(chance) for _ in range(MANY)]
    rows = []
    for name, kind, entry in (
        ("words", lambda entries: _by_words(WordTree(entries)), lambda word: word),
        ("phrases", lambda entries: _by_words(WordTree(entries)), lambda word: f"the {word} is"),
        ("patterns", lambda entries: _by_patterns(PatternSet(entries)), lambda word: rf"{word}\d+"),
    ):
        costs = []
        for size in (FEW, MANY):
            find = kind([entry(word) for word in vocabulary[:size]])
            costs.append(_cost(lambda find=find: find(Facts(html)), chosen.seconds))
            rows.append(Row(f"a comment, {size:,} {name}", costs[-1] * 1e6, "µs"))
        # Patterns of a list fill the memory that RE2 walks through; it is some µs all the same.
        must, goal = (2.5, 2.0) if name == "patterns" else (1.5, 1.2)
        rows.append(Row(f"growth with {name}", costs[1] / costs[0], "", must, goal))
    digest = _cost(lambda: Facts(html).digest, chosen.seconds)
    rows.append(Row("a comment's digest", digest * 1e6, "µs"))
    rows += [_pumped(PatternSet([pattern + "§"]), pattern, pump) for pattern, pump in PUMPED]
    return show("gates", rows, chosen)


def _by_words(tree) -> Callable[[object], str]:
    return lambda facts: tree.find(facts.words)


def _by_patterns(patterns) -> Callable[[object], str]:
    return lambda facts: patterns.find(facts.seen)


def _pumped(patterns, pattern: str, pump: str) -> Row:
    """Return t(2n)/t(n) of a pattern on a text that is pumped against it."""
    costs = [
        min(_once(lambda text=pump * size: patterns.find(text)) for _ in range(7))
        for size in (200_000, 400_000)
    ]
    return Row(f"t(2n)/t(n) of {pattern}", costs[1] / costs[0], "", 2.5, 2.2)


def _cost(act: Callable[[], object], seconds: float) -> float:
    """Return the CPU seconds of one act: the least mean of some rounds."""
    times = max(1, int(seconds / 5 / max(_once(act), 1e-6)))
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            act()
        best = min(best, (time.process_time() - start) / times)
    return best


def _once(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(ascii_lowercase) for _ in range(chance.randint(3, 9)))


if __name__ == "__main__":
    sys.exit(main())
