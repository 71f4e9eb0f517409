"""The sentence parts of data/grammar.txt, and how one of them becomes a sentence."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from random import Random

INNERMOST = re.compile(r"\{([^{}]*)\}")
LINE = re.compile(r"(keep|lock|any) ([a-z]+)(?: @(\d+))?: (.+)")
GENERAL, TONGUES = "general", "tongues"
ALWAYS = 10**9


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the grammar: who may say it, from when on (minutes ago), and its text."""

    side: str
    since: int
    text: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """All parts by (topic, kind); `topics` without the general ones, in the order of the file."""

    parts: dict[tuple[str, str], list[Part]]
    topics: tuple[str, ...]

    def tongues(self) -> list[str]:
        """The keys of those who have a saying of their own."""
        return [kind for topic, kind in self.parts if topic == TONGUES]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who speaks, of what, when (minutes ago), and what was said already in the same branch."""

    topic: str
    side: str
    author: str = ""
    minutes: int = 0
    said: set[str] = field(default_factory=set)


def load_grammar() -> Grammar:
    """The grammar that comes with the package."""
    return read_grammar(files(__package__).joinpath("data/grammar.txt").read_text("utf-8"))


def read_grammar(text: str) -> Grammar:
    """The grammar in `text`. Raises ValueError with the line that cannot be read."""
    parts: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    topics: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            topics.append(line.strip("[]"))
        elif line and not line.startswith("#"):
            found = LINE.fullmatch(line)
            if not found:
                raise ValueError(f"Not a line of the grammar: {line!r}")
            side, kind, since, body = found.groups()
            parts[topics[-1], kind].append(Part(side, int(since or ALWAYS), body))
    return Grammar(dict(parts), tuple(t for t in topics if t not in {GENERAL, TONGUES}))


def spin(text: str, rng: Random) -> str:
    """`text` with one choice taken of each {a|b|c}, the innermost first."""
    while "{" in text:
        text = INNERMOST.sub(lambda found: rng.choice(found[1].split("|")), text)
    return text


@dataclass(slots=True)
class Voice:
    """Says parts of a grammar, the least used first; one used `worn` times only in need."""

    grammar: Grammar
    rng: Random
    worn: int = ALWAYS
    uses: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def say(self, kind: str, occasion: Occasion) -> str:
        """A sentence or two of this kind, or nothing if there is none for this occasion."""
        for parts, most in self._shelves(kind, occasion.topic):
            fit = [
                part.text
                for part in parts
                if part.side in {occasion.side, "any"}
                and part.since >= occasion.minutes
                and self.uses[part.text] < most
                and (most == ALWAYS or part.text not in occasion.said)
            ]
            if fit:
                return spin(self._least_used(fit, occasion), self.rng)
        return ""

    def take_back(self, occasion: Occasion, before: frozenset[str]) -> None:
        """Count what was said since `before` as unsaid."""
        for text in occasion.said - before:
            self.uses[text] -= 1
            occasion.said.discard(text)

    def _shelves(self, kind: str, topic: str) -> Iterator[tuple[list[Part], int]]:
        """Parts, and how often each may be used: the topic's, then others'; or of no topic."""
        parts = self.grammar.parts
        if (topic, kind) not in parts:
            yield parts.get((GENERAL, kind), []), ALWAYS
            yield parts.get((TONGUES, kind), []), max(self.worn // 2, 1)
            return
        yield parts[topic, kind], self.worn
        for other in self.rng.sample(self.grammar.topics, len(self.grammar.topics)):
            yield parts[other, kind], self.worn

    def _least_used(self, texts: list[str], occasion: Occasion) -> str:
        least = min(self.uses[text] for text in texts)
        text = self.rng.choice([text for text in texts if self.uses[text] == least])
        self.uses[text] += 1
        occasion.said.add(text)
        return text
