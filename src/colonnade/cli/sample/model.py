"""The shapes of the sample content: plain frozen data, no database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Commenting = Literal["members", "guests-held", "guests"]
State = Literal["visible", "held", "removed", "deleted"]
Role = Literal["member", "moderator", "editor", "owner"]
Side = Literal["keep", "lock", ""]

GUEST = "guest:"


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person with an account. `side`: what the generator lets this person say, if anything."""

    key: str
    name: str
    role: Role
    side: Side = ""


@dataclass(frozen=True, slots=True)
class SampleComment:
    """One comment: `minutes` before now; `body` in Markdown; `edited` is an earlier wording.

    `author` is a person's key, or "guest:" and the name the guest gave. `reason` is the sentence
    shown where a removed comment stood, and empty otherwise.
    """

    ref: str
    parent: str | None
    author: str
    minutes: int
    body: str
    state: State = "visible"
    reason: str = ""
    edited: str | None = None


@dataclass(frozen=True, slots=True)
class SampleThread:
    """One thread; its comments in the order of posting, so a parent precedes its replies."""

    key: str
    title: str
    url: str
    section: str
    commenting: Commenting
    comments: tuple[SampleComment, ...]
    closed: bool = False
    closes: datetime | None = None
