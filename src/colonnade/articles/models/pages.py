"""The front page, sections, and plain pages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from colonnade.articles import places
from colonnade.articles.blocks import BODY, EARLIER
from colonnade.articles.front_form import FrontPageForm
from colonnade.articles.models.rendered import Rendered
from colonnade.articles.previewing import Previewed


class FrontPage(Previewed, Page):
    """The root of the newspaper, and the editors' order of its front."""

    picks = StreamField(
        EARLIER,
        verbose_name=_("the editors' order"),
        blank=True,
        help_text=_("These stand first, in this order; the latest articles follow."),
    )
    content_panels = [FieldPanel("picks")]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []
    base_form_class = FrontPageForm
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.SectionPage", "articles.PlainPage"]

    class Meta:
        verbose_name = _("front page")

    @property
    def own_path(self) -> str:
        """Return where readers find it."""
        return "/"


class SectionPage(Previewed, Page):
    """Where articles belong."""

    standfirst = models.CharField(_("line under the name"), max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(
        _("place in the menu"), default=100, help_text=_("Small numbers stand first.")
    )
    sample = models.BooleanField(default=False, editable=False)

    content_panels = [
        TitleFieldPanel("title", heading=_("Name"), placeholder=_("Name")),
        FieldPanel("slug", heading=_("In its address"), help_text=_("/<…>/")),
        FieldPanel("standfirst"),
        FieldPanel("place"),
    ]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []
    parent_page_types = ["articles.FrontPage"]
    subpage_types = ["articles.ArticlePage"]

    class Meta:
        verbose_name = _("section")

    @property
    def own_path(self) -> str:
        """Return where readers find it."""
        return places.section_path(self.slug)

    def clean(self) -> None:
        """Refuse a name that another address of the site has taken."""
        super().clean()
        if self.slug.lower() in places.RESERVED:
            sentence = _now("“%(slug)s” is the first word of other addresses. Choose another.")
            raise ValidationError({"slug": sentence % {"slug": self.slug}})


class PlainPage(Rendered, Previewed, Page):
    """A page that is no article: About, Contact, Privacy."""

    body = StreamField(BODY, verbose_name=_("text"), blank=True)
    in_footer = models.BooleanField(_("linked at the foot of every page"), default=True)
    html = models.TextField(editable=False, blank=True)
    rendering = models.CharField(max_length=24, editable=False, blank=True)
    hosts = models.JSONField(editable=False, default=list, null=True)
    sample = models.BooleanField(default=False, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("slug", heading=_("In its address"), help_text=_("/pages/<…>/")),
        FieldPanel("body"),
        FieldPanel("in_footer"),
        FieldPanel("search_description", heading=_("Line for search engines")),
    ]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []
    parent_page_types = ["articles.FrontPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("plain page")

    @property
    def own_path(self) -> str:
        """Return where readers find it."""
        return places.page_path(self.slug)

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        """Keep the page with its HTML."""
        self.render_anew()
        super().save(*args, **kwargs)
