"""The moderation policy, every version."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.kit.keys import POLICY
from colonnade.kit.markup import Format, render
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.reading import policy, policy_versions
from colonnade.web.keeping import Keeping
from colonnade.web.views.pages import public_page


@require_safe
def rules(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """Show the policy that holds, or one of its former versions."""
    found = policy(version)
    if found is None:
        raise Refusal("policy_missing", Kind.MISSING)
    context = {
        "policy": found,
        "html": render(found.source, Format.MARKDOWN),
        "versions": policy_versions(),
        "is_former": version is not None,
    }
    return public_page(request, "web/rules.html", context, keeping=Keeping((POLICY,)))
