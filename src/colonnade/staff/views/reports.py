"""What readers reported: a page of all open cases, and the act that lets a comment stand."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from colonnade.discussion.policy import acts_on
from colonnade.discussion.reading import comments_among
from colonnade.discussion.viewing import page_from
from colonnade.flows.choose_gates import choose_gates
from colonnade.flows.settle_case import SeenCase, keep_comment
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import CASES_SIZE, hold_rule, open_cases
from colonnade.people.policy import duty_of
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators, for_owners
from colonnade.staff.done import done_from
from colonnade.staff.pages import number_from, see, staff_page, staff_path
from colonnade.staff.reasons import standard_reasons
from colonnade.staff.views.comment import comment_page


@for_moderators
@require_GET
def reports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one page of open cases, urgent ones first, then the oldest."""
    return _page(request, actor)


def _page(
    request: HttpRequest,
    actor: Actor,
    *,
    refusal: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    page = page_from(request.GET.dict())
    cases, total = open_cases(page)
    found, duty = comments_among(actor, (case.comment for case in cases)), duty_of(actor)
    # What others answer for is counted, not shown.
    comments = {
        name: row for name, row in found.items() if duty is None or row.thread_section in duty
    }
    answered = [row.parent for row in comments.values() if row.parent]
    reasons = standard_reasons()
    context = {
        "cases": cases,
        "comments": comments,
        "parents": comments_among(actor, answered) if answered else {},
        "acts": {row.id: acts_on(row.visibility) for row in comments.values()},
        "reasons": reasons,
        "titles": {reason.number: reason.title for reason in reasons},
        "total": total,
        "page": page,
        "more": page * CASES_SIZE < total,
        "done": done_from(request, actor) if "done" in request.GET else None,
        "rule": typed or _rule(),
        "kept": "kept" in request.GET,
    }
    return staff_page(request, actor, "open_reports.html", context, refusal=refusal)


def _rule() -> dict[str, str]:
    rule = hold_rule()
    return {"report_weight": str(rule.weight), "report_people": str(rule.people)}


@for_owners
@require_http_methods(["GET", "POST"])
def set_rule(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep when reports alone hold a comment (POST); its form stands below the list (GET)."""
    if request.method == "GET":
        return _page(request, actor)
    names = ("report_weight", "report_people")
    typed = {name: request.POST.get(name, "") for name in names}
    try:
        choose_gates(actor=actor, typed=typed)
    except Refusal as refusal:
        return _page(request, actor, refusal=refusal, typed=typed)
    return see(reverse("staff_reports") + "#rule", kept="1")


@for_moderators
@require_POST
def keep(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Let a reported comment stand; show it as it is now if that cannot be."""
    fields = request.POST
    seen = None
    if fields.get("revision"):
        seen = SeenCase(number_from(fields["revision"]), number_from(fields.get("notices", "")))
    try:
        keep_comment(actor=actor, comment=comment, reason=fields.get("reason", ""), seen=seen)
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return comment_page(request, actor, comment, refusal=refusal)
    return see(staff_path(fields.get("next", "")) + "#done", done=comment)
