"""Reporting a comment, and how a report stands. Nothing typed is ever lost on the way."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from colonnade.discussion.reading import comment_for
from colonnade.flows.report import Notice, report
from colonnade.flows.report_words import outcome_words, said_words
from colonnade.flows.sentences import sentence, status
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import Kept
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import OwnReport, decision_told, policy, report_behind
from colonnade.moderation.reports import KINDS, NAME_LIMIT, NOTICES, WORDS_LIMIT, needs_name
from colonnade.people.reading import Actor, own_account
from colonnade.people.visitor import actor_from
from colonnade.sites.reading import public_address
from colonnade.web.objecting import report_objecting
from colonnade.web.typed import insist_decodable
from colonnade.web.views.errors import problem, wait_long_enough, wants_json
from colonnade.web.views.pages import own_page

_DIGITS = 4
SECRET_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; `kind` is empty where nothing is chosen yet."""

    kind: str = ""
    rule: str = ""
    body: str = ""
    name: str = ""
    email: str = ""
    good_faith: bool = False
    by_mail: bool = False


def _typed(request: HttpRequest) -> Typed:
    fields = request.POST
    return Typed(
        kind=fields.get("kind", ""),
        rule=fields.get("rule", ""),
        body=fields.get("body", ""),
        name=fields.get("name", ""),
        email=fields.get("email", ""),
        good_faith=bool(fields.get("good_faith")),
        by_mail=bool(fields.get("by_mail")),
    )


@require_http_methods(["GET", "POST"])
def report_comment(request: HttpRequest, comment: str) -> HttpResponse:
    """Show the form (GET), for another kind of notice by `?kind=`; keep a report (POST)."""
    if request.method == "GET":
        return _form(request, comment, Typed(kind=request.GET.get("kind", "")))
    typed = _typed(request)
    try:
        insist_decodable(request)
        kept = report(actor=actor_from(request), notice=_notice(comment, typed))
    except Refusal as refusal:
        return problem(refusal) if wants_json(request) else _form(request, comment, typed, refusal)
    return _received(request, kept)


@require_safe
def report_status(request: HttpRequest, secret: str) -> HttpResponse:
    """Show how a report stands, to whoever holds its secret."""
    found = report_behind(secret[:SECRET_LIMIT])
    if found is None:
        raise Refusal("report_missing", Kind.MISSING)
    return status_page(request, found, secret)


def status_page(
    request: HttpRequest,
    found: OwnReport,
    secret: str,
    *,
    typed: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Answer with how a report stands; with an objection that was not taken, if any."""
    path = reverse("report_status", args=[secret])
    settled = decision_told(found.decision) if found.decision else None
    context = {
        "report": found,
        "said": said_words(found),
        "outcome": outcome_words(found, undone=bool(settled and settled.undone_by)),
        "link": public_address(path),
        "object_to": reverse("report_object_to", args=[secret]),
        "refusal": sentence(refusal) if refusal else "",
        **report_objecting(found.id, settled, typed),
        # The same eyes for everybody: what readers do not see is not told here either.
        "is_public": comment_for(Actor(), found.comment) is not None,
    }
    code = status(refusal) if refusal else 200
    page = own_page(request, "web/report_status.html", context, status=code)
    return _unreferred(wait_long_enough(page, refusal))


def _notice(comment: str, typed: Typed) -> Notice:
    rule = typed.rule
    is_number = rule.isascii() and rule.isdigit() and len(rule) <= _DIGITS
    return Notice(
        comment,
        typed.kind,
        rule=int(rule) if is_number else 0,
        words=typed.body,
        name=typed.name,
        email=typed.email,
        good_faith=typed.good_faith,
        by_mail=typed.by_mail,
    )


def _received(request: HttpRequest, kept: Kept) -> HttpResponse:
    path = reverse("report_status", args=[kept.secret])
    if wants_json(request):
        return JsonResponse({"status": path, "state": kept.state}, status=201)
    return _unreferred(HttpResponseRedirect(path, status=303))


def _unreferred(response: HttpResponse) -> HttpResponse:
    """Let no other site learn the secret in the address."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _form(
    request: HttpRequest, comment: str, typed: Typed, refusal: Refusal | None = None
) -> HttpResponse:
    """Answer with the form; where the comment is not there any more, with what was typed alone."""
    actor = actor_from(request)
    found = comment_for(Actor(), comment)
    if found is None and refusal is None:
        raise Refusal("comment_missing", Kind.MISSING)
    current = policy()
    kind = typed.kind if typed.kind in KINDS else ""
    has_email = actor.person is not None and bool(own_account(actor.person).email)
    context = {
        "comment": found,
        "address": public_address(reverse("comment", args=[comment])),
        "action": reverse("report", args=[comment]),
        "actor": actor,
        "typed": typed,
        "kind": kind,
        "is_notice": kind in NOTICES,
        "needs_name": bool(kind) and needs_name(kind),
        "has_email": has_email,
        "rules": rules_in(current.source) if current else [],
        "refusal": sentence(refusal) if refusal else "",
        "field": str(refusal.data.get("field", "")) if refusal else "",
        "words_limit": WORDS_LIMIT,
        "name_limit": NAME_LIMIT,
    }
    code = status(refusal) if refusal else 200
    page = own_page(request, "web/report.html", context, status=code)
    return wait_long_enough(page, refusal)
