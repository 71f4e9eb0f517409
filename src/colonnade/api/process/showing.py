"""From what was decided to the API's shapes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from colonnade.api.process import shapes
from colonnade.api.showing import show_comment
from colonnade.discussion.pieces import pieces_of
from colonnade.discussion.policy import acts_on
from colonnade.discussion.reading import Detail, sources_for
from colonnade.flows.appeal import Objector, chance_of
from colonnade.flows.report_words import outcome_words
from colonnade.moderation.policy import undoable
from colonnade.moderation.reading import (
    AppealSeen,
    Imposed,
    OwnReport,
    Told,
    Verdict,
    appeal_of,
    cases_of,
    decision_told,
    decisions_on,
    measures_on,
)
from colonnade.moderation.table import COMMENT
from colonnade.people.reading import Actor


def show_decision(by: Objector, told: Told) -> shapes.Decision:
    """Return a decision as it is told to whom it meets."""
    until, appeal = _objecting(by, told)
    return plain_decision(told).model_copy(update={"object_until": until, "appeal": appeal})


def plain_decision(told: Told) -> shapes.Decision:
    """Return a decision as it is told, without a word about objections."""
    return shapes.Decision(
        id=told.id,
        act=told.act,
        comment=told.subject if told.kind == COMMENT else None,
        state=told.after,
        reason=told.reason,
        facts=told.facts,
        rule=told.rule,
        policy=told.policy,
        law=told.law,
        reported=told.reported,
        automated=told.automated,
        by_role=told.role,
        section=told.section,
        until=told.until,
        created=told.created,
        undone_by=told.undone_by or None,
        object_until=None,
        appeal=None,
    )


def _objecting(by: Objector, told: Told) -> tuple[datetime | None, shapes.Appeal | None]:
    chance = chance_of(by, told)
    made = appeal_of(told.id, by.side, by.report)
    appeal = show_appeal(made) if made is not None else None
    return (chance.until if chance.refusal is None else None), appeal


def show_appeal(appeal: AppealSeen) -> shapes.Appeal:
    """Return an objection as who made it sees it."""
    return shapes.Appeal(
        id=appeal.id,
        state=appeal.state,
        words=appeal.words,
        created=appeal.created,
        due=appeal.due,
        decided=appeal.decided,
        by_role=appeal.decider_role,
        reasons=appeal.reasons,
    )


def show_report(report: OwnReport) -> shapes.ReportStatus:
    """Return how a report stands, as its status page tells it."""
    told = decision_told(report.decision) if report.decision else None
    by = Objector(Actor(), report=report.id)
    until, appeal = _objecting(by, told) if told is not None else (None, None)
    return shapes.ReportStatus(
        kind=report.kind,
        rule=report.rule,
        words=report.words,
        created=report.created,
        state=report.state,
        outcome=outcome_words(report, undone=bool(told and told.undone_by)),
        settled=report.settled,
        object_until=until,
        appeal=appeal,
    )


def show_matter(found: Detail) -> shapes.Matter:
    """Return a comment with all that a moderator decides by."""
    history = decisions_on(found.id)
    case = cases_of([found.id]).get(found.id)
    source = sources_for([found]).get(found.id)
    return shapes.Matter(
        comment=show_comment(found),
        acts=acts_on(found.visibility),
        pieces=pieces_of(source.text) if source else [],
        decisions=show_history(history, found.visibility),
        reports=case.total if case else 0,
        notices=case.notices if case else 0,
        measures=show_measures(measures_on(person=found.person, guest=found.guest)),
    )


def show_history(history: Sequence[Verdict], state: str) -> list[shapes.Ruling]:
    """Return what was decided on a comment in this state, newest first."""
    possible = undoable(history, state)
    return [
        shapes.Ruling(
            id=one.id,
            act=one.act,
            before=one.before,
            after=one.after,
            reason=one.reason,
            rule=one.rule,
            policy=one.policy,
            law=one.law,
            name=one.name,
            by_role=one.role,
            created=one.created,
            undoes=one.undoes or None,
            batch=one.batch or None,
            undoable=one.id in possible,
        )
        for one in history
    ]


def show_measures(measures: Iterable[Imposed]) -> list[shapes.Measure]:
    """Return measures as the staff see them."""
    return [
        shapes.Measure(
            id=one.id,
            kind=one.kind,
            section=one.section,
            since=one.since,
            until=one.until,
            seconds=one.seconds,
            lifted=one.lifted,
            decision=one.decision,
        )
        for one in measures
    ]
