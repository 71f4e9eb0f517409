"""What all pages of the newspaper share: the words that their templates know."""

from collections.abc import Mapping
from unicodedata import bidirectional

from django.http import HttpRequest, HttpResponse

from colonnade.kit.keys import ARTICLES, BYLINES
from colonnade.web.keeping import Keeping
from colonnade.web.views.newspaper.linked_data import (
    full,
    share_height,
    share_picture,
    share_width,
)
from colonnade.web.views.pages import public_page

# What every list of articles hangs on.
LISTED = Keeping((ARTICLES, BYLINES))
HELPERS: Mapping[str, object] = {
    "full": full,
    "left_out": False,
    "preview": False,
    "share_height": share_height,
    "share_picture": share_picture,
    "share_width": share_width,
}


def direction_of(text: str) -> str:
    """Return the direction in which a text is read, for `dir`: that of its first letter.

    What stands around a text, as the rule of a quotation, follows it.
    """
    kinds = (bidirectional(letter) for letter in text)
    first = next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    keeping: Keeping,
    frames: tuple[str, ...] = (),
) -> HttpResponse:
    """Answer with a page of the newspaper, the same for everybody; `keeping`: what spoils it."""
    path, whole = f"web/newspaper/{template}.html", {**HELPERS, **context}
    return public_page(request, path, whole, keeping=keeping, frames=frames)
