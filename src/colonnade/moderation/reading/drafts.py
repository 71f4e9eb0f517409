"""What the gates are to look at, put together by few statements."""

from dataclasses import dataclass
from datetime import UTC, datetime

from colonnade.discussion.reading.writers import Writer, count_by
from colonnade.kit import clock
from colonnade.moderation.gates.draft import NO_TEXT, Draft
from colonnade.moderation.gates.rules import Rules
from colonnade.moderation.lists.facts import Facts
from colonnade.moderation.reading.gates import past_texts, rules_at
from colonnade.moderation.reading.standing import bearing_of
from colonnade.moderation.reading.traces import lately
from colonnade.moderation.standing import KNOWN, TRUSTED, Bearing
from colonnade.people.policy import may_moderate
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody wants to write: a thread by its primary key, its section and its rule."""

    thread: int
    section: str
    commenting: str
    closed: bool


def draft_for(
    actor: Actor, site: SiteInfo, place: Place, facts: Facts = NO_TEXT, *, besides: str = ""
) -> Draft:
    """Return what the gates are to look at; `besides` is the comment whose wording is changed.

    Two statements. One more where texts are compared with earlier ones, and one where first
    posts are held and somebody is new; none of them for the staff, or where there is no text.
    """
    recent, stamp = lately(actor, place.thread, site)
    rules, bearing = rules_at(stamp), bearing_of(actor, place.section)
    is_looked_at = facts is not NO_TEXT and not may_moderate(actor)
    compared = is_looked_at and rules.choices.compares and facts.digest is not None
    return Draft(
        actor,
        site,
        place.commenting or site.commenting,
        place.closed,
        recent,
        facts=facts,
        bearing=bearing,
        rules=rules,
        raid=rules.strictness(place.thread, clock.now()),
        accepted=_accepted(actor, bearing, rules) if is_looked_at else rules.choices.first_posts,
        past=past_texts(besides=besides) if compared else (),
    )


def _accepted(actor: Actor, bearing: Bearing, rules: Rules) -> int:
    """Return how many comments of hers readers see, as many as are asked for at most."""
    wanted = rules.choices.first_posts
    if not wanted or bearing.level in {KNOWN, TRUSTED}:
        return wanted
    return count_by(Writer(actor.person, actor.guest), state="visible", since=_EVER, most=wanted)
