"""What the body of an article is made of."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

_LINE = 300
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "blockquote"]


class PictureBlock(blocks.StructBlock):
    """A picture with words below it; its credit comes with the picture."""

    picture = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=_LINE)

    class Meta:
        icon = "image"
        label = _("Picture")


class GroupBlock(blocks.StructBlock):
    """Several pictures that belong together."""

    lead_in = blocks.CharBlock(label=_("words that lead in"), required=False, max_length=_LINE)
    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2, max_num=12)

    class Meta:
        icon = "image"
        label = _("Picture group")


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, and where they stand."""

    text = blocks.TextBlock(label=_("what was said"), max_length=3000, rows=3)
    speaker = blocks.CharBlock(label=_("who said it"), required=False, max_length=_LINE)
    url = blocks.URLBlock(label=_("where it stands"), required=False, max_length=2000)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class VideoBlock(blocks.StructBlock):
    """A video on another host: nothing is loaded from there until the reader asks for it."""

    url = blocks.URLBlock(label=_("address of the video"), max_length=2000)
    title = blocks.CharBlock(label=_("what it shows"), max_length=_LINE)
    poster = ImageChooserBlock(label=_("picture in its place"), required=False)
    credit = blocks.CharBlock(label=_("who made it"), required=False, max_length=_LINE)
    credit_url = blocks.URLBlock(
        label=_("its source"),
        required=False,
        max_length=2000,
        help_text=_("Readers find it behind the word “(source)”."),
    )

    class Meta:
        icon = "media"
        label = _("Video")


class SourceBlock(blocks.StructBlock):
    """A page or document that the article rests on."""

    url = blocks.URLBlock(label=_("link"), max_length=2000)
    title = blocks.CharBlock(label=_("title"), max_length=_LINE)
    outlet = blocks.CharBlock(label=_("outlet"), required=False, max_length=_LINE)
    date = blocks.DateBlock(label=_("date"), required=False)

    class Meta:
        icon = "link"
        label = pgettext_lazy("what an article cites", "Source")


class SourcesBlock(blocks.StructBlock):
    """The sources of the article, as a list."""

    sources = blocks.ListBlock(SourceBlock(), label=_("sources"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Sources")


class CorrectionBlock(blocks.StructBlock):
    """A mistake that was mended, told to the readers."""

    date = blocks.DateBlock(label=_("date"))
    text = blocks.TextBlock(label=_("what was wrong, and what is right"), max_length=2000, rows=3)

    class Meta:
        icon = "warning"
        label = _("Correction")


BODY = [
    ("text", blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)),
    ("picture", PictureBlock()),
    ("group", GroupBlock()),
    ("quotation", QuotationBlock()),
    ("video", VideoBlock()),
    ("sources", SourcesBlock()),
]
CORRECTIONS = [("correction", CorrectionBlock())]
EARLIER = [
    ("article", blocks.PageChooserBlock(page_type="articles.ArticlePage", label=_("article")))
]
