"""The newsroom's first screen: write, go on with a draft, see what is to come and what came."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from colonnade.articles.models import ArticlePage, FrontPage, SectionPage
from colonnade.kit import clock

_LENGTH = 8
Context = Mapping[str, object]


class Write(Component):
    """A way into a new article, section by section."""

    order = 10
    template_name = "articles/dashboard/write.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Return the sections in the order of the menu."""
        sections = SectionPage.objects.filter(live=True).order_by("place", "title")
        return {"sections": sections.values_list("pk", "title"), "front": front_page()}


class Listed(Component):
    """A list of articles under a heading, or nothing where there are none."""

    template_name = "articles/dashboard/list.html"
    heading = _("Articles")
    name = ""

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Return the first articles of the list."""
        rows = self.rows().select_related("section")[:_LENGTH]
        return {"heading": self.heading, "name": self.name, "rows": rows}

    def rows(self) -> "QuerySet[ArticlePage]":
        """Return all that belong here, the most urgent first."""
        return ArticlePage.objects.none()


class Drafts(Listed):
    """What is written and not public, or not in this wording."""

    order = 20
    heading, name = _("Drafts"), "drafts"

    def rows(self) -> "QuerySet[ArticlePage]":
        """Return them, the last one edited first."""
        found = ArticlePage.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
        return found.exclude(pk__in=_scheduled()).order_by("-latest_revision_created_at", "-pk")


class Scheduled(Listed):
    """What will be public by itself."""

    order = 30
    heading, name = _("Scheduled"), "scheduled"

    def rows(self) -> "QuerySet[ArticlePage]":
        """Return them, the next one first."""
        return ArticlePage.objects.filter(pk__in=_scheduled()).order_by("go_live_at", "pk")


class Recent(Listed):
    """What readers see since a short while."""

    order = 40
    heading, name = _("Recently published"), "recent"

    def rows(self) -> "QuerySet[ArticlePage]":
        """Return them, the last one published first."""
        found = ArticlePage.objects.filter(live=True, published__lte=clock.now())
        return found.order_by("-published", "-pk")


def panels() -> list[Component]:
    """Return the panels of the first screen."""
    return [Write(), Drafts(), Scheduled(), Recent()]


def front_page() -> int | None:
    """Return the number of the page that all others lie under, or None before there is one."""
    return FrontPage.objects.values_list("pk", flat=True).first()


def _scheduled() -> list[int]:
    found = ArticlePage.objects.filter(_revisions__approved_go_live_at__isnull=False)
    return list(found.values_list("pk", flat=True))
