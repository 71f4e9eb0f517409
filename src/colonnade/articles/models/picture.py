"""Pictures: the newsroom's originals. Readers get copies made from their pixels alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """A picture with what one sees on it, and who made it."""

    description = models.CharField(
        _("what one sees"),
        max_length=255,
        help_text=_("Read aloud to those who cannot see the picture."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    sample = models.BooleanField(default=False, editable=False)
    # As Wagtail has it, without a way back: a person's own `picture` is another thing.
    uploaded_by_user = models.ForeignKey(
        "people.Person",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    admin_form_fields = ("title", "file", "description", "credit", "collection", "tags")

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the picture with the hash that names its public copies."""
        if not self.file_hash:
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """Return the words for those who cannot see it."""
        return str(self.description)


class PictureRendition(AbstractRendition):
    """A copy for the newsroom's own screens."""

    image = models.ForeignKey(
        "articles.Picture", on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
