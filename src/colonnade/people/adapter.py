"""Where allauth asks what we want; the only file of this room that sees a request."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from colonnade.kit.network import client_address
from colonnade.people.cookies import MARKER_COOKIE, VIEWING_COOKIE
from colonnade.people.visitor import know_member, know_shut_out
from colonnade.sites.reading import current_site, mail_sender, public_address

if TYPE_CHECKING:
    from django import forms

    from colonnade.people.models import Person

_YEAR = 60 * 60 * 24 * 365


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers to allauth: name, addresses, cookies that go with a sign-in."""

    def save_user(
        self,
        request: HttpRequest,
        user: "Person",
        form: "forms.Form",
        commit: bool = True,  # noqa: FBT001, FBT002 - allauth's own signature
    ) -> "Person":
        """Take the name into the account before it is written for the first time."""
        name_and_key = getattr(form, "claimed", None)
        if name_and_key:
            user.name, user.name_key = name_and_key
        saved: Person = super().save_user(request, user, form, commit)
        return saved

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits count by; forwarded headers only from our proxies."""
        return client_address(request.META, settings.PROXIES)

    def get_from_email(self) -> str:
        """Return from which address the mails of accounts come."""
        return mail_sender()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send one of allauth's mails in the site's name."""
        ours = {name: _on_public_host(value) for name, value in context.items()}
        super().send_mail(template_prefix, email, ours | {"site": current_site()})

    def is_safe_url(self, url: str | None) -> bool:
        """Return whether a sign-in may lead on to `url`: paths of this site only."""
        return bool(url) and url_has_allowed_host_and_scheme(
            url, allowed_hosts=None, require_https=False
        )

    def post_login(self, request: HttpRequest, user: "Person", **kwargs: object) -> HttpResponse:
        """Carry the person's viewing options and the "I am here" mark into cookies."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return mark_signed_in(request, response, user)

    def respond_user_inactive(self, request: HttpRequest, user: "Person") -> HttpResponse:
        """Lead who is shut out, and gave her password, to what was decided and why."""
        know_shut_out(request, user)
        response = HttpResponseRedirect(reverse("me"), status=303)
        know_member(request, response, user)
        return response


def mark_signed_in(request: HttpRequest, response: HttpResponse, user: "Person") -> HttpResponse:
    """Set the cookies that go with a sign-in: the script's hint, the viewing options, a key."""
    secure = settings.SESSION_COOKIE_SECURE
    # Only a hint for the script that there is something personal to ask for; it opens nothing.
    response.set_cookie(MARKER_COOKIE, "1", max_age=_YEAR, secure=secure, samesite="Lax")
    know_member(request, response, user)
    if user.viewing:
        response.set_cookie(
            VIEWING_COOKIE, user.viewing, max_age=_YEAR, secure=secure, samesite="Lax"
        )
    return response


def _on_public_host(value: object) -> object:
    """Return a full address as one of the public host, whatever `Host` was asked; else as is."""
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        return value
    parts = urlsplit(value)
    return public_address(parts.path + (f"?{parts.query}" if parts.query else ""))
