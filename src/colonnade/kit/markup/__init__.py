"""What people write becomes safe HTML: parsed by its format, arranged, sanitized last.

Nothing edits the HTML after `sanitize`, so sanitize(render(x, f)) == render(x, f).
"""

from enum import StrEnum

from colonnade.kit.markup.clean import sanitize, sanitize_editorial
from colonnade.kit.markup.commonmark import commonmark_to_html
from colonnade.kit.markup.imported import imported_to_html
from colonnade.kit.markup.plain import has_text, plain, plain_of_clean
from colonnade.kit.markup.plaintext import text_to_html
from colonnade.kit.markup.wild import TooWild

__all__ = [
    "RENDER_VERSION",
    "Format",
    "plain",
    "plain_of_clean",
    "render",
    "sanitize",
    "sanitize_editorial",
]

# Raised whenever the same source gives other HTML, so that what is stored is made anew.
RENDER_VERSION = 1


class Format(StrEnum):
    """How a source is to be read."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"


_READERS = {
    Format.MARKDOWN: commonmark_to_html,
    Format.HTML: imported_to_html,
    Format.TEXT: text_to_html,
}


def render(source: str, format: Format) -> str:  # noqa: A002 - the product's word for it
    """Return the HTML that shows `source` (no lone surrogates), in time linear in its length.

    What is nested or marked up too wildly to be read in that time is shown as plain text, and
    so is Markdown of which nothing would be seen ("#", or the definition of a link alone).
    """
    try:
        html = sanitize(_READERS[format](source))
    except TooWild:
        return sanitize(text_to_html(source))
    if format is Format.MARKDOWN and not has_text(html) and source.strip():
        return sanitize(text_to_html(source))
    return html
