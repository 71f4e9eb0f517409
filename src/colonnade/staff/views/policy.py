"""The owner writes the moderation policy."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.kit.markup import Format, render
from colonnade.kit.refusals import Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import POLICY_LIMIT, publish_policy
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import policy, policy_versions
from colonnade.people.reading import Actor
from colonnade.staff.access import for_owners
from colonnade.staff.pages import number_from, see, staff_page


@for_owners
@require_http_methods(["GET", "POST"])
def edit_policy(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the text that holds (GET); preview or publish another one (POST)."""
    current = policy()
    number, text = (current.number, current.source) if current else (0, "")
    if request.method == "GET":
        return _form(request, actor, text=text, after=number)
    text = request.POST.get("policy", "")
    after = number_from(request.POST.get("after", ""))
    try:
        if "preview" in request.POST:
            accepted = accept_text(text, field="policy", limit=POLICY_LIMIT)
            return _form(request, actor, text=text, after=after, preview=accepted)
        publish_policy(source=text, author=actor.name, after=after)
    except Refusal as refusal:
        # Whoever has been told of another version may publish over it.
        fresh = number if refusal.code == "policy_elsewhere" else after
        return _form(request, actor, text=text, after=fresh, refusal=refusal)
    return see(request.path, saved="1")


def _form(
    request: HttpRequest,
    actor: Actor,
    *,
    text: str,
    after: int,
    preview: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse:
    elsewhere = refusal is not None and refusal.code == "policy_elsewhere"
    theirs = policy() if elsewhere else None
    context = {
        "text": text,
        "after": after,
        "preview": render(preview, Format.MARKDOWN) if preview else "",
        "rules": rules_in(preview),
        "theirs": theirs.source if theirs else "",
        "versions": policy_versions(),
        "saved": "saved" in request.GET and refusal is None and not preview,
    }
    return staff_page(request, actor, "policy.html", context, refusal=refusal)
