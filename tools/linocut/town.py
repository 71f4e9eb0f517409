"""Pictures from the town: stair, market, power station, willow, roofs."""

import math

from linocut.inks import (
    BRICK,
    CREAM,
    INK,
    LEAF,
    MIST,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PEACH,
    ROSE,
    RUST,
    SEA,
    SLATE,
    STONE,
    SUN,
    TEAL,
)
from linocut.marks import gull, houses, person, rays, rings, scatter, water
from linocut.sheet import Sheet


def stair(name: str) -> Sheet:
    """The Custom House stair from below; upright."""
    sheet = Sheet(name, 1067, 1500)
    sheet.fade(TEAL, CREAM, (-9, 700), MIST)
    rays(sheet, (533, 420), (180, 900), 150, CREAM, 6)
    _custom_house(sheet)
    sheet.poly([(-9, 150), (300, 420), (300, 640), (-9, 1520)], RUST)
    sheet.poly([(1076, 60), (766, 400), (766, 640), (1076, 1520)], INK)
    for n in range(11):
        y = 300 + 100 * n
        scatter(sheet, (0, y, max(40, 290 - 24 * n), y + 50), 9, (64, 4), BRICK, 14 - 3.2 * n)
        scatter(sheet, (min(1040, 780 + 24 * n), y, 1067, y + 50), 9, (64, 4), SLATE, -16 + 3.2 * n)
    for x, y in ((110, 470), (200, 560), (930, 470), (960, 800), (100, 860)):
        sheet.rect(x, y, (52, 86), SUN)
        sheet.rect(x + 23, y, (6, 86), INK)
    steps = 26
    for n in range(steps):
        low, high = (n / steps) ** 0.74, ((n + 1) / steps) ** 0.74
        y0, y1 = 1510 - 880 * low, 1510 - 880 * high
        half = 560 - 330 * high
        mid = y0 - (y0 - y1) * 0.55
        sheet.poly(
            [(533 - half, y0), (533 + half, y0), (533 + half, mid), (533 - half, mid)],
            SLATE if n % 2 else NIGHT,
        )
        sheet.poly(
            [(533 - half, mid), (533 + half, mid), (533 + half - 8, y1), (533 - half + 8, y1)],
            PAPER if n % 2 else STONE,
        )
        scatter(sheet, (533 - half, y1, 533 + half, mid), 4, (90 - 2 * n, 2.5), SLATE)
    sheet.line([(690, 640), (905, 1420)], OCHRE, 9)
    for n in range(6):
        t = n / 5
        sheet.line(
            [(690 + 215 * t, 640 + 780 * t), (690 + 215 * t, 690 + 870 * t)], OCHRE, 4 + 5 * t
        )
    person(sheet, 420, 1130, 210, INK, BRICK)
    person(sheet, 610, 960, 150, INK, SEA)
    person(sheet, 500, 760, 84, INK)
    sheet.path(
        "M730 1330C700 1330 690 1375 700 1400C712 1440 770 1440 782 1400C792 1375 780 1330 750 1330C750 1300 745 1290 740 1285C735 1295 735 1310 730 1330Z",
        LEAF,
    )
    sheet.curve("M740 1290Q744 1268 760 1262", RUST, 6)
    scatter(sheet, (708, 1370, 740, 1410), 6, (22, 5), CREAM, 70)
    return sheet


def _custom_house(sheet: Sheet) -> None:
    sheet.rect(250, 440, (566, 210), STONE)
    sheet.rect(228, 420, (610, 30), INK)
    sheet.poly([(240, 420), (533, 290), (826, 420)], PAPER)
    sheet.poly([(310, 408), (533, 310), (756, 408)], ROSE)
    sheet.line([(240, 420), (533, 290), (826, 420)], INK, 9)
    for n in range(8):
        x = 276 + 68 * n
        sheet.rect(x, 450, (34, 190), CREAM)
        sheet.rect(x + 24, 450, (14, 190), SLATE)
    sheet.rect(490, 500, (86, 150), INK)
    sheet.rect(528, 130, (9, 170), INK)
    sheet.path("M537 138C590 120 610 160 672 136L664 206C610 226 590 186 537 206Z", BRICK)
    gull(sheet, 330, 200, 84, INK, -8)
    gull(sheet, 250, 260, 52, INK, 6)


