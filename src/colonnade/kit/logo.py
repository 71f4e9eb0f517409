"""A site's logo made from an uploaded picture, in its own proportions."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from colonnade.kit.pictures import MAX_MIB, make_copy
from colonnade.kit.refusals import Kind, Refusal

MOST_WIDE, MOST_HIGH = 1280, 320  # pixels: twice what a page shows, for fine screens
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A WebP and its size in pixels."""

    data: bytes
    width: int
    height: int


def make_logo(data: bytes) -> LogoFile:
    """Return a JPEG, PNG, WebP, GIF or AVIF as a WebP that fits the masthead.

    Raises Refusal picture_too_large (max_mib), picture_svg and those of `make_copy`.
    """
    if len(data) > MAX_MIB * 2**20:
        raise Refusal("picture_too_large", Kind.TOO_LARGE, max_mib=MAX_MIB)
    if b"<svg" in data[:_HEAD].lower():
        raise Refusal("picture_svg", Kind.INVALID)
    logo = _fitted(data, MOST_WIDE)
    if logo.height > MOST_HIGH:
        logo = _fitted(data, max(1, logo.width * MOST_HIGH // logo.height))
    return logo


def _fitted(data: bytes, width: int) -> LogoFile:
    copy = make_copy(data, width=width, form="webp")
    with Image.open(BytesIO(copy), formats=["WEBP"]) as made:  # our own child wrote it
        return LogoFile(copy, *made.size)
