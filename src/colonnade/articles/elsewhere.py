"""The newsroom has no screens for accounts: these addresses lead to the ones that the site has."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView
from wagtail.admin.viewsets.base import ViewSet


class PeopleElsewhere(ViewSet):
    """Stands where the newsroom's own screens of users and groups would be."""

    menu_hook = ""
    add_to_admin_menu = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return one address that leads to the people of the site."""
        return [path("", RedirectView.as_view(url="/staff/people/"), name="index")]
