"""What the newsroom's forms say and refuse beyond what Wagtail's do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL.Image import DecompressionBombError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, DecompressionBombError)


class PictureFile(WagtailImageField):
    """Refuses a broken picture also where Wagtail, which opens it again, would stumble."""

    def to_python(self, data: object) -> object:
        """Return the file; raises ValidationError for what is no picture."""
        try:
            return super().to_python(data)
        except _BROKEN as error:
            raise ValidationError(_("This file is no picture, or a broken one.")) from error


class PictureForm(BaseImageForm):
    """Asks for the words of a picture with a sentence of its own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].error_messages["required"] = _(
                "Please say what one sees: some readers have only these words."
            )
        if "file" in self.fields:
            was = self.fields["file"]
            self.fields["file"] = PictureFile(
                label=was.label, required=was.required, widget=was.widget
            )
