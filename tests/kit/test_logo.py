"""A logo keeps its proportions and nothing but its pixels."""

from io import BytesIO

import pytest
from PIL import Image

from colonnade.kit.logo import MOST_HIGH, MOST_WIDE, make_logo
from colonnade.kit.refusals import Refusal


def png(width, height, mode="RGBA"):
    out = BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "made"),
    [
        ((300, 100), (300, 100)),
        ((2560, 200), (MOST_WIDE, 100)),
        ((400, 1600), (80, MOST_HIGH)),
        ((1, 2000), (1, 2000)),
    ],
)
def test_a_logo_fits_and_keeps_its_proportions(size, made):
    logo = make_logo(png(*size))
    assert (logo.width, logo.height) == made
    with Image.open(BytesIO(logo.data), formats=["WEBP"]) as picture:
        assert picture.size == made
        assert picture.convert("RGBA").getchannel("A").getpixel((0, 0)) == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_svg"),
        (b"<?xml version='1.0'?>\n<!-- a --><SVG/>", "picture_svg"),
        (b"hello", "picture_unreadable"),
        (b"", "picture_unreadable"),
        (b"x" * (8 * 2**20 + 1), "picture_too_large"),
    ],
)
def test_others_are_refused(data, code):
    with pytest.raises(Refusal) as caught:
        make_logo(data)
    assert caught.value.code == code
