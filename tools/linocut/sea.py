"""Pictures of the sea: ferry, light, tides, the boot, the port from the water."""

import math

from linocut.bridge import Span
from linocut.inks import (
    BRICK,
    CREAM,
    INK,
    MIST,
    NIGHT,
    OCHRE,
    PEACH,
    ROSE,
    RUST,
    SEA,
    SLATE,
    STONE,
    SUN,
    TEAL,
)
from linocut.marks import Camera, glitter, gull, houses, hull, person, rays, rings, scatter, water
from linocut.sheet import Sheet


def ferry(name: str) -> Sheet:
    """The last ferry, and the light it steers for."""
    sheet = Sheet(name)
    sheet.fade(INK, TEAL, (-9, 610), NIGHT)
    scatter(sheet, (0, 0, 1600, 430), 100, (10, 4), CREAM, 45)
    light = (1330, 405)
    sheet.poly([light, (-60, 190), (-60, 330)], SLATE)
    sheet.poly([light, (1700, 440), (1700, 500)], SLATE)
    sheet.path("M1130 612Q1240 520 1400 540Q1540 560 1620 612Z", INK)
    sheet.poly([(1308, 545), (1317, 425), (1343, 425), (1352, 545)], CREAM)
    sheet.rect(1311, 470, (38, 28), BRICK)
    sheet.rect(1314, 396, (32, 30), SUN)
    sheet.poly([(1306, 398), (1330, 370), (1354, 398)], INK)
    houses(sheet, (-30, 420), 612, (20, 52), (INK,), OCHRE)
    sheet.fade(TEAL, INK, (606, 1080), SEA)
    water(sheet, 620, 1080, NIGHT, 26)
    water(sheet, 650, 1080, TEAL, 12, 2.4)
    glitter(sheet, 1330, (615, 760), (20, 60), SUN, 30)
    _constant(sheet, 700, 800)
    return sheet


def _constant(sheet: Sheet, x: float, y: float) -> None:
    for n in range(12):
        scatter(sheet, (x - 330 + 55 * n, y + 12, x - 300 + 55 * n, y + 190), 8, (74, 7), SUN)
    sheet.path(
        f"M{x - 470} {y - 120}L{x + 470} {y - 120}Q{x + 430} {y - 10} {x + 370} {y + 8}L{x - 370} {y + 8}Q{x - 430} {y - 10} {x - 470} {y - 120}Z",
        INK,
    )
    sheet.rect(x - 430, y - 96, (860, 12), BRICK)
    sheet.rect(x - 380, y - 240, (760, 122), CREAM)
    for n in range(13):
        sheet.rect(x - 360 + 56 * n, y - 212, (40, 54), OCHRE if n % 5 else SUN)
        if n in {2, 3, 7, 10}:
            sheet.disc(x - 340 + 56 * n, y - 180, 10, INK)
            sheet.rect(x - 352 + 56 * n, y - 172, (24, 15), INK)
    sheet.rect(x - 400, y - 252, (800, 16), INK)
    sheet.rect(x - 150, y - 340, (300, 90), CREAM)
    for n in range(4):
        sheet.rect(x - 132 + 70 * n, y - 322, (54, 42), SUN)
    sheet.rect(x - 168, y - 352, (336, 14), INK)
    sheet.poly([(x - 50, y - 352), (x - 40, y - 480), (x + 40, y - 480), (x + 50, y - 352)], BRICK)
    sheet.rect(x - 42, y - 480, (84, 30), INK)
    for n in range(9):
        sheet.disc(x - 10 - 36 * n, y - 510 - 16 * n, 18 + 5 * n, SLATE, 0.55)
    for side in (-1, 1):
        sheet.line([(x + 300 * side, y - 250), (x + 300 * side, y - 400)], INK, 8)
        sheet.disc(x + 300 * side, y - 404, 11, SUN)
        sheet.line([(x + 300 * side, y - 390), (x + 168 * side, y - 350)], INK, 3)
    person(sheet, x - 420, y - 120, 96, INK, BRICK)
    scatter(sheet, (x - 470, y, x + 470, y + 16), 30, (90, 5), CREAM)


