"""A sheet in the press: shapes are laid on it one over the other, and it becomes an SVG."""

import math
from collections.abc import Iterable, Sequence
from random import Random

from linocut.inks import PAPER

Point = tuple[float, float]


def dots(points: Iterable[Point]) -> str:
    """Return `points` as SVG writes them."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


class Sheet:
    """One picture of `width` x `height`. The same name gives the same picture."""

    def __init__(self, name: str, width: int = 1600, height: int = 1067) -> None:
        self.name, self.width, self.height = name, width, height
        self.rng = Random(name)
        self.wear = 1.0
        self._defs: list[str] = []
        self._body: list[str] = []

    def add(self, markup: str) -> None:
        """Lay any SVG on the sheet."""
        self._body.append(markup)

    def poly(self, points: Iterable[Point], fill: str, more: str = "") -> None:
        """Lay a polygon."""
        self.add(f'<polygon points="{dots(points)}" fill="{fill}" {more}/>')

    def path(self, d: str, fill: str, more: str = "") -> None:
        """Lay a filled path."""
        self.add(f'<path d="{d}" fill="{fill}" {more}/>')

    def rect(self, x: float, y: float, size: Point, fill: str, more: str = "") -> None:
        """Lay a rectangle."""
        w, h = size
        self.add(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}" {more}/>'
        )

    def disc(self, x: float, y: float, r: float, fill: str, squash: float = 1) -> None:
        """Lay a disc, or an ellipse that is `squash` times as high as it is wide."""
        self.add(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{r:.1f}" ry="{r * squash:.1f}" fill="{fill}"/>'
        )

    def line(self, points: Sequence[Point], ink: str, thick: float, more: str = "") -> None:
        """Lay a line with round ends."""
        self.add(
            f'<polyline points="{dots(points)}" fill="none" stroke="{ink}" '
            f'stroke-width="{thick:.1f}" stroke-linecap="round" stroke-linejoin="round" {more}/>'
        )

    def curve(self, d: str, ink: str, thick: float, more: str = "") -> None:
        """Lay a line along a path."""
        self.add(
            f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{thick:.1f}" '
            f'stroke-linecap="round" {more}/>'
        )

    def taper(self, a: Point, b: Point, widths: Point, fill: str) -> None:
        """Lay a bar from `a` to `b` that is as wide as `widths` at its ends."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = math.hypot(dx, dy) or 1
        nx, ny = -dy / length / 2, dx / length / 2
        one, two = widths
        self.poly(
            [
                (a[0] + nx * one, a[1] + ny * one),
                (b[0] + nx * two, b[1] + ny * two),
                (b[0] - nx * two, b[1] - ny * two),
                (a[0] - nx * one, a[1] - ny * one),
            ],
            fill,
        )

    def fade(self, top: str, bottom: str, box: tuple[float, float], middle: str = "") -> None:
        """Roll a band of ink from one color to another between two heights."""
        key = f"fade{len(self._defs)}"
        stop = f'<stop offset=".55" stop-color="{middle}"/>' if middle else ""
        self._defs.append(
            f'<linearGradient id="{key}" x1="0" y1="0" x2="0" y2="1"><stop stop-color="{top}"/>'
            f'{stop}<stop offset="1" stop-color="{bottom}"/></linearGradient>'
        )
        self.rect(-9, box[0], (self.width + 18, box[1] - box[0]), f"url(#{key})")

    def mask(self, shape: str) -> str:
        """Return what opens a group that shows only inside `shape` (SVG); "</g>" ends it."""
        key = f"clip{len(self._defs)}"
        self._defs.append(f'<clipPath id="{key}">{shape}</clipPath>')
        return f'<g clip-path="url(#{key})">'

    def inside(self, points: Iterable[Point]) -> None:
        """Open a group that shows only inside this polygon; `outside` ends it."""
        self.add(self.mask(f'<polygon points="{dots(points)}"/>'))

    def outside(self) -> None:
        """End the group."""
        self.add("</g>")

    def cut(self, x: float, y: float, size: Point, angle: float, fill: str) -> None:
        """Lay one mark of the gouge: long, thin, pointed at both ends."""
        half, thick = size[0] / 2, size[1]
        self.add(
            f'<path transform="translate({x:.1f} {y:.1f}) rotate({angle:.1f})" fill="{fill}" '
            f'd="M{-half:.1f} 0Q0 {-thick:.1f} {half:.1f} 0Q0 {thick:.1f} {-half:.1f} 0"/>'
        )

    def svg(self) -> str:
        """Return the whole picture."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}"><defs>{_filters(len(self.name), self.wear)}'
            f"{''.join(self._defs)}</defs>"
            f'<rect width="{self.width}" height="{self.height}" fill="{PAPER}"/>'
            f'<g filter="url(#knife)">{"".join(self._body)}</g>'
            f'<rect width="{self.width}" height="{self.height}" filter="url(#wear)"/></svg>'
        )


def _filters(seed: int, wear: float) -> str:
    """Return the knife's unsteadiness, and the places where the ink did not take."""
    whole = 'x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"'
    return (
        f'<filter id="knife" {whole}><feTurbulence type="fractalNoise" baseFrequency=".035" '
        f'numOctaves="2" seed="{seed}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" '
        'scale="7" xChannelSelector="R" yChannelSelector="G"/></filter>'
        f'<filter id="wear" {whole}><feTurbulence type="fractalNoise" baseFrequency=".42" '
        f'numOctaves="1" seed="{seed}" result="fine"/><feTurbulence type="fractalNoise" '
        f'baseFrequency=".006" numOctaves="2" seed="{seed + 7}" result="broad"/>'
        '<feComposite in="fine" in2="broad" operator="arithmetic" k2="1" k3=".55" k4="0" '
        'result="sum"/><feColorMatrix in="sum" values="0 0 0 0 .957 0 0 0 0 .918 0 0 0 0 .84 '
        f'{9 * wear:.2f} 0 0 0 {-9.3 * wear:.2f}"/></filter>'
    )
