"""Try it first: how a list or a choice would have met the comments that are there."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from colonnade.discussion.reading import Writer
from colonnade.discussion.reading.past import Past, accepted_before, past_comments
from colonnade.moderation.gates import TEXT_GATES, Draft, Facts, Recent, Verdict, screen
from colonnade.moderation.gates.draft import PastText
from colonnade.moderation.gates.rules import Rules
from colonnade.moderation.lists.accepting import Plan, accept_entries
from colonnade.moderation.lists.compiled import make_ready
from colonnade.moderation.reading import levels_of
from colonnade.moderation.reading.gates import REPEAT_DAYS
from colonnade.moderation.standing import Bearing
from colonnade.people.policy import insist_may_moderate
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site

PORTION = 2_000
_SAMPLES = 20
_MOST_PAST = 500


@dataclass(frozen=True, slots=True)
class Sample:
    """A comment that would have been caught, and by what."""

    comment: str
    excerpt: str
    visibility: str
    outcome: str
    code: str
    entry: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it so far: how many comments were looked at and caught.

    `shown` of the caught are public now: it would have met them wrongly, or not have been
    needed. `rest` is where the next portion begins, 0 where all were looked at.
    """

    seen: int = 0
    caught: int = 0
    shown: int = 0
    removed: int = 0
    rest: int = 0
    samples: tuple[Sample, ...] = ()


def try_list(*, actor: Actor, plan: Plan, pasted: str, so_far: Trial) -> Trial:
    """Return what this list would have caught in the next portion, added to what it did so far.

    Raises Refusal moderators_only and those of `accept_entries`.
    """
    entries = accept_entries(plan.kind, pasted)
    return try_rules(
        actor=actor, rules=Rules(lists=(make_ready("", plan, entries),)), so_far=so_far
    )


def try_rules(*, actor: Actor, rules: Rules, so_far: Trial) -> Trial:
    """Return the same for any rules, with each writer's standing of today.

    Raises Refusal moderators_only.
    """
    insist_may_moderate(actor)
    portion = past_comments(before=so_far.rest, limit=PORTION)
    caught = [
        (past, verdict) for past, verdict in _verdicts(portion, rules) if verdict.outcome != "pass"
    ]
    samples = [_sample(*one) for one in reversed(caught)][:_SAMPLES]
    return replace(
        so_far,
        seen=so_far.seen + len(portion),
        caught=so_far.caught + len(caught),
        shown=so_far.shown + sum(past.visibility == "visible" for past, _ in caught),
        removed=so_far.removed + sum(past.visibility == "removed" for past, _ in caught),
        rest=portion[0].pk if len(portion) == PORTION else 0,
        samples=(*so_far.samples, *samples)[:_SAMPLES],
    )


def _verdicts(portion: list[Past], rules: Rules) -> Iterator[tuple[Past, Verdict]]:
    """Yield what the gates that look at texts say, oldest first, as they would have come in."""
    if not portion:
        return
    wanted = rules.choices.first_posts
    before = accepted_before(portion[0].pk, portion[-1].pk, most=wanted) if wanted else {}
    # By writer; what would have been refused had never been there.
    accepted: dict[tuple[int | None, int | None], int] = {}
    memory: deque[tuple[Past, PastText]] = deque(maxlen=_MOST_PAST)
    for past, draft in _drafts(portion, rules):
        while memory and memory[0][0].created < past.created - timedelta(days=REPEAT_DAYS):
            memory.popleft()
        lately = tuple(text for _, text in memory)
        writer = past.person, past.guest
        number = accepted.setdefault(writer, before.get(past.pk, 0))
        verdict = screen(replace(draft, accepted=number, past=lately), TEXT_GATES)
        yield past, verdict
        if verdict.outcome == "refuse":
            continue
        accepted[writer] += past.visibility == "visible"
        if rules.choices.compares and draft.facts.digest is not None:
            memory.append((past, PastText(draft.facts.digest, past.visibility == "removed")))


def _drafts(portion: list[Past], rules: Rules) -> Iterator[tuple[Past, Draft]]:
    site = current_site()
    levels = levels_of(Writer(past.person, past.guest) for past in portion)
    for past in portion:
        actor = Actor(person=past.person, guest=past.guest, role=past.role)
        yield (
            past,
            Draft(
                actor,
                site,
                "guests",
                closed=False,
                recent=Recent(),
                facts=Facts(past.html),
                bearing=Bearing(levels[Writer.of(past.person, past.guest)]),
                rules=rules,
            ),
        )


def _sample(past: Past, verdict: Verdict) -> Sample:
    return Sample(
        past.id, past.excerpt, past.visibility, verdict.outcome, verdict.code, verdict.entry
    )