def market_hall(name: str) -> Sheet:
    """The market hall's glass front in the rain."""
    sheet = Sheet(name)
    sheet.fade(SLATE, MIST, (-9, 820))
    houses(sheet, (-20, 300), 800, (220, 380), (NIGHT, SEA), OCHRE)
    houses(sheet, (1330, 1640), 800, (200, 370), (NIGHT, SEA), OCHRE)
    for n in range(3):
        x = (150, 1050, 480)[n]
        w = (400, 400, 640)[n]
        _bay(sheet, x, w, (430, 430, 300)[n])
    sheet.disc(800, 235, 78, INK)
    sheet.disc(800, 235, 64, CREAM)
    sheet.line([(800, 235), (800, 188)], INK, 8)
    sheet.line([(800, 235), (834, 252)], INK, 8)
    sheet.fade(SLATE, NIGHT, (800, 1080))
    for n in range(5):
        _stall(sheet, 60 + 310 * n, 790, (BRICK, OCHRE, SEA, RUST, MOSS)[n])
    for n, x in enumerate((330, 640, 720, 980, 1290, 1500)):
        _umbrella(sheet, x, 1000 - 22 * (n % 3), (INK, BRICK, NIGHT, SUN, INK, ROSE)[n])
    for n in range(5):
        scatter(
            sheet, (60 + 310 * n, 930, 300 + 310 * n, 1060), 14, (100, 6), SUN if n % 2 else PEACH
        )
    scatter(sheet, (0, 0, 1700, 1000), 230, (74, 2.6), CREAM, 108)
    return sheet


def _bay(sheet: Sheet, x: float, w: float, top: float) -> None:
    arch = f"M{x} 805L{x} {top + w * 0.3}Q{x} {top} {x + w / 2} {top - 20}Q{x + w} {top} {x + w} {top + w * 0.3}L{x + w} 805Z"
    sheet.path(arch, SUN)
    sheet.add(sheet.mask(f'<path d="{arch}"/>'))
    scatter(sheet, (x, top, x + w, 800), 40, (90, 6), CREAM, 90)
    for n in range(1, 8):
        sheet.line([(x + w * n / 8, 810), (x + w * n / 8, top - 20)], INK, 6)
    for n in range(5):
        sheet.line([(x, top + 110 * n + 60), (x + w, top + 110 * n + 60)], INK, 5)
    for n in range(1, 6):
        turn = math.pi * n / 6
        mid = x + w / 2
        sheet.line(
            [
                (mid, top + w * 0.32),
                (mid - w * math.cos(turn), top + w * 0.32 - w * math.sin(turn)),
            ],
            INK,
            6,
        )
    sheet.outside()
    sheet.curve(arch[:-1], INK, 22)


def _stall(sheet: Sheet, x: float, y: float, ink: str) -> None:
    for side in (6, 224):
        sheet.rect(x + side, y - 60, (9, 200), INK)
    sheet.rect(x - 4, y + 60, (248, 84), RUST)
    scatter(sheet, (x, y + 76, x + 236, y + 136), 9, (100, 4), INK)
    for n in range(11):
        sheet.disc(
            x + 18 + 21 * n, y + 56 - 8 * (n % 2), 15, (LEAF, OCHRE, BRICK, CREAM)[(n + int(x)) % 4]
        )
    for n in range(6):
        a = x - 20 + 47 * n
        sheet.poly(
            [(x + 12 + 36 * n, y - 130), (x + 48 + 36 * n, y - 130), (a + 47, y - 50), (a, y - 50)],
            CREAM if n % 2 else ink,
        )
        sheet.disc(a + 23.5, y - 50, 23.5, CREAM if n % 2 else ink, 0.6)


