"""A guest's private link: opened by a press that names her, and given up by another."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.discussion.reading import comments_by
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor, guest_of
from colonnade.people.visitor import forget_guest, guest_token, keep_guest
from colonnade.web.views.pages import own_page


@require_http_methods(["GET", "POST"])
def guest_key(request: HttpRequest, token: str, comment: str) -> HttpResponse:
    """Open a private link: her key goes into the cookie, the address bar forgets it.

    A browser that does not hold this key is asked first (GET): whoever presses goes on as that
    guest, and no foreign page can press for her.
    """
    guest = guest_of(token)
    if guest is None:
        raise Refusal("link_spent", Kind.DENIED)
    held = guest_token(request)
    if request.method == "GET" and held != token:
        context = {"name": guest_name(guest), "replaced": guest_name(guest_of(held))}
        return own_page(request, "web/guest_key.html", context)
    response = HttpResponseRedirect(reverse("mine", args=[comment]), status=303)
    response.headers["Referrer-Policy"] = "no-referrer"
    keep_guest(response, token)
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Stop being a guest in this browser: what is written next belongs to somebody new."""
    response = HttpResponseRedirect(reverse("front"), status=303)
    forget_guest(response)
    return response


def guest_name(guest: int | None) -> str:
    """Return the name under which a guest wrote last, or ''."""
    if guest is None:
        return ""
    written = comments_by(Actor(guest=guest), guest=guest, limit=1)
    return written[0].author.name if written and written[0].author else ""
