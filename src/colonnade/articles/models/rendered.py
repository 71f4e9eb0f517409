"""What an article and a plain page share: the HTML of their body is kept beside it."""

from django.db import models

from colonnade.articles.rendering import frame_hosts, rendering_key, stored_html

# The fields that are worked out from the body.
RENDERED = ("html", "hosts", "rendering")


class Rendered(models.Model):
    """A row with a body, with its HTML, and with the hosts that its videos are loaded from."""

    hosts: list[str] | None

    class Meta:
        abstract = True

    @property
    def is_rendered(self) -> bool:
        """Tell whether the HTML was made by this code and in this language."""
        return bool(self.rendering == rendering_key())

    def render_anew(self) -> None:
        """Work out all fields of `RENDERED`, without storing them."""
        self.html = stored_html(self.body)  # type: ignore[attr-defined]
        self.hosts = sorted(frame_hosts(self.body))  # type: ignore[attr-defined]
        self.rendering = rendering_key()
