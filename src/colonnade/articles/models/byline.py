"""Bylines: the names under which articles appear."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.search import index


class Byline(index.Indexed, models.Model):
    """A named author, or a desk, with a picture."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("in its address"),
        max_length=80,
        unique=True,
        allow_unicode=True,
        help_text="/bylines/<…>/",
        error_messages={"unique": _("Another byline has this address. Choose another.")},
    )
    line = models.CharField(
        _("line under the name"), max_length=120, blank=True, help_text=_("Harbor correspondent")
    )
    about = models.TextField(_("about"), max_length=1000, blank=True)
    picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sample = models.BooleanField(default=False, editable=False)

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("line"),
        FieldPanel("about"),
        FieldPanel("picture"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["name"]

    def __str__(self) -> str:
        return str(self.name)
