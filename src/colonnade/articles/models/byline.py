"""Bylines: the names under which articles appear."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class Byline(index.Indexed, models.Model):
    """A named author, or a desk, with a picture."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("in addresses"), max_length=80, unique=True, help_text="/bylines/<…>/"
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
        FieldPanel("name"),
        FieldPanel("slug"),
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
