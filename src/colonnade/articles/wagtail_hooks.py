"""The newsroom as this house wants it: few places, its own dashboard, nothing of accounts."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import PageExplorerMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from colonnade.articles import dashboard
from colonnade.articles.models import Byline

_PLACES = {"explorer", "images", "bylines", "reports", "desk", "site"}
_REPORTS = {"locked-pages", "site-history", "aging-pages"}


class BylineScreens(SnippetViewSet):
    """The bylines, with a place of their own in the menu."""

    model = Byline
    icon = "user"
    menu_label = _("Bylines")
    menu_name = "bylines"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "line"]


register_snippet(BylineScreens)


class PagesMenuItem(MenuItem):
    """The tree of pages from the front page down: nobody needs what lies above."""

    def render_component(self, request: HttpRequest) -> PageExplorerMenuItem:
        """Return the item with the front page as its start."""
        front = dashboard.front_page()
        if front is None:
            return super().render_component(request)
        return PageExplorerMenuItem(
            self.name, self.label, self.url, front, icon_name=self.icon_name
        )


@hooks.register("construct_main_menu")
def choose_places(request: HttpRequest, items: list[MenuItem]) -> None:
    """Keep the few places that editors need."""
    kept = [item for item in items if item.name in _PLACES - {"explorer"}]
    for item in kept:
        if item.name == "images":
            item.label = _("Pictures")
    pages = PagesMenuItem(
        _("Pages"),
        reverse("wagtailadmin_explore_root"),
        name="explorer",
        icon_name="folder-open-inverse",
        order=100,
    )
    items[:] = [pages, *kept]


@hooks.register("register_admin_menu_item")
def to_site() -> MenuItem:
    """Return the way to what readers see."""
    # With "/" alone the menu would take every page of the newsroom for this place.
    return MenuItem(_("View site"), "/#", name="site", icon_name="view", order=10_000)


@hooks.register("register_admin_menu_item")
def to_desk() -> MenuItem:
    """Return the way to the comments that wait."""
    return MenuItem(_("Comments"), "/staff/", name="desk", icon_name="comment", order=9000)


@hooks.register("construct_reports_menu")
def choose_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Keep the reports on what this newsroom has."""
    items[:] = [item for item in items if item.name in _REPORTS]


@hooks.register("construct_homepage_panels")
def choose_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Put our own panels on the dashboard."""
    panels[:] = dashboard.panels()


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Component]) -> None:
    """Count nothing: the panels say what is to do."""
    items.clear()


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """Return the link to the newsroom's own style."""
    return format_html('<link rel="stylesheet" href="{}">', static("articles/newsroom.css"))
