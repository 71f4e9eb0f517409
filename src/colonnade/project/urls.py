"""All addresses of the site, door by door."""

from django.urls import include, path

from colonnade.api import urls as api
from colonnade.staff import urls as staff
from colonnade.web import urls as web

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("staff/", include(staff.urlpatterns)),
    path("api/v1/", include(api.urlpatterns)),
    *web.urlpatterns,
]

handler400 = "colonnade.web.views.errors.bad_request"
handler404 = "colonnade.web.views.errors.not_found"
handler500 = "colonnade.web.views.errors.broken"
