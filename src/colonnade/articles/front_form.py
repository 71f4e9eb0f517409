"""The form of the front page; apart from the forms of pictures, which need every model loaded."""

from django.forms import Media
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.staticfiles import versioned_static


class FrontPageForm(WagtailAdminPageForm):
    """Brings the script along that Wagtail forgets where all blocks are choosers."""

    @property
    def media(self) -> Media:
        """Return what the form loads."""
        known: Media = super().media
        return known + Media(js=[versioned_static("wagtailadmin/js/telepath/widgets.js")])
