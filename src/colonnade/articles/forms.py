"""What the newsroom's forms say and refuse beyond what Wagtail's do."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """Asks for the words of a picture with a sentence of its own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].error_messages["required"] = _(
                "Please say what one sees: some readers have only these words."
            )
