"""The owner writes the policy in other languages."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions.policy_texts import keep_policy_text, language_or_refuse
from colonnade.moderation.reading import policy, policy_languages, policy_text
from colonnade.people.reading import Actor
from colonnade.sites.times import language_words
from colonnade.staff.access import for_owners
from colonnade.staff.pages import number_from, see, staff_page


@for_owners
@require_http_methods(["GET", "POST"])
def edit_text(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the policy in a language, or ask for one (GET); keep what was written (POST)."""
    if request.method == "GET":
        return _form(request, actor, language=request.GET.get("language", ""))
    language, text = request.POST.get("language", ""), request.POST.get("policy", "")
    version = number_from(request.POST.get("version", ""))
    try:
        keep_policy_text(version=version, language=language, source=text, author=actor.name)
    except Refusal as refusal:
        return _form(request, actor, language=language, text=text, refusal=refusal)
    return see(request.path, language=language.strip(), saved="1")


def _form(
    request: HttpRequest,
    actor: Actor,
    *,
    language: str,
    text: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse:
    current = policy()
    number, original = (current.number, current.source) if current else (0, "")
    if language and refusal is None:
        try:
            language = language_or_refuse(language)
        except Refusal as unknown:
            refusal = unknown
        else:
            # Beginning with the text of the version before is quicker than with nothing.
            text = policy_text(number, language) or policy_text(number - 1, language)
    context = {
        "code": language,
        "text": text,
        "version": number,
        "original": original,
        "languages": [(code, language_words(code)) for code in policy_languages(number)],
        "saved": "saved" in request.GET and refusal is None,
    }
    return staff_page(request, actor, "policy_texts.html", context, refusal=refusal)
