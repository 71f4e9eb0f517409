"""What waits for somebody of the staff, and what the staff wrote for each other about it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from colonnade.discussion.reading import Head, Writer, waiting_heads
from colonnade.kit import clock, ids
from colonnade.moderation.desk import OTHER, REPORTED, Item, Sieve, for_others, ordered, sifted
from colonnade.moderation.models import (
    Case,
    Claim,
    DeskLink,
    Hold,
    Measure,
    Note,
    SavedFilter,
    Standing,
)
from colonnade.moderation.reading.triage import scores_of
from colonnade.moderation.standing import WARN, Bearing, first_level
from colonnade.people.policy import duty_of
from colonnade.people.reading import Actor

# So many of the oldest are put into order; those behind them come when these are decided.
MOST = 2000
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for somebody: `items` in her order, without what colleagues have in hand.

    `all` is what waits in her sections, before her sieve; `taken` how much of what the sieve lets
    through is in colleagues' hands or was passed on to them.
    """

    items: list[Item]
    all: list[Item]
    taken: int
    duty: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class NoteSeen:
    """What a colleague wrote, to whom (a person's id) if it was passed on."""

    id: int
    name: str
    words: str
    to: int | None
    created: datetime
    done: datetime | None


@dataclass(frozen=True, slots=True)
class LinkTo:
    """On what a link of the staff's mail decides, and for whom."""

    person: int
    comment: str


def desk_for(actor: Actor, sieve: Sieve) -> Desk:
    """Return what waits for the actor.

    As many queries however much waits: seven, one more for moderators.
    """
    duty = duty_of(actor)
    rows = Case.objects.filter(state="open").order_by("-urgent", "opened")
    cases = {
        subject: (opened, urgent)
        for subject, opened, urgent in rows.values_list("subject", "opened", "urgent")[:MOST]
    }
    heads = waiting_heads(also=cases, sections=duty, limit=MOST)
    items = [_item(head, cases.get(head.id)) for head in heads]
    whole = _with_details(items, heads, actor)
    now = clock.now()
    through = sifted(whole, sieve, now)
    free = [one for one in through if not for_others(one, actor.person)]
    mine = ordered(free, person=actor.person, order=sieve.order, now=now)
    return Desk(mine, whole, len(through) - len(free), duty)


def _item(head: Head, case: tuple[datetime, bool] | None) -> Item:
    held = head.visibility == "held"
    since = head.changed if held or case is None else case[0]
    return Item(
        head.id,
        since,
        section=head.section,
        why=OTHER if held else REPORTED,
        reported=case is not None,
        urgent=case is not None and case[1],
    )


def _with_details(items: Sequence[Item], heads: Sequence[Head], actor: Actor) -> list[Item]:
    names = [one.comment for one in items]
    why = dict(Hold.objects.filter(comment__in=names).values_list("comment", "code"))
    scores = scores_of(names)
    levels = levels_of(Writer(head.person, head.guest) for head in heads)
    now = clock.now()
    claims = Claim.objects.filter(until__gt=now).exclude(person=actor.person or 0)
    taken = dict(claims.values_list("subject", "name"))
    notes = Note.objects.filter(to__isnull=False, done=None, created__gt=now - _A_DAY)
    passed = dict(notes.order_by("pk").values_list("subject", "to"))
    return [
        replace(
            one,
            why=one.why if one.why == REPORTED else why.get(one.comment, OTHER),
            score=scores[one.comment].score if one.comment in scores else None,
            level=levels[_writer(head)],
            taken=taken.get(one.comment, ""),
            passed=passed.get(one.comment),
        )
        for one, head in zip(items, heads, strict=True)
    ]


def _writer(head: Head) -> Writer:
    return Writer.of(head.person, head.guest)


def levels_of(writers: Iterable[Writer]) -> dict[Writer, str]:
    """Return the level of each of these writers (one query)."""
    wanted = {Writer.of(one.person, one.guest) for one in writers}
    found = {one: first_level(one.person) for one in wanted}
    rows = Standing.objects.filter(_whose(wanted)).order_by("pk")
    for person, guest, level in rows.values_list("person", "guest", "level"):
        found[Writer.of(person, guest)] = level
    return found


def bearings_on(writers: Iterable[Writer]) -> dict[Writer, Bearing]:
    """Return the measures in force on each of these writers, in any section (one query).

    The level is not among it, see `levels_of`; those on whom nothing bears are left out.
    """
    rows = Measure.objects.filter(_whose(set(writers)), lifted=None).exclude(kind=WARN)
    going = rows.filter(Q(until=None) | Q(until__gt=clock.now())).order_by("pk")
    found: dict[Writer, Bearing] = {}
    for person, guest, kind, until, seconds in going.values_list(
        "person", "guest", "kind", "until", "seconds"
    ):
        writer = Writer.of(person, guest)
        known = found.get(writer, Bearing())
        if kind == "hold_all":
            known = replace(known, holds_all=True)
        elif kind == "slow":
            known = replace(known, slow_seconds=max(known.slow_seconds, seconds))
        elif until is None:
            known = replace(known, banned=True)
        else:
            known = replace(known, suspended_until=until)
        found[writer] = known
    return found


def _whose(writers: Collection[Writer]) -> Q:
    people = {one.person for one in writers if one.person is not None}
    guests = {one.guest for one in writers if one.person is None and one.guest is not None}
    return Q(person__in=people) | Q(person=None, guest__in=guests)


def notes_on(subjects: Iterable[str]) -> dict[str, list[NoteSeen]]:
    """Return what the staff wrote about each of these, oldest first (one query)."""
    found: dict[str, list[NoteSeen]] = {}
    rows = Note.objects.filter(subject__in=set(subjects)).order_by("pk")
    fields = ("pk", "name", "words", "to", "created", "done")
    for subject, *values in rows.values_list("subject", *fields):
        found.setdefault(subject, []).append(NoteSeen(*values))
    return found


def filters_of(actor: Actor) -> list[tuple[str, str]]:
    """Return the views that somebody keeps: (name, query), by name (one query)."""
    rows = SavedFilter.objects.filter(person=actor.person or 0).order_by("name")
    return list(rows.values_list("name", "query"))


def in_hand(comment: str, *, besides: int | None) -> str:
    """Return the name of a colleague who has a comment in hand now, or '' (one query)."""
    rows = Claim.objects.filter(subject=comment, until__gt=clock.now()).exclude(person=besides or 0)
    return rows.values_list("name", flat=True).first() or ""


def was_mailed_since(person: int, moment: datetime) -> bool:
    """Return whether links were made for somebody since (one query)."""
    return DeskLink.objects.filter(person=person, created__gt=moment).exists()


def desk_link(secret: str) -> LinkTo | None:
    """Return what a link that can still be used is for, or None (one query)."""
    rows = DeskLink.objects.filter(
        fingerprint=ids.fingerprint(secret), used=None, until__gt=clock.now()
    )
    found = rows.values_list("person", "comment").first()
    return LinkTo(*found) if found else None