def _umbrella(sheet: Sheet, x: float, y: float, ink: str) -> None:
    person(sheet, x, y, 190, INK, NIGHT)
    sheet.line([(x + 18, y - 100), (x + 18, y - 250)], INK, 5)
    sheet.path(
        f"M{x - 90} {y - 190}Q{x - 70} {y - 290} {x + 18} {y - 292}Q{x + 110} {y - 290} {x + 126} {y - 190}Q{x + 90} {y - 214} {x + 54} {y - 192}Q{x + 18} {y - 214} {x - 18} {y - 192}Q{x - 54} {y - 214} {x - 90} {y - 190}Z",
        ink,
    )
    for n in (-1, 0, 1):
        sheet.cut(x + 18 + 46 * n, y - 244, (74, 4), 90 + 24 * n, CREAM)


def power_station(name: str) -> Sheet:
    """Four chimneys by night, and bats."""
    sheet = Sheet(name)
    sheet.fade(INK, SEA, (-9, 820), NIGHT)
    scatter(sheet, (0, 0, 1600, 620), 110, (10, 4), CREAM, 45)
    rings(sheet, (1450, 190), (92, 620), 36, SLATE)
    sheet.disc(1450, 190, 70, CREAM)
    sheet.disc(1478, 172, 62, NIGHT)
    houses(sheet, (-30, 1640), 830, (40, 100), (INK,), OCHRE)
    for n, x in enumerate((330, 560, 970, 1200)):
        sheet.poly([(x, 480), (x + 16, 90 + 14 * n), (x + 76, 90 + 14 * n), (x + 92, 480)], RUST)
        sheet.poly(
            [(x + 56, 480), (x + 54, 90 + 14 * n), (x + 76, 90 + 14 * n), (x + 92, 480)], INK
        )
        sheet.rect(x + 8, 82 + 14 * n, (76, 22), INK)
        for row in range(13):
            scatter(sheet, (x + 16, 124 + 27 * row, x + 56, 130 + 27 * row), 2, (34, 4), BRICK)
    sheet.rect(230, 470, (1080, 370), BRICK)
    sheet.rect(190, 600, (1160, 240), RUST)
    sheet.rect(220, 452, (1100, 26), INK)
    sheet.rect(180, 586, (1180, 20), INK)
    for row in range(24):
        scatter(
            sheet,
            (200, 484 + 15 * row, 1340, 488 + 15 * row),
            14,
            (38, 3.4),
            PEACH if row < 7 else BRICK,
        )
    for n in range(9):
        x = 262 + 118 * n
        lit = n in {3, 4, 5}
        arch = f"M{x} 820L{x} 560Q{x + 37} 500 {x + 74} 560L{x + 74} 820Z"
        sheet.path(arch, SUN if lit else INK)
        for k in (1, 2):
            sheet.line(
                [(x + 74 * k / 3, 530), (x + 74 * k / 3, 820)], NIGHT if not lit else RUST, 5
            )
        for k in range(6):
            sheet.line([(x, 570 + 45 * k), (x + 74, 570 + 45 * k)], NIGHT if not lit else RUST, 4)
    _lit_water(sheet)
    return sheet


def _lit_water(sheet: Sheet) -> None:
    sheet.fade(SEA, INK, (832, 1080))
    water(sheet, 846, 1080, NIGHT, 16)
    for n in (3, 4, 5):
        scatter(sheet, (262 + 118 * n, 846, 336 + 118 * n, 1060), 26, (80, 6), SUN)
    for n in range(46):
        t = n / 46
        _bat(
            sheet,
            380 - 340 * t + sheet.rng.gauss(0, 30 + 60 * t),
            76 + 260 * t * t - 90 * t + sheet.rng.gauss(0, 18 + 40 * t),
            22 + 40 * t,
        )