def lighthouse(name: str) -> Sheet:
    """The light of Gannet Point at dusk."""
    sheet = Sheet(name)
    sheet.fade(NIGHT, PEACH, (-9, 760), ROSE)
    for ends in (((-60, 20), (-60, 260)), ((1700, 180), (1700, 420))):
        sheet.poly([(1010, 268), *ends], SUN, 'opacity=".55"')
    rings(sheet, (1010, 268), (90, 900), 52, PEACH)
    for x, y, s in ((330, 420, 80), (450, 350, 60), (250, 520, 50)):
        gull(sheet, x, y, s, INK, sheet.rng.uniform(-10, 10))
    sheet.fade(ROSE, SEA, (750, 1080), TEAL)
    water(sheet, 760, 1080, NIGHT, 20)
    water(sheet, 770, 1080, PEACH, 9, 2.2)
    sheet.path(
        "M560 960L640 860L720 800L800 770L860 690L1180 690L1240 760L1360 800L1460 900L1640 970L1640 1010L540 1010Z",
        INK,
    )
    for n in range(60):
        sheet.cut(
            640 + 15 * n,
            960 - 190 * math.sin(math.pi * (n + 3) / 66) * sheet.rng.random(),
            (76, 6),
            -35 if n < 26 else 32,
            SLATE,
        )
    _tower(sheet)
    for n in range(11):
        x, r = 540 + 112 * n, sheet.rng.uniform(34, 74)
        for k in range(7):
            sheet.disc(x + r * (k - 3) * 0.42, 1000 - r * (1 - abs(k - 3) * 0.22), r * 0.36, CREAM)
        for _ in range(6):
            sheet.disc(x + sheet.rng.gauss(0, 40), 960 - r - sheet.rng.uniform(0, 50), 5, CREAM)
        sheet.rect(x - 70, 976, (140, 30), CREAM)
        scatter(sheet, (x - 40, 950, x + 40, 990), 5, (60, 6), TEAL, -20)
    sheet.rect(440, 996, (1300, 90), SEA)
    water(sheet, 996, 1080, MIST, 6)
    return sheet


def _tower(sheet: Sheet) -> None:
    sheet.poly([(900, 700), (950, 320), (1070, 320), (1120, 700)], CREAM)
    for n in (0, 2):
        t0, t1 = n / 4 + 0.1, n / 4 + 0.34
        sheet.poly(
            [
                (950 - 50 * t0, 320 + 380 * t0),
                (1070 + 50 * t0, 320 + 380 * t0),
                (1070 + 50 * t1, 320 + 380 * t1),
                (950 - 50 * t1, 320 + 380 * t1),
            ],
            BRICK,
        )
    sheet.poly([(1046, 320), (1070, 320), (1120, 700), (1070, 700)], INK, 'opacity=".55"')
    for y in (400, 500, 600):
        sheet.rect(985, y, (30, 44), INK)
    sheet.rect(926, 306, (168, 18), INK)
    sheet.rect(960, 230, (100, 78), SUN)
    sheet.disc(1010, 268, 28, CREAM)
    for n in range(4):
        sheet.line([(960 + 33 * n, 230), (960 + 33 * n, 308)], INK, 6)
    sheet.path("M940 232Q1010 140 1080 232Z", BRICK)
    sheet.rect(1004, 150, (12, 44), INK)
    sheet.poly([(1130, 700), (1130, 620), (1200, 570), (1270, 620), (1270, 770)], CREAM)
    sheet.poly([(1110, 626), (1200, 556), (1290, 626)], BRICK)
    sheet.rect(1180, 646, (36, 46), SUN)


def tides(name: str) -> Sheet:
    """Spring tide by moonlight around the tide post."""
    sheet = Sheet(name)
    sheet.fade(INK, SEA, (-9, 760), NIGHT)
    rings(sheet, (520, 300), (190, 1300), 46, SLATE)
    sheet.disc(520, 300, 160, CREAM)
    for x, y, r in ((470, 250, 34), (570, 330, 48), (500, 390, 22), (600, 230, 18)):
        sheet.disc(x, y, r, SUN)
    glitter(sheet, 520, (640, 800), (90, 160), CREAM, 50)
    for row, (y, high, ink) in enumerate(
        ((640, 46, TEAL), (730, 70, SEA), (840, 96, SLATE), (950, 110, NIGHT))
    ):
        if row == 2:
            _post(sheet)
        _swell(sheet, y, high, ink)
    return sheet


