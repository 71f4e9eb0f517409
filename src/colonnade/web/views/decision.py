"""A decision as it is told to whom it meets: with reasons, and the form to object."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from colonnade.discussion.reading import Detail, own_comment_for
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.reason_words import (
    by_words,
    facts_words,
    from_words,
    what_words,
    where_words,
)
from colonnade.flows.sentences import sentence, status
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import mark_seen
from colonnade.moderation.places import rule_path
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import Told, policy, statement_for
from colonnade.moderation.table import restricts
from colonnade.people.reading import Actor
from colonnade.people.visitor import actor_from, concerned_from
from colonnade.web.objecting import objecting
from colonnade.web.typed import insist_decodable
from colonnade.web.views.errors import wait_long_enough
from colonnade.web.views.pages import own_page


@require_safe
def decision(request: HttpRequest, decision: str) -> HttpResponse:
    """Show a decision to the one it meets; to everybody else there is no such page."""
    actor, told = _mine(request, decision)
    if told.seen is None and request.method == "GET":
        mark_seen(decision=told.id)
    return _page(request, actor, told)


@require_POST
def object_to(request: HttpRequest, decision: str) -> HttpResponse:
    """Keep an objection; show the page with what was typed where that cannot be."""
    actor, told = _mine(request, decision)
    words = request.POST.get("words", "")
    try:
        insist_decodable(request)
        appeal(by=Objector(actor), decision=told.id, words=words)
    except Refusal as refusal:
        return _page(request, actor, told, typed=words, refusal=refusal)
    return HttpResponseRedirect(reverse("decision", args=[told.id]) + "#appeal", status=303)


def _mine(request: HttpRequest, decision: str) -> tuple[Actor, Told]:
    actor = concerned_from(request)
    told = statement_for(actor, decision)
    if told is None:
        raise Refusal("decision_missing", Kind.MISSING)
    return actor, told


def _page(
    request: HttpRequest,
    actor: Actor,
    told: Told,
    *,
    typed: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse:
    comment = _own(actor, told)
    context = {
        "told": told,
        "what": what_words(told),
        "where": where_words(told),
        "facts": facts_words(told),
        "came": f"{from_words(told)} {by_words(told)}",
        "rule": _title(told),
        "rule_link": rule_path(told.rule, told.policy) if told.rule else "",
        "comment": comment,
        "shut_out": actor != actor_from(request),
        "takes": restricts(told.act),
        "refusal": sentence(refusal) if refusal else "",
        **objecting(Objector(actor), told, typed),
    }
    code = status(refusal) if refusal else 200
    page = own_page(request, "web/decision.html", context, status=code)
    return wait_long_enough(page, refusal)


def _own(actor: Actor, told: Told) -> Detail | None:
    """Return the comment it is about where she wrote it: nobody else's text stands here."""
    found = own_comment_for(actor, told.subject) if told.kind == "comment" else None
    if found is None or (found.person, found.guest) != (told.person, told.guest):
        return None
    return found


def _title(told: Told) -> str:
    """Return the rule's own words in the version that was cited."""
    cited = policy(told.policy) if told.rule else None
    rules = rules_in(cited.source) if cited else []
    return next((rule.title for rule in rules if rule.number == told.rule), "")
