"""The addresses of articles and of the newsroom, loaded only where articles are on."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin

from colonnade.articles.drafts import draft_of
from colonnade.articles.previewing import Slot
from colonnade.web import newspaper_urls
from colonnade.web.views.newspaper.preview import show_draft


def _show(request: object, page: object) -> object:
    if not isinstance(request, HttpRequest):
        raise TypeError(request)
    return show_draft(request, draft_of(page))


# The newsroom asks a door above it to show what is not public yet.
Slot.show = _show

_TO_PEOPLE = RedirectView.as_view(url="/staff/people/")
_TO_SIGN_IN = RedirectView.as_view(url="/accounts/login/?next=/newsroom/")

NEWSROOM: list[URLPattern | URLResolver] = [
    # Accounts have their own screens: whatever Wagtail has of the kind leads there.
    path("newsroom/login/", _TO_SIGN_IN),
    path("newsroom/logout/", RedirectView.as_view(url="/accounts/logout/")),
    path("newsroom/account/", RedirectView.as_view(url="/me/settings/")),
    path("newsroom/password_reset/", RedirectView.as_view(url="/accounts/password/reset/")),
    path("newsroom/users/<path:rest>", _TO_PEOPLE),
    path("newsroom/groups/<path:rest>", _TO_PEOPLE),
    path("newsroom/sites/<path:rest>", RedirectView.as_view(url="/staff/settings/")),
    path("newsroom/", include(wagtail_admin)),
]

# Before the readers' other addresses: the newspaper's front is the front. After them: a section
# may have any name that no other address begins with.
FIRST = newspaper_urls.FIRST
LAST = newspaper_urls.LAST
