"""An article, its bylines and its tags."""

from typing import Any, ClassVar

from django.db import models
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from colonnade.articles import places
from colonnade.articles.blocks import BODY, CORRECTIONS, EARLIER
from colonnade.articles.models.pages import SectionPage
from colonnade.articles.models.rendered import RENDERED, Rendered
from colonnade.articles.previewing import Previewed

# What belongs to the article as readers know it, whatever an older wording said.
_KEPT = ("section", "published", "public_path", "told", "sample")


class Discussion(models.TextChoices):
    """What an article wants of its discussion."""

    OPEN = "open", _("open")
    READ_ONLY = "read-only", _("read-only")
    HIDDEN = "hidden", _("hidden")


class Commenting(models.TextChoices):
    """Who may comment below an article."""

    AS_SITE = "", _("as everywhere on this site")
    MEMBERS = "members", _("members only")
    GUESTS_HELD = "guests-held", _("members, and guests after a moderator has read them")
    GUESTS = "guests", _("everybody")


class ArticleTag(TaggedItemBase):
    """That an article bears a tag."""

    content_object = ParentalKey(
        "articles.ArticlePage", related_name="tagged_items", on_delete=models.CASCADE
    )


class ArticleByline(Orderable):
    """That an article appears under a byline."""

    article = ParentalKey("articles.ArticlePage", related_name="bylines", on_delete=models.CASCADE)
    byline = models.ForeignKey(
        "articles.Byline", verbose_name=_("byline"), on_delete=models.PROTECT, related_name="+"
    )
    # A plain list of choices: Wagtail's own chooser needs inline script here.
    panels = [FieldPanel("byline", widget=Select)]


class ArticlePage(Rendered, Previewed, Page):
    """An article. The row holds what readers see, or nothing public while it is not live."""

    standfirst = models.TextField(_("standfirst"), max_length=500, blank=True)
    lead = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_caption = models.CharField(_("its caption"), max_length=300, blank=True)
    body = StreamField(BODY, verbose_name=_("text"), blank=True)
    earlier = StreamField(
        EARLIER,
        verbose_name=_("previously"),
        blank=True,
        help_text=_("Earlier articles of ours that readers should know."),
    )
    corrections = StreamField(
        CORRECTIONS,
        verbose_name=_("corrections"),
        blank=True,
        help_text=_("Readers see them, with their dates, above the text."),
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))
    discussion = models.CharField(
        _("discussion"), max_length=12, choices=Discussion, default=Discussion.OPEN
    )
    commenting = models.CharField(
        _("who may comment"), max_length=16, choices=Commenting, blank=True, default=""
    )
    close_after = models.PositiveIntegerField(
        _("close after so many days"),
        null=True,
        blank=True,
        help_text=_("Counted from the publication; empty: stays open."),
    )
    # What follows is worked out, never typed.
    section = models.ForeignKey(
        "articles.SectionPage",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    published = models.DateTimeField(null=True, editable=False)
    # Where readers found it last; empty before its first publication.
    public_path = models.CharField(max_length=400, editable=False, blank=True)
    # What it wanted of its discussion when readers saw it last.
    told = models.CharField(max_length=60, editable=False, blank=True)
    html = models.TextField(editable=False, blank=True)
    rendering = models.CharField(max_length=24, editable=False, blank=True)
    hosts = models.JSONField(editable=False, default=list)
    sample = models.BooleanField(default=False, editable=False)

    text_panels = [
        TitleFieldPanel("title", heading=_("Headline"), placeholder=_("Headline")),
        FieldPanel("standfirst", help_text=_("One or two sentences, in lists and above the text.")),
        InlinePanel("bylines", heading=_("Bylines"), label=_("byline")),
        MultiFieldPanel(
            [FieldPanel("lead"), FieldPanel("lead_caption")], heading=_("Lead picture")
        ),
        FieldPanel("body"),
        FieldPanel("earlier"),
        FieldPanel("corrections"),
    ]
    place_panels = [
        FieldPanel("slug", heading=_("In its address"), help_text=_("/section/<…>/")),
        FieldPanel("tags"),
        FieldPanel(
            "search_description",
            heading=_("Line for search engines"),
            help_text=_("Where it is empty, the standfirst stands in its place."),
        ),
    ]
    talk_panels = [
        FieldPanel("discussion", help_text=_("Read-only: readers see it, nobody adds to it.")),
        FieldPanel("commenting"),
        FieldPanel("close_after"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Article")),
            ObjectList(place_panels, heading=_("Address and tags")),
            ObjectList(talk_panels, heading=_("Discussion")),
            ObjectList(Page.settings_panels, heading=_("Dates and notes")),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("standfirst")]
    parent_page_types = ["articles.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    # A copy is a new article.
    exclude_fields_in_copy = [*_KEPT, *RENDERED]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["public_path"], name="article_path"),
            models.Index(fields=["-published"], name="article_latest"),
            models.Index(fields=["section", "-published"], name="article_in_section"),
        ]

    @property
    def own_path(self) -> str:
        """Return where readers find it."""
        section = self.section or self.section_above()
        return places.article_path(section.slug if section else "", self.slug)

    @property
    def wishes(self) -> str:
        """Return in short what the article wants of its discussion."""
        return f"{self.discussion} {self.commenting} {self.close_after or ''}"

    def section_above(self) -> SectionPage | None:
        """Return the section in whose folder the article lies."""
        above = self.path[: -self.steplen]
        return SectionPage.objects.filter(path=above).first() if above else None

    def with_content_json(self, content: dict[str, Any]) -> "ArticlePage":
        """Return a wording of the article; what readers know of it is not taken from there."""
        wording: ArticlePage = super().with_content_json(content)
        for name in _KEPT:
            setattr(wording, name, getattr(self, name))
        return wording

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        """Keep the article with all that readers need of it."""
        if self.path:
            self.section = self.section_above()
        if self.live:
            self.published = self.published or self.first_published_at
        self.render_anew()
        super().save(*args, **kwargs)
