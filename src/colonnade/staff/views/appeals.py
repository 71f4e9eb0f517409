"""Requests to decide again: a list, the one due first at the top, and a page for each."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from colonnade.discussion.reading import comment_for, comments_among
from colonnade.discussion.viewing import page_from
from colonnade.flows.decide_appeal import Judgment, answerable, decide_appeal, insist_may_answer
from colonnade.flows.decide_outside import send_again
from colonnade.flows.sentences import sentence
from colonnade.kit import clock
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.appeals import REASONS_LIMIT, REPORTER
from colonnade.moderation.reading import (
    APPEALS_SIZE,
    appeal_hours_a_week,
    count_appeals,
    decided_appeals,
    decisions_on,
    decisions_told,
    joined_with,
    open_appeals,
    report_named,
)
from colonnade.moderation.reading.outside import judge_asked
from colonnade.people.policy import duty_of
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site
from colonnade.staff.access import for_moderators
from colonnade.staff.asked import ground_from
from colonnade.staff.pages import number_from, see, staff_page
from colonnade.staff.reasons import standard_reasons

# Longer than this a page lies open, and nobody works.
_MOST_MEASURED = 60


@for_moderators
@require_GET
def appeals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a page of appeals that wait, what they cost, and those that were decided lately."""
    page, duty = page_from(request.GET.dict()), duty_of(actor)
    found = open_appeals(page, sections=duty)
    shown, settled = found[:APPEALS_SIZE], decided_appeals(sections=duty)
    told = decisions_told(one.decision for one in [*shown, *settled])
    waiting, late = count_appeals(sections=duty)
    context = {
        "waiting": shown,
        "settled": settled,
        "told": told,
        "comments": comments_among(actor, (one.subject for one in told.values())),
        "total": waiting,
        "late": late,
        "hours": appeal_hours_a_week(),
        "now": clock.now(),
        "page": page,
        "more": len(found) > APPEALS_SIZE,
        "saved": "saved" in request.GET,
    }
    return staff_page(request, actor, "appeals.html", context)


@for_moderators
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, actor: Actor, appeal: str) -> HttpResponse:
    """Show an appeal with all that it is about (GET); decide it (POST)."""
    if request.method == "GET":
        return _page(request, actor, appeal)
    typed = request.POST
    if typed.get("act") == "send":
        return _send_again(request, actor, appeal)
    judgment = Judgment(
        typed.get("verdict", ""),
        typed.get("reasons", ""),
        minutes=_minutes(typed.get("minutes", ""), typed.get("opened", "")),
        act="hold" if typed.get("act") == "hold" else "remove",
        ground=ground_from(typed),
    )
    try:
        decide_appeal(actor=actor, appeal=appeal, judgment=judgment)
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return _page(request, actor, appeal, refusal)
    return see(reverse("staff_appeals"), saved="1")


def _send_again(request: HttpRequest, actor: Actor, appeal: str) -> HttpResponse:
    try:
        send_again(actor=actor, appeal=appeal)
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return _page(request, actor, appeal, refusal)
    return see(request.path, sent="1")


def _minutes(typed: str, opened: str) -> int:
    """Return the minutes that were typed, or else for how long the page was open."""
    if typed.strip():
        return number_from(typed.strip())
    passed = int(clock.now().timestamp()) - int(opened) if _is_moment(opened) else 0
    return min(max(passed, 0) // 60 + 1, _MOST_MEASURED)


def _is_moment(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < len("10000000000")


def _page(
    request: HttpRequest, actor: Actor, appeal: str, refusal: Refusal | None = None
) -> HttpResponse:
    found, told = answerable(actor, appeal)
    comment = comment_for(actor, told.subject) if told.kind == "comment" else None
    opened, site = request.POST.get("opened", ""), current_site()
    context = {
        "appeal": found,
        "joined": joined_with(found) if found.is_open else [],
        "told": told,
        "comment": comment,
        "parent": comment_for(actor, comment.parent) if comment and comment.parent else None,
        "history": decisions_on(told.subject),
        "report": report_named(found.report) if found.by == REPORTER else None,
        "is_reporters": found.by == REPORTER,
        "why_not": _why_not(actor, appeal),
        "asked": judge_asked(appeal),
        "outside": site.outside_name if site.is_outside_named else "",
        "sent": "sent" in request.GET,
        "late": found.is_late(clock.now()),
        "rules": standard_reasons(),
        "typed": request.POST,
        "opened": opened if _is_moment(opened) else str(int(clock.now().timestamp())),
        "reasons_limit": REASONS_LIMIT,
    }
    return staff_page(request, actor, "appeal.html", context, refusal=refusal)


def _why_not(actor: Actor, appeal: str) -> str:
    """Return why the actor may not decide it, or ''."""
    try:
        insist_may_answer(actor, *answerable(actor, appeal))
    except Refusal as refusal:
        return sentence(refusal)
    return ""