def _post(sheet: Sheet) -> None:
    sheet.rect(1120, 170, (96, 900), CREAM)
    for n in range(9):
        sheet.rect(1120, 190 + 90 * n, (96, 45), BRICK)
        sheet.rect(1168, 235 + 90 * n, (48, 22), INK)
    sheet.rect(1196, 170, (20, 900), INK, 'opacity=".6"')
    sheet.poly([(1106, 172), (1168, 110), (1230, 172)], INK)
    sheet.path(
        "M1130 112Q1120 60 1160 50Q1190 30 1206 56L1234 66L1206 72Q1210 112 1180 114Z", CREAM
    )
    sheet.path("M1130 100Q1160 60 1190 92Q1160 112 1110 116Z", SLATE)
    sheet.disc(1192, 58, 4, INK)


def _swell(sheet: Sheet, y: float, high: float, ink: str) -> None:
    step = 400
    x = -sheet.rng.uniform(0, step)
    d = f"M-20 1100L-20 {y}L{x} {y}"
    crests = []
    while x < 1700:
        d += f"C{x + 150} {y} {x + 210} {y - high} {x + 300} {y - high}C{x + 270} {y - high * 0.5} {x + 300} {y} {x + step} {y}"
        crests.append(x)
        x += step
    sheet.path(d + "L1700 1100Z", ink)
    for x in crests:
        sheet.path(
            f"M{x + 120} {y - 4}C{x + 190} {y - high * 0.9} {x + 240} {y - high - 8} {x + 306} {y - high - 4}C{x + 250} {y - high * 0.8} {x + 210} {y - high * 0.6} {x + 120} {y - 4}Z",
            CREAM,
        )
        for n in range(6):
            sheet.disc(
                x + 300 - 20 * n,
                y - high + sheet.rng.uniform(-20, 8),
                sheet.rng.uniform(3, 9),
                CREAM,
            )
        for n in range(5):
            sheet.curve(
                f"M{x + 60 + 14 * n} {y + 20 + 13 * n}Q{x + 190} {y - high * 0.55 + 22 * n} {x + 270 - 6 * n} {y - high * 0.7 + 24 * n}",
                MIST,
                3.4,
            )
        scatter(sheet, (x, y + 60, x + step, y + 110), 8, (120, 4), MIST)


def boot(name: str) -> Sheet:
    """The boot on the slipway."""
    sheet = Sheet(name)
    sheet.fade(MIST, PEACH, (-9, 420))
    rays(sheet, (400, 400), (120, 900), 120, CREAM, 5)
    sheet.disc(400, 390, 76, SUN)
    sheet.fade(TEAL, SEA, (410, 640))
    water(sheet, 416, 640, CREAM, 11, 1.4)
    hull(sheet, 1280, 470, 240, INK)
    sheet.line([(1290, 440), (1290, 260)], INK, 6)
    sheet.poly([(-9, 620), (1620, 560), (1620, 1080), (-9, 1080)], STONE)
    for row in range(7):
        y = 660 + 62 * row
        for n in range(18):
            w = 70 + 16 * row
            x = -60 + n * w * 1.06 - (row % 2) * w / 2
            sheet.rect(
                x,
                y - 22 * x / 1600 - 10,
                (w, 40 + 4 * row),
                (SLATE, STONE, ROSE, SLATE, NIGHT)[(n * 3 + row) % 5],
                f'rx="14" opacity="{0.5 + 0.07 * row:.2f}"',
            )
    scatter(sheet, (0, 640, 1600, 1060), 90, (70, 5), CREAM)
    sheet.disc(800, 985, 420, INK, 0.1)
    sheet.path(
        "M610 300L850 280L866 640C880 760 1010 800 1120 836C1190 860 1200 940 1180 972L620 972C600 900 610 760 622 640Z",
        INK,
    )
    sheet.path("M606 300L852 280L856 360L610 382Z", BRICK)
    sheet.disc(730, 292, 122, NIGHT, 0.2)
    sheet.path("M610 940L1190 940L1180 986L616 986Z", RUST)
    for n in range(12):
        sheet.cut(660 + 6 * n, 420 + 40 * n, (110 - 4 * n, 6), 86, SLATE)
    for n in range(6):
        sheet.cut(900 + 46 * n, 830 + 15 * n, (80, 6), 20, SLATE)
    scatter(sheet, (640, 600, 850, 720), 9, (120, 6), SLATE, -8)
    _crab(sheet, 1350, 950)
    return sheet


