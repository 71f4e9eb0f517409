"""Contrast of two colors, and the nearest shade of a color that can be read.

Luminance and ratio as WCAG 2.2 defines them ("relative luminance", "contrast ratio").
"""

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass

READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3 (AA), for text of ordinary size
# What letters stand on: the paper and the wash of web/paper.css, light and dark.
LIGHT = ("#fffdf9", "#f5f1e8")
DARK = ("#16150f", "#201e17")

_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 200
_LOW = 0.04045  # below it, sRGB is linear


@dataclass(frozen=True, slots=True)
class Shade:
    """A color for one paper: as it is used, what the owner's own would have there, and whether
    it had to be changed.
    """

    color: str
    ratio: float
    asked_ratio: float

    @property
    def is_changed(self) -> bool:
        """Return whether another shade than the owner's is used."""
        return self.asked_ratio < READABLE


def is_color(text: str) -> bool:
    """Tell whether the text is a color of the form #rrggbb, in small letters."""
    return bool(_HEX.fullmatch(text))


def luminance(color: str) -> float:
    """Return the relative luminance of #rrggbb, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colors, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def shade_for(color: str, papers: Sequence[str], least: float = READABLE) -> Shade:
    """Return the shade of this hue that can be read on all of these papers.

    It is the color itself where that can be; else as little lighter (on dark papers) or darker
    (on light ones) as is needed.
    """
    asked = _worst(color, papers)
    if asked >= least:
        return Shade(color, asked, asked)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(color))
    end = 1.0 if luminance(papers[0]) < luminance("#777777") else 0.0
    found = color
    for step in range(1, _STEPS + 1):
        nearer = lightness + (end - lightness) * step / _STEPS
        found = _hex(colorsys.hls_to_rgb(hue, nearer, saturation))
        if _worst(found, papers) >= least:
            break
    return Shade(found, _worst(found, papers), asked)


def _worst(color: str, papers: Sequence[str]) -> float:
    return min(ratio(color, paper) for paper in papers)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LOW else ((part + 0.055) / 1.055) ** 2.4


def _parts(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(parts: Sequence[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
