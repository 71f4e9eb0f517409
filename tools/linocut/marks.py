"""What recurs in the pictures: marks of the gouge, water, rays, roofs, people, birds."""

import math

from linocut.sheet import Point, Sheet

Box = tuple[float, float, float, float]


def scatter(sheet: Sheet, box: Box, count: int, size: Point, fill: str, angle: float = 0) -> None:
    """Strew marks over a box (left, top, right, bottom)."""
    rng = sheet.rng
    for _ in range(count):
        sheet.cut(
            rng.uniform(box[0], box[2]),
            rng.uniform(box[1], box[3]),
            (size[0] * rng.uniform(0.5, 1.5), size[1] * rng.uniform(0.5, 1.4)),
            angle + rng.uniform(-4, 4),
            fill,
        )


def water(
    sheet: Sheet, top: float, bottom: float, fill: str, rows: int = 30, gap: float = 1
) -> None:
    """Cut water: short marks far away, long ones near by."""
    rng = sheet.rng
    for row in range(rows):
        far = (row + 0.5) / rows
        y = top + (bottom - top) * far**1.7
        length = 24 + 190 * far
        x = rng.uniform(-length, 0)
        while x < sheet.width + length:
            sheet.cut(
                x,
                y + rng.uniform(-3, 3) * (1 + 2 * far),
                (length * rng.uniform(0.5, 1.3), 1.5 + 8 * far),
                rng.uniform(-1.5, 1.5),
                fill,
            )
            x += length * rng.uniform(0.9, 2.2) * gap


def glitter(sheet: Sheet, x: float, rows: Point, widths: Point, fill: str, count: int = 60) -> None:
    """Lay the road of light below a sun, a moon or a lamp."""
    rng = sheet.rng
    for _ in range(count):
        far = rng.random() ** 0.8
        y = rows[0] + (rows[1] - rows[0]) * far
        half = widths[0] + (widths[1] - widths[0]) * far
        sheet.cut(
            x + rng.gauss(0, half / 2.4),
            y,
            (half * rng.uniform(0.3, 1), 2 + 6 * far),
            rng.uniform(-1, 1),
            fill,
        )


def rays(
    sheet: Sheet, center: Point, radii: Point, count: int, fill: str, thick: float = 5
) -> None:
    """Cut rays around a light, in rings that stand further apart the further out."""
    rng = sheet.rng
    for _ in range(count):
        turn = rng.uniform(0, math.tau)
        r = radii[0] + (radii[1] - radii[0]) * rng.random() ** 1.2
        length = (30 + r * 0.12) * rng.uniform(0.6, 1.3)
        sheet.cut(
            center[0] + r * math.cos(turn),
            center[1] + r * math.sin(turn),
            (length, thick * rng.uniform(0.5, 1.1)),
            math.degrees(turn),
            fill,
        )


def rings(sheet: Sheet, center: Point, radii: Point, step: float, fill: str) -> None:
    """Cut broken rings around a light."""
    rng = sheet.rng
    r = radii[0]
    while r < radii[1]:
        turn = rng.uniform(0, 1)
        while turn < math.tau:
            length = min(rng.uniform(50, 130), r * 0.9)
            sheet.cut(
                center[0] + r * math.cos(turn),
                center[1] + r * math.sin(turn),
                (length, rng.uniform(2.5, 5)),
                math.degrees(turn) + 90,
                fill,
            )
            turn += length / r * rng.uniform(1.15, 1.7)
        r += step * rng.uniform(0.85, 1.15)


def gull(sheet: Sheet, x: float, y: float, span: float, fill: str, tilt: float = 0) -> None:
    """Lay a gull in flight, seen from afar."""
    s = span / 2
    d = (
        f"M{-s} {-0.1 * s}C{-0.7 * s} {-0.5 * s} {-0.3 * s} {-0.45 * s} 0 0"
        f"C{0.3 * s} {-0.5 * s} {0.7 * s} {-0.55 * s} {s} {-0.2 * s}"
        f"C{0.6 * s} {-0.35 * s} {0.3 * s} {-0.15 * s} {0.05 * s} {0.18 * s}"
        f"Q0 {0.22 * s} {-0.08 * s} {0.16 * s}C{-0.3 * s} {-0.15 * s} {-0.7 * s} {-0.3 * s} {-s} {-0.1 * s}Z"
    )
    sheet.path(d, fill, f'transform="translate({x:.0f} {y:.0f}) rotate({tilt:.0f})"')