def _crab(sheet: Sheet, x: float, y: float) -> None:
    for side in (-1, 1):
        for n in range(3):
            sheet.line(
                [
                    (x + 40 * side, y),
                    (x + (90 + 12 * n) * side, y - 26 + 22 * n),
                    (x + (104 + 10 * n) * side, y + 30 + 6 * n),
                ],
                BRICK,
                9,
            )
        sheet.line([(x + 40 * side, y - 20), (x + 92 * side, y - 66)], BRICK, 14)
        sheet.disc(x + 100 * side, y - 82, 26, BRICK)
        sheet.poly(
            [(x + 98 * side, y - 84), (x + 90 * side, y - 118), (x + 116 * side, y - 112)], STONE
        )
        sheet.line([(x + 18 * side, y - 30), (x + 20 * side, y - 58)], INK, 5)
        sheet.disc(x + 20 * side, y - 60, 8, INK)
    sheet.disc(x, y, 74, BRICK, 0.6)
    scatter(sheet, (x - 40, y - 26, x + 40, y + 16), 7, (40, 4), PEACH)


def panorama(name: str) -> Sheet:
    """The whole town from the water, at evening; very wide."""
    sheet = Sheet(name, 2400, 900)
    sheet.fade(SEA, SUN, (-9, 560), PEACH)
    rays(sheet, (1080, 540), (150, 1700), 420, CREAM, 4)
    sheet.disc(1080, 520, 100, CREAM)
    for span, base, tall, inks, lit in (
        ((-40, 800), 566, (70, 150), (TEAL,), ""),
        ((1330, 2440), 566, (80, 180), (TEAL,), ""),
        ((-40, 640), 574, (40, 110), (SLATE, NIGHT), SUN),
        ((1440, 2440), 574, (50, 120), (SLATE, NIGHT), SUN),
    ):
        houses(sheet, span, base, tall, inks, lit)
    for x, top in ((430, 250), (1730, 220), (2080, 300)):
        sheet.poly(
            [(x - 26, 570), (x - 24, top + 120), (x, top), (x + 24, top + 120), (x + 26, 570)],
            NIGHT,
        )
    for n in range(4):
        sheet.rect(2230 + 36 * n, 330, (18, 240), RUST)
    sheet.fade(PEACH, SEA, (566, 910), TEAL)
    glitter(sheet, 1080, (572, 900), (60, 200), CREAM, 110)
    water(sheet, 576, 910, SEA, 22)
    _bridge_and_boats(sheet)
    return sheet


def _bridge_and_boats(sheet: Sheet) -> None:
    camera = Camera(1500, (1060, 566), 2.4)
    Span(sheet, camera, (0, 132), math.radians(12)).build(NIGHT, INK, SUN)
    for x, y, size in (
        (300, 660, 150),
        (620, 740, 210),
        (1540, 690, 190),
        (1900, 650, 130),
        (2120, 770, 250),
    ):
        sheet.line([(x, y), (x, y - size * 1.2)], INK, 5)
        sheet.line([(x, y - size * 1.15), (x + size * 0.45, y - 20)], INK, 2.5)
        sheet.line([(x, y - size * 1.15), (x - size * 0.45, y - 20)], INK, 2.5)
        if size > 180:
            sheet.path(
                f"M{x - 6} {y - size * 1.1}Q{x - size * 0.5} {y - size * 0.6} {x - size * 0.42} {y - 44}L{x - 6} {y - 40}Z",
                BRICK,
            )
        hull(sheet, x, y, size, INK)
        scatter(sheet, (x - size / 2, y + 2, x + size / 2, y + 20), 12, (70, 4), INK)
    for n in range(9):
        gull(
            sheet,
            240 + 230 * n,
            120 + 150 * sheet.rng.random(),
            sheet.rng.uniform(36, 76),
            INK,
            sheet.rng.uniform(-12, 12),
        )
