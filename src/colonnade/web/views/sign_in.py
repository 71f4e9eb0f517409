"""The one-time sign-in link."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions import is_link_good, spend_link
from colonnade.people.adapter import mark_signed_in
from colonnade.people.policy import may_moderate, may_own
from colonnade.people.reading import Actor, actor_of
from colonnade.sites.reading import current_site
from colonnade.web.views.pages import own_page


@require_http_methods(["GET", "POST"])
def one_time(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one press (GET), since mail programs open links by themselves; sign in (POST)."""
    if request.method == "GET":
        if not is_link_good(token=token):
            raise Refusal("link_spent", Kind.DENIED)
        return own_page(request, "web/one_time.html", {})
    person = spend_link(token=token)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = HttpResponseRedirect(_first_page_of(actor_of(person)), status=303)
    mark_signed_in(request, response, person)
    return response


def _first_page_of(actor: Actor) -> str:
    """Return where her work is; for an owner who has not begun, her first page."""
    if may_own(actor) and not current_site().begun:
        return reverse("staff_begin")
    return reverse("staff_queue") if may_moderate(actor) else reverse("me")
