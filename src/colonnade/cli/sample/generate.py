"""Fills a hand-written discussion up with comments put together from the grammar.

Deterministic: the same draft, total and seed give the same comments.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from colonnade.cli.sample.compose import Answered, Composer
from colonnade.cli.sample.grammar import Grammar, Occasion, Voice
from colonnade.cli.sample.model import GUEST, SampleComment, SamplePerson
from colonnade.cli.sample.parse import Draft

TOPICS = {
    "ambulance": r"ambulance|nurse|infirmary|urgent|dispatch",
    "bus": r"\bbus|driver|queue|cars\b|traffic|taxi",
    "noise": r"hooter|horn\b|blast|lamp\b",
    "wildlife": r"tern|eel|spider|gull|otter",
    "tide": r"\btide|high water|springs|clearance",
    "boats": r"mast|boat|yard|berth|barge|mackerel",
    "money": r"crown|million|grant|fund|cost|sum\b|annex",
    "heritage": r"museum|18\d\d|photograph|letters of this kind|archive",
    "choice": r"toll|option|rollers|gannet point|middle way|charge",
    "waiting": r"wait|bench|queue",
    "council": r"council|report|vote|meeting|clerk",
}
GUESTS = (
    "A Newside Mother",
    "B. from Ropewalk",
    "J. H.",
    "Marsh Walker",
    "Night Shift",
    "Second Car from the Barrier",
    "Tidewatcher",
)
DEEPEST, OWN_LEVELS, OWN_REPLIES, OWN_WORDS, EARLIEST_ANSWER = 10, 4, 2, 18, 25
NEW_BRANCH, BY_GUESTS, ON_TOPIC = 0.27, 0.1, 0.85
BUSY = 22
FIRST_HOUR, LAST_MINUTE, WORN = 4290, 14, 2


@dataclass(slots=True)
class _Node:
    comment: SampleComment
    level: int
    topic: str
    side: str
    said: set[str]
    matter: str
    branch: str
    shape: str = ""
    written: bool = False
    replies: list["_Node"] = field(default_factory=list)


class Filler:
    """Adds comments to a draft until there are `total`."""

    def __init__(
        self, draft: Draft, people: Sequence[SamplePerson], grammar: Grammar, seed: int
    ) -> None:
        self.rng = Random(seed)  # noqa: S311  sample text, no secret
        self.topics = grammar.topics
        self.composer = Composer(
            Voice(grammar, self.rng, WORN), {comment.body for comment in draft.comments}
        )
        self.names = {person.key: person.name for person in people}
        self.chorus = [person for person in people if person.side]
        self.key = draft.heading["key"]
        self.nodes: list[_Node] = []
        self.sizes: Counter[str] = Counter()
        self._adopt(draft, {person.key: person.side for person in people})

    def fill(self, total: int) -> tuple[SampleComment, ...]:
        """All comments, the draft's and the new ones, the oldest first."""
        for number in range(1, total - len(self.nodes) + 1):
            self._add(f"{self.key}-g{number:03}")
        return tuple(sorted((n.comment for n in self.nodes), key=lambda c: -c.minutes))

    def _adopt(self, draft: Draft, sides: dict[str, str]) -> None:
        by_ref: dict[str, _Node] = {}
        for comment in draft.comments:
            above = by_ref.get(comment.parent or "")
            node = _Node(
                comment=comment,
                level=above.level + 1 if above else 1,
                topic="" if comment.ref in draft.quiet else _topic(comment.body),
                side=sides.get(comment.author, ""),
                said=above.said if above else set(),
                matter=comment.body,
                branch=comment.ref,
                written=True,
            )
            by_ref[comment.ref] = node
            self.nodes.append(node)

    def _add(self, ref: str) -> None:
        parent = self._parent() if self.rng.random() > NEW_BRANCH else None
        author, side = self._author(parent)
        topic = self._next_topic(parent)
        minutes = self._minutes(parent)
        answered = self._answered(parent) if parent else None
        said = parent.said if parent else set()
        occasion = Occasion(topic, side, author, minutes, said)
        made = self.composer.compose(answered, occasion)
        above = parent.comment.ref if parent else None
        comment = SampleComment(ref, above, author, minutes, made.body)
        level = parent.level + 1 if parent else 1
        branch = ref if parent is None or parent.written else parent.branch
        node = _Node(comment, level, topic, side, said, made.matter, branch, made.shape)
        self.sizes[branch] += 1
        if parent:
            parent.replies.append(node)
        self.nodes.append(node)

    def _parent(self) -> _Node | None:
        """Somebody to answer: busy branches draw more answers, as they do."""
        fit = [node for node in self.nodes if self._may_answer(node)]
        return self.rng.choices(fit, [self._pull(node) for node in fit])[0] if fit else None

    def _pull(self, node: _Node) -> float:
        if node.written:
            return 1.0
        return 1.5 + 4.0 * len(node.replies) if self.sizes[node.branch] < BUSY else 0.2

    def _may_answer(self, node: _Node) -> bool:
        comment = node.comment
        if comment.state != "visible" or comment.minutes < LAST_MINUTE + EARLIEST_ANSWER:
            return False
        if not node.written:
            return node.level < DEEPEST
        return bool(
            node.topic
            and node.level <= OWN_LEVELS
            and len(node.replies) < OWN_REPLIES
            and len(comment.body.split()) >= OWN_WORDS
        )

    def _author(self, parent: _Node | None) -> tuple[str, str]:
        side = self.rng.choice(("keep", "lock"))
        if self.rng.random() < BY_GUESTS:
            return GUEST + self.rng.choice(GUESTS), side
        answered = parent.comment.author if parent else ""
        person = self.rng.choice([p for p in self.chorus if p.key != answered])
        return person.key, person.side

    def _next_topic(self, parent: _Node | None) -> str:
        if parent and self.rng.random() < ON_TOPIC:
            return parent.topic
        return self.rng.choice(self.topics)

    def _minutes(self, parent: _Node | None) -> int:
        """Most is written on the first day; an answer comes within hours, seldom within minutes."""
        if parent is None:
            age = self.rng.expovariate(1 / 1900) % (FIRST_HOUR - 200)
            return int(FIRST_HOUR - 60 - age)
        wait = 3 + self.rng.expovariate(1 / (500 if parent.written else 260))
        span = parent.comment.minutes - LAST_MINUTE
        return parent.comment.minutes - int(min(wait, span * self.rng.uniform(0.3, 0.9)))

    def _answered(self, node: _Node) -> Answered:
        name = self.names.get(node.comment.author, "")
        return Answered(
            body=node.matter,
            first_name=name.split()[0] if name.isascii() and name else "",
            side=node.side,
            shapes_near=frozenset({node.shape, *(reply.shape for reply in node.replies[-5:])}),
        )


def _topic(body: str) -> str:
    counts = {topic: len(re.findall(words, body.lower())) for topic, words in TOPICS.items()}
    best = max(counts, key=lambda topic: counts[topic])
    return best if counts[best] else ""