def _bat(sheet: Sheet, x: float, y: float, s: float) -> None:
    turn = sheet.rng.uniform(-30, 30)
    d = f"M{-s} {-0.3 * s}Q{-0.4 * s} {-0.6 * s} 0 0Q{0.4 * s} {-0.6 * s} {s} {-0.3 * s}Q{0.7 * s} {-0.1 * s} {0.55 * s} {0.2 * s}Q{0.3 * s} 0 0 {0.35 * s}Q{-0.3 * s} 0 {-0.55 * s} {0.2 * s}Q{-0.7 * s} {-0.1 * s} {-s} {-0.3 * s}Z"
    sheet.path(d, CREAM, f'transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f}) scale(.62)"')


def willow(name: str) -> Sheet:
    """The willow by the water, and its bench."""
    sheet = Sheet(name)
    sheet.fade(MIST, CREAM, (-9, 640))
    sheet.disc(330, 250, 84, SUN)
    rings(sheet, (330, 250), (110, 480), 40, PEACH)
    houses(sheet, (-20, 560), 655, (26, 66), (TEAL,))
    sheet.fade(TEAL, SEA, (650, 860))
    water(sheet, 660, 870, CREAM, 12, 1.5)
    sheet.path("M-9 850Q500 790 900 800Q1300 806 1620 850L1620 1080L-9 1080Z", MOSS)
    sheet.path("M-9 920Q600 870 1620 930L1620 1080L-9 1080Z", STONE)
    scatter(sheet, (0, 930, 1600, 1060), 60, (120, 4), MOSS)
    scatter(sheet, (0, 830, 1600, 900), 90, (46, 5), LEAF, -76)
    sheet.path(
        "M905 850C950 700 920 560 880 420L990 380C1000 500 1010 560 1040 600C1060 520 1090 450 1150 400L1190 440C1110 540 1090 690 1130 850Q1010 830 905 850Z",
        INK,
    )
    scatter(sheet, (950, 500, 1080, 830), 26, (120, 5), SLATE, 84)
    for ink, count, low in ((MOSS, 200, 0.0), (INK, 70, 0.0), (LEAF, 190, 0.0)):
        _strands(sheet, count, ink, low)
    sheet.rect(560, 826, (250, 14), RUST)
    sheet.rect(560, 770, (250, 12), RUST)
    sheet.rect(560, 794, (250, 12), RUST)
    for x in (576, 780):
        sheet.rect(x, 770, (12, 130), INK)
    return sheet


def _strands(sheet: Sheet, count: int, ink: str, low: float) -> None:
    rng = sheet.rng
    for _ in range(count):
        turn = rng.uniform(-1, 1)
        top = 430 - 310 * math.sqrt(max(0.0, 1 - turn * turn)) * rng.uniform(0.45, 1)
        x = 1030 + 500 * turn + rng.gauss(0, 20)
        end = 850 - 70 * rng.random() - (80 + 190 * rng.random()) * (1 - abs(turn)) - low
        start = 1030 + 330 * turn
        sheet.curve(
            f"M{start:.0f} {top + 40:.0f}C{x:.0f} {top:.0f} {x:.0f} {top + 120:.0f} {x + rng.gauss(0, 16):.0f} {end:.0f}",
            ink,
            rng.uniform(3.5, 7.5),
        )
        for n in range(5):
            sheet.cut(
                x + rng.uniform(-12, 12),
                top + (end - top) * (0.3 + 0.14 * n),
                (40, 6),
                rng.choice((62, 118)),
                ink,
            )


