"""Puts a comment together: a shape of sentence parts, fitted to what it answers."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from colonnade.cli.sample.grammar import Occasion, Voice

# A shape names the kinds of parts in their order; "/" begins a paragraph, "*" a list item, "own" is
# what the author says at home, "name" and "quote" lead back to what is answered.
ROOTS = (
    "say / tale / end",
    "tale",
    "say / ask",
    "tale / say",
    "ask",
    "say say",
    "list * say * ask * quip",
    "say / source",
    "own / say",
    "say / tale",
    "tale / end",
    "say / say / ask",
    "ask / end",
    "quip",
)
REPLIES = (
    "quip",
    "say",
    "tale",
    "name check",
    "quote check",
    "quote count",
    "ask",
    "tale / say",
    "name say",
    "say source",
    "own",
    "say / fix",
    "say / end",
    "list * say * ask * quip",
    "name ask",
    "tale end",
)
AGREEING = (
    "agree tale",
    "agree",
    "quote agree",
    "name agree",
    "agree say",
    "agree quip",
    "agree ask",
    "agree / tale / end",
)
DIFFERING = (
    "differ say",
    "quote differ say",
    "name differ say",
    "differ / tale",
    "differ ask",
    "say / own",
    "quote differ ask",
)
# Two comments of the same shape are further apart than this, in time and around what they answer.
APART = 6
# After so many tries in vain, parts may be used once more, and again in a branch.
PATIENCE = 200
MATTER = {"say", "tale", "own"}
QUOTABLE = range(7, 19)
PLAIN = re.compile(r"[^*_`\[\]()<>\n:]+[.?!]")


@dataclass(frozen=True, slots=True)
class Answered:
    """What the composer needs to know of the comment that is answered."""

    body: str
    first_name: str
    side: str
    shapes_near: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """A new comment: its text, the shape it has, and the matter in it that others may quote."""

    shape: str
    body: str
    matter: str


@dataclass(slots=True)
class Composer:
    """Makes bodies, none of them twice, with no shape near another of its kind."""

    voice: Voice
    bodies: set[str]
    quoted: set[str] = field(default_factory=set)
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=APART))

    def compose(self, answered: Answered | None, occasion: Occasion) -> Made:
        """A comment unlike all before it."""
        for attempt in count(1):
            if attempt % PATIENCE == 0:
                self.voice.worn += 1
                occasion.said.clear()
            before = frozenset(occasion.said)
            shape = self.voice.rng.choice(self._shapes(answered, occasion))
            made = self._made(shape, answered, occasion)
            if made.body and made.body not in self.bodies:
                self.bodies.add(made.body)
                self.quoted.add(made.body.partition("\n")[0])
                self.recent.append(shape)
                return made
            self.voice.take_back(occasion, before)
        raise AssertionError

    def _shapes(self, answered: Answered | None, occasion: Occasion) -> list[str]:
        if answered is None:
            return [shape for shape in ROOTS if shape not in self.recent]
        more: Sequence[str] = DIFFERING if answered.side else ()
        if answered.side == occasion.side:
            more = AGREEING
        near = answered.shapes_near.union(self.recent)
        shapes = [shape for shape in (*REPLIES, *more) if shape not in near]
        if any(char.isdigit() for char in self._lead("quote", answered)):
            return shapes
        return [shape for shape in shapes if shape != "quote count"]

    def _made(self, shape: str, answered: Answered | None, occasion: Occasion) -> Made:
        text = matter = ""
        for word in shape.split():
            if word in {"/", "*"}:
                text = joined(text, word)
                continue
            if word in {"name", "quote"}:
                part = self._lead(word, answered) if answered else ""
            else:
                part = self.voice.say(occasion.author if word == "own" else word, occasion) + " "
            if not part.strip() or (word == "source" and not re.search(r"\d", matter)):
                return Made(shape, "", "")
            text += part
            matter += part if word in MATTER else ""
        return Made(shape, text.rstrip(), matter)

    def _lead(self, kind: str, answered: Answered) -> str:
        """The opening that leads back to what is answered, or nothing where it offers none."""
        if kind == "name":
            return f"{answered.first_name}: " if answered.first_name else ""
        for sentence in quotable(answered.body):
            if f"> {sentence}" not in self.quoted:
                return f"> {sentence}\n\n"
        return ""


def joined(text: str, mark: str) -> str:
    """`text` made ready for a new paragraph ("/") or for the next item of a list ("*")."""
    if mark == "/":
        return text.rstrip() + "\n\n"
    return text.rstrip() + ("\n- " if "\n- " in text else "\n\n- ")


def quotable(body: str) -> list[str]:
    """The plain sentences of `body` that are worth quoting."""
    plain = [text for text in body.split("\n\n") if not re.match(r"[>*\-`\[\d]", text)]
    sentences = re.split(r"(?<=[.?!])\s+", " ".join(plain))
    return [text for text in sentences if len(text.split()) in QUOTABLE and PLAIN.fullmatch(text)]
