"""What all pages of the newsroom share: their own addresses, and a preview as readers see it.

How readers see a page is the business of a door above this room: `project` puts it in here.
"""

from collections.abc import Callable
from typing import ClassVar
from urllib.parse import quote

from django.db import models
from wagtail.models import Page

from colonnade.sites.reading import public_address

# From a request and a page to an answer; this room looks into neither.
Show = Callable[[object, Page], object]


class Slot:
    """Holds the one function that shows a page which is not public."""

    show: ClassVar[Show | None] = None


class Previewed(models.Model):
    """A page with an address of ours, previewed by the door that shows it to readers."""

    # Nothing is published for some readers only.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_url_parts(self, request: object = None) -> tuple[int, str, str]:
        """Return Wagtail's triple of site, base address and path."""
        return (1, public_address(""), quote(self.own_path))  # type: ignore[attr-defined]

    def serve_preview(self, request: object, mode_name: str) -> object:
        """Return the page as readers would see it."""
        if Slot.show is None:
            raise RuntimeError("project fills the slot when the newsroom is loaded")
        return Slot.show(request, self)
