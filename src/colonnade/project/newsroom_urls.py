"""The addresses of articles and of the newsroom, loaded only where articles are on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from colonnade.articles.dashboard import front_page
from colonnade.articles.drafts import draft_of
from colonnade.articles.previewing import Slot
from colonnade.project.sparing import without
from colonnade.web import newspaper_urls
from colonnade.web.views.newspaper.preview import show_draft

# The framework of Wagtail's own API tries them, and needs none: 14 MB in each process.
with without("django.contrib.postgres", "requests", "yaml"):
    from wagtail.admin import urls as wagtail_admin


def _show(request: object, page: object) -> object:
    if not isinstance(request, HttpRequest):
        raise TypeError(request)
    return show_draft(request, draft_of(page))


# The newsroom asks a door above it to show what is not public yet.
Slot.show = _show


def _gone(request: HttpRequest) -> HttpResponse:
    raise Http404


def _pages(request: HttpRequest) -> HttpResponse:
    """Begin at the front page: what lies above it is Wagtail's own, and speaks of installing."""
    front = front_page()
    return redirect("wagtailadmin_explore", front) if front else redirect("wagtailadmin_home")


# What Wagtail has of accounts and settings is elsewhere on this site: those addresses lead there.
_ELSEWHERE = {
    "login": "/accounts/login/?next=/newsroom/",
    "logout": "/accounts/logout/",
    "account": "/me/settings/",
    "password_reset": "/accounts/password/reset/",
    "users": "/staff/people/",
    "groups": "/staff/people/",
    "sites": "/staff/settings/",
}
# What this house does without. Acts on many at once stay for pages and pictures alone.
_WITHOUT = (
    r"^newsroom/(?:documents|collections|workflows|test404|failwhale)/"
    r"|^newsroom/api/main/documents/"
    r"|^newsroom/reports/workflow"
    r"|^newsroom/pages/\d+/(?:privacy|workflow|convert_alias)"
    r"|^newsroom/bulk/(?!wagtailcore/page/|articles/picture/)"
    r"|^newsroom/bulk/[^/]+/[^/]+/add_to_collection/"
)

NEWSROOM: list[URLPattern | URLResolver] = [
    *(
        re_path(rf"^newsroom/{word}/", RedirectView.as_view(url=address))
        for word, address in _ELSEWHERE.items()
    ),
    re_path(_WITHOUT, _gone),
    path("newsroom/pages/", require_admin_access(_pages)),
    path("newsroom/", include(wagtail_admin)),
]

# Before the readers' other addresses: the newspaper's front is the front. After them: a section
# may have any name that no other address begins with.
FIRST = newspaper_urls.FIRST
LAST = newspaper_urls.LAST
