"""What the part of a page about objecting shows."""

from colonnade.flows.appeal import Objector, chance_of
from colonnade.flows.reason_words import appeal_words
from colonnade.flows.sentences import sentence
from colonnade.moderation.appeals import WORDS_LIMIT
from colonnade.moderation.reading import AppealSeen, Told, appeal_of
from colonnade.people.reading import Actor


def objecting(by: Objector, told: Told | None, typed: str = "") -> dict[str, object]:
    """Return for the template how an objection stands, or whether one can be made."""
    chance = chance_of(by, told) if told else None
    refusal = chance.refusal if chance else None
    objection: AppealSeen | None = None
    if refusal is not None and told is not None and refusal.code == "appeal_made":
        objection = appeal_of(told.id, by.side, by.report)
    return {
        "objection": objection,
        "stands": appeal_words(objection) if objection else "",
        "chance": chance,
        "in_the_way": refusal.code if refusal else "",
        "why_not": sentence(refusal) if refusal else "",
        "typed": typed,
        "words_limit": WORDS_LIMIT,
    }


def report_objecting(report: str, told: Told | None, typed: str = "") -> dict[str, object]:
    """Return the same for who sent a report that this decision settled."""
    return objecting(Objector(Actor(), report=report), told, typed)
