"""All addresses of the site, door by door."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from colonnade.api import urls as api
from colonnade.staff import urls as staff
from colonnade.web import urls as web

_API: list[URLPattern | URLResolver] = [path("api/v1/", include(api.urlpatterns))]
_OWN: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.account.urls")),
    path("staff/", include(staff.urlpatterns)),
]

# What is asked for most is found first.
urlpatterns: list[URLPattern | URLResolver] = [*_API, *web.urlpatterns, *_OWN]

if settings.CONFIG.articles:
    from colonnade.project import newsroom_urls as newsroom

    urlpatterns = [
        *_API,
        *newsroom.FIRST,
        *web.urlpatterns,
        *_OWN,
        *newsroom.NEWSROOM,
        *newsroom.LAST,
    ]

    # An address that led somewhere once is no error.
    handler404 = "colonnade.web.views.newspaper.former.not_found"
else:
    handler404 = "colonnade.web.views.errors.not_found"

handler400 = "colonnade.web.views.errors.bad_request"
handler500 = "colonnade.web.views.errors.broken"