def person(sheet: Sheet, x: float, y: float, tall: float, fill: str, coat: str = "") -> None:
    """Stand a person at (x, y), in hat and coat."""
    t = tall / 100
    sheet.rect(x - 9 * t, y - 32 * t, (7 * t, 32 * t), fill)
    sheet.rect(x + 2 * t, y - 32 * t, (7 * t, 32 * t), fill)
    sheet.poly(
        [
            (x - 11 * t, y - 78 * t),
            (x + 11 * t, y - 78 * t),
            (x + 17 * t, y - 22 * t),
            (x - 17 * t, y - 22 * t),
        ],
        coat or fill,
    )
    sheet.disc(x, y - 88 * t, 9 * t, fill)
    sheet.rect(x - 13 * t, y - 95 * t, (26 * t, 4 * t), fill)
    sheet.rect(x - 8 * t, y - 103 * t, (16 * t, 10 * t), fill)


def houses(
    sheet: Sheet, xs: Point, base: float, tall: Point, inks: tuple[str, ...], lit: str = ""
) -> None:
    """Build a row of gabled houses from xs[0] to xs[1]; `lit` is the ink of some windows."""
    rng = sheet.rng
    x = xs[0]
    while x < xs[1]:
        wide = tall[1] * rng.uniform(0.35, 0.7)
        high = rng.uniform(*tall)
        wall = rng.choice(inks)
        peak = high + wide * rng.uniform(0.3, 0.6)
        sheet.poly(
            [
                (x, base),
                (x, base - high),
                (x + wide / 2, base - peak),
                (x + wide, base - high),
                (x + wide, base),
            ],
            wall,
        )
        if rng.random() < 0.6:
            sheet.rect(x + wide * 0.72, base - peak, (wide * 0.12, peak - high + wide * 0.1), wall)
        if lit:
            _windows(sheet, (x, base - high, x + wide, base), lit)
        x += wide * rng.uniform(0.86, 1.0)


def _windows(sheet: Sheet, box: Box, lit: str) -> None:
    wide, high = box[2] - box[0], box[3] - box[1]
    rows = max(1, int(high / (wide * 0.45)))
    for row in range(rows):
        for column in range(3):
            if sheet.rng.random() < 0.45:
                sheet.rect(
                    box[0] + wide * (0.16 + 0.26 * column),
                    box[1] + high * (row + 0.25) / rows,
                    (wide * 0.13, high * 0.45 / rows),
                    lit,
                )


def hull(sheet: Sheet, x: float, y: float, long: float, fill: str) -> None:
    """Float a boat's hull with its waterline at y, bow to the right."""
    h = long * 0.17
    sheet.path(
        f"M{x - long / 2} {y - h}Q{x} {y - h * 0.62} {x + long / 2} {y - h * 1.35}"
        f"Q{x + long * 0.45} {y - h * 0.2} {x + long * 0.36} {y}L{x - long * 0.42} {y}"
        f"Q{x - long * 0.48} {y - h * 0.4} {x - long / 2} {y - h}Z",
        fill,
    )


class Camera:
    """Sees a room of three measures: x to the right, y up, z away, from a height above y = 0."""

    def __init__(self, focus: float, middle: Point, height: float) -> None:
        self.focus, self.middle, self.height = focus, middle, height

    def __call__(self, x: float, y: float, z: float) -> Point:
        """Return where a point is on the sheet."""
        near = self.focus / z
        return self.middle[0] + x * near, self.middle[1] - (y - self.height) * near

    def scale(self, z: float) -> float:
        """Return how large one unit is at this distance."""
        return self.focus / z