def gulls(name: str) -> Sheet:
    """A gull with an ice cream above the roofs."""
    sheet = Sheet(name)
    sheet.fade(TEAL, CREAM, (-9, 900), MIST)
    scatter(sheet, (0, 40, 1600, 560), 90, (190, 6), CREAM, -4)
    for x, y, s in (
        (180, 190, 90),
        (330, 120, 66),
        (1450, 330, 80),
        (1330, 420, 54),
        (120, 400, 50),
    ):
        gull(sheet, x, y, s, NIGHT, sheet.rng.uniform(-12, 12))
    houses(sheet, (-20, 1640), 900, (150, 260), (TEAL, SEA))
    for n, (x, w, top) in enumerate(
        ((-60, 520, 800), (330, 480, 860), (690, 520, 790), (1130, 540, 840))
    ):
        _roof(sheet, x, w, top, (BRICK, RUST, ROSE, BRICK)[n])
    _big_gull(sheet)
    return sheet


def _roof(sheet: Sheet, x: float, w: float, top: float, ink: str) -> None:
    sheet.rect(x + w * 0.68, top - 110, (74, 180), RUST)
    sheet.rect(x + w * 0.68 - 8, top - 120, (90, 20), INK)
    for n in (0, 1):
        sheet.rect(x + w * 0.68 + 10 + 34 * n, top - 160, (20, 44), OCHRE)
    roof = [(x, 1080), (x + w * 0.14, top), (x + w * 0.86, top), (x + w, 1080)]
    sheet.poly(roof, ink)
    sheet.inside(roof)
    for row in range(9):
        y = top + 14 + 33 * row
        for n in range(16):
            sheet.curve(
                f"M{x + n * w / 15 - (row % 2) * 18:.0f} {y}q{w / 30:.0f} 24 {w / 15:.0f} 0", INK, 4
            )
    sheet.outside()
    sheet.line([roof[1], roof[2]], INK, 14)
    sheet.rect(x + w * 0.3, top + 70, (110, 120), INK)
    sheet.rect(x + w * 0.3 + 14, top + 84, (82, 96), SUN)
    sheet.rect(x + w * 0.3 + 51, top + 84, (7, 96), INK)


def _big_gull(sheet: Sheet) -> None:
    sheet.path("M640 520C520 380 420 190 210 110C300 250 330 420 520 560Z", SLATE)
    sheet.path("M210 110C270 200 280 250 330 330L300 210Z", INK)
    sheet.path(
        "M520 590C600 480 800 440 930 430C1000 380 1090 390 1110 450C1100 520 1010 530 960 560C840 660 690 690 560 650L380 690L430 630L360 610Z",
        CREAM,
    )
    sheet.path("M660 520C760 330 900 160 1180 60C1130 220 1010 400 860 560Q740 620 660 520Z", MIST)
    sheet.path("M1180 60C1140 170 1090 260 1030 350L1010 290C1080 220 1120 140 1180 60Z", INK)
    for n in range(9):
        sheet.cut(760 + 30 * n, 500 - 34 * n, (130, 7), -52 - n, SLATE)
    for n in range(5):
        sheet.cut(470 - 36 * n, 440 - 50 * n, (120, 6), 60, INK)
    scatter(sheet, (560, 580, 880, 640), 16, (70, 5), STONE, -14)
    sheet.disc(1052, 436, 12, INK)
    sheet.disc(1056, 432, 4, CREAM)
    sheet.path("M1096 426C1140 426 1180 446 1190 476C1150 466 1130 468 1098 480Z", OCHRE)
    sheet.disc(1150, 468, 9, BRICK)
    sheet.poly([(1128, 470), (1206, 450), (1206, 620)], OCHRE)
    for n in range(4):
        sheet.line([(1134 + 17 * n, 478 + 6 * n), (1204, 520 + 28 * n)], RUST, 3)
    sheet.disc(1160, 428, 50, LEAF)
    sheet.disc(1194, 398, 38, ROSE)
    scatter(sheet, (1130, 400, 1190, 440), 8, (30, 6), CREAM, 30)
    sheet.path("M1096 426C1130 418 1156 426 1170 440C1140 440 1120 446 1098 452Z", OCHRE)
    sheet.cut(1240, 560, (30, 9), 80, LEAF)
    sheet.cut(1226, 640, (24, 8), 86, LEAF)
