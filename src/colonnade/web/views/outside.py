"""The page of the outside person: one case, shown as often as wanted, and decided once."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.flows.decide_appeal import Judgment
from colonnade.flows.decide_outside import Case, case_behind, decide_outside
from colonnade.flows.reason_words import facts_words, ground_words
from colonnade.flows.sentences import sentence, status
from colonnade.kit.refusals import Refusal
from colonnade.moderation.appeals import REASONS_LIMIT, REPORTER
from colonnade.moderation.log.phrases import done
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import policy
from colonnade.moderation.ruling import Ground
from colonnade.web.typed import insist_decodable
from colonnade.web.views.pages import own_page
from colonnade.web.views.report import SECRET_LIMIT

_DIGITS, _LAW = 3, 200


@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the case (GET); decide it, and use the link up (POST)."""
    case = case_behind(secret[:SECRET_LIMIT])
    if request.method != "POST":
        return _page(request, case)
    try:
        insist_decodable(request)
        decide_outside(secret=secret[:SECRET_LIMIT], judgment=_judgment(request))
    except Refusal as refusal:
        if refusal.code == "outside_link_dead":
            raise
        return _page(request, case, refusal)
    return _unreferred(own_page(request, "web/outside.html", {"done": True}))


def _judgment(request: HttpRequest) -> Judgment:
    typed = request.POST
    rule, law = typed.get("rule", ""), typed.get("law", "").replace("\0", "").strip()[:_LAW]
    is_number = rule.isascii() and rule.isdigit() and len(rule) <= _DIGITS
    ground = Ground(rule=int(rule) if is_number and not law else 0, law=law)
    act = "hold" if typed.get("act") == "hold" else "remove"
    return Judgment(typed.get("verdict", ""), typed.get("reasons", ""), act=act, ground=ground)


def _page(request: HttpRequest, case: Case, refusal: Refusal | None = None) -> HttpResponse:
    current = policy()
    cited = policy(case.told.policy) if case.told.rule else None
    rules = rules_in(cited.source) if cited else []
    context = {
        "done": False,
        "case": case,
        "what": done(case.told.act),
        "facts": facts_words(case.told),
        "ground": ground_words(case.told),
        "rule": next((rule for rule in rules if rule.number == case.told.rule), None),
        "is_reporters": case.appeal.by == REPORTER,
        "rules": rules_in(current.source) if current else [],
        "typed": request.POST,
        "reasons_limit": REASONS_LIMIT,
        "refusal": sentence(refusal) if refusal else "",
    }
    code = status(refusal) if refusal else 200
    return _unreferred(own_page(request, "web/outside.html", context, status=code))


def _unreferred(response: HttpResponse) -> HttpResponse:
    """Let no other site learn the secret in the address."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
