"""Pictures of the port: crane, fish and the map."""

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
    SUN,
    TEAL,
)
from linocut.marks import Camera, gull, houses, hull, person, rays, scatter, water
from linocut.sheet import Sheet


def crane(name: str) -> Sheet:
    """The old crane against an evening sky."""
    sheet = Sheet(name)
    sheet.fade(BRICK, SUN, (-9, 860), OCHRE)
    sheet.disc(1130, 640, 150, CREAM)
    rays(sheet, (1130, 640), (190, 1300), 330, PEACH, 6)
    houses(sheet, (-30, 1640), 866, (40, 110), (RUST,))
    for n in range(9):
        x = 60 + 190 * n
        sheet.line([(x, 866), (x, 620 + 20 * (n % 3))], RUST, 6)
        sheet.line([(x - 50, 720), (x + 50, 730)], RUST, 4)
    sheet.fade(OCHRE, RUST, (862, 960))
    water(sheet, 866, 960, SUN, 8)
    sheet.rect(-9, 930, (1620, 150), INK)
    scatter(sheet, (0, 950, 1600, 1060), 60, (110, 5), RUST)
    for a, b in (
        ((420, 930), (500, 560)),
        ((760, 930), (680, 560)),
        ((500, 930), (540, 560)),
        ((680, 930), (640, 560)),
    ):
        sheet.taper(a, b, (26, 18), INK)
    for n in range(4):
        y = 600 + 90 * n
        sheet.line([(490 - 20 * n, y), (710 + 20 * n, y + 70)], INK, 9)
        sheet.line([(690 + 20 * n, y), (470 - 20 * n, y + 70)], INK, 9)
    sheet.rect(450, 540, (280, 28), INK)
    sheet.path("M470 540L470 370L640 330L740 380L740 540Z", INK)
    sheet.rect(620, 400, (86, 76), SUN)
    sheet.rect(660, 400, (7, 76), INK)
    sheet.rect(380, 410, (110, 110), INK)
    for n in range(7):
        sheet.cut(560, 400 + 18 * n, (100, 5), 0, OCHRE)
    _jib(sheet)
    return sheet


def _jib(sheet: Sheet) -> None:
    top = (1260, 90)
    for base in ((690, 500), (600, 350)):
        sheet.taper(base, top, (17, 9), INK)
    for n in range(12):
        t, u = n / 12, (n + 1) / 12
        sheet.line([(690 + 570 * t, 500 - 410 * t), (600 + 660 * u, 350 - 260 * u)], INK, 7)
        sheet.line([(600 + 660 * t, 350 - 260 * t), (690 + 570 * t, 500 - 410 * t)], INK, 5)
    sheet.taper((560, 350), (540, 190), (16, 12), INK)
    for y in (120, 190):
        sheet.line([(540, 195), (1240, y - 20)], INK, 4)
    sheet.line([(540, 195), (400, 420)], INK, 7)
    sheet.line([(1256, 95), (1256, 470)], INK, 5)
    sheet.curve("M1256 470q0 40 -24 34", INK, 12)
    sheet.line([(1190, 560), (1256, 500), (1322, 560)], INK, 5)
    sheet.rect(1170, 560, (172, 130), INK)
    for n in range(4):
        sheet.rect(1180, 570 + 30 * n, (152, 22), OCHRE)
    sheet.line([(1182, 684), (1330, 568)], INK, 9)
    person(sheet, 1180, 936, 150, INK)
    sheet.line([(1192, 830), (1230, 770)], INK, 12)
    person(sheet, 960, 936, 140, INK)
    for x, y, s in ((300, 200, 90), (180, 280, 60), (960, 120, 56)):
        gull(sheet, x, y, s, INK)


def fish_hall(name: str) -> Sheet:
    """The auction hall at four in the morning."""
    sheet = Sheet(name)
    sheet.rect(-9, -9, (1620, 1090), NIGHT)
    camera = Camera(900, (800, 520), 4)
    floor = [camera(-12, 0, 9), camera(12, 0, 9), camera(12, 0, 90), camera(-12, 0, 90)]
    sheet.poly(
        [camera(-12, 0, 90), camera(12, 0, 90), camera(12, 14, 90), camera(-12, 14, 90)], SUN
    )
    sheet.poly([(-900, 1100), *floor[3:1:-1], (2500, 1100)], SLATE)
    for n in range(9, -1, -1):
        z = 10 + 8 * n
        _arch(sheet, camera, z, INK if n % 2 == 0 else RUST)
    for n in range(5, -1, -1):
        _lamp(sheet, camera, 14 + 11 * n)
    scatter(sheet, (0, 900, 1600, 1067), 60, (170, 7), NIGHT)
    scatter(sheet, (330, 860, 640, 1067), 34, (120, 8), SUN)
    scatter(sheet, (960, 860, 1270, 1067), 34, (120, 8), SUN)
    for n in range(8, -1, -1):
        for x in (-8.6, -5.6, 3.4, 6.4):
            _crate(sheet, camera, x, 9 + 4.2 * n)
        if n % 2 == 0:
            for x in (-1.6, 0.4, 1.9):
                foot = camera(x + sheet.rng.uniform(-0.6, 0.6), 0, 13 + 4.2 * n)
                person(
                    sheet,
                    *foot,
                    2.3 * camera.scale(13 + 4.2 * n),
                    INK,
                    sheet.rng.choice((BRICK, SEA, INK, RUST)),
                )
    return sheet


def _arch(sheet: Sheet, camera: Camera, z: float, ink: str) -> None:
    points = [
        camera(12 * math.cos(math.pi * k / 24), 7 + 7 * math.sin(math.pi * k / 24), z)
        for k in range(25)
    ]
    inner = [
        camera(11 * math.cos(math.pi * k / 24), 7 + 6 * math.sin(math.pi * k / 24), z)
        for k in range(25)
    ]
    sheet.line(points, ink, 0.42 * camera.scale(z))
    sheet.line(inner, ink, 0.2 * camera.scale(z))
    for k in range(24):
        sheet.line([points[k], inner[k + 1]], ink, 0.14 * camera.scale(z))
    for side in (-1, 1):
        sheet.taper(
            camera(11.5 * side, 0, z),
            camera(11.5 * side, 7, z),
            (0.7 * camera.scale(z), 0.6 * camera.scale(z)),
            ink,
        )


def _lamp(sheet: Sheet, camera: Camera, z: float) -> None:
    size = camera.scale(z)
    for side in (-5.5, 5.5):
        x, y = camera(side, 9, z)
        sheet.poly(
            [(x, y), (x - 3.6 * size, y + 9 * size), (x + 3.6 * size, y + 9 * size)],
            SUN,
            'opacity=".30"',
        )
        sheet.line([(x, y - 3 * size), (x, y)], INK, 0.1 * size)
        sheet.poly(
            [
                (x - 0.9 * size, y + 0.2 * size),
                (x, y - 0.7 * size),
                (x + 0.9 * size, y + 0.2 * size),
            ],
            BRICK,
        )
        sheet.disc(x, y + 0.25 * size, 0.45 * size, CREAM)


def _crate(sheet: Sheet, camera: Camera, x: float, z: float) -> None:
    a, b, c, d = (
        camera(x, 0.9, z),
        camera(x + 2.4, 0.9, z),
        camera(x + 2.4, 0.9, z + 3.2),
        camera(x, 0.9, z + 3.2),
    )
    size = camera.scale(z)
    sheet.poly([camera(x, 0, z), camera(x + 2.4, 0, z), b, a], OCHRE)
    sheet.poly([a, b, c, d], CREAM)
    sheet.line([a, b, c, d, a], RUST, 0.1 * size)
    for _ in range(9):
        u, v = sheet.rng.uniform(0.28, 0.72), sheet.rng.uniform(0.15, 0.85)
        px, py = camera(x + 2.4 * u, 1, z + 3.2 * v)
        sheet.cut(
            px,
            py,
            (0.95 * size, 0.15 * size),
            sheet.rng.uniform(-14, 14),
            sheet.rng.choice((SEA, SLATE, TEAL, ROSE)),
        )
    for n in (0.35, 0.65):
        sheet.line([camera(x + 0.1, n * 0.9, z), camera(x + 2.3, n * 0.9, z)], RUST, 0.06 * size)


def herring(name: str) -> Sheet:
    """Herring on ice."""
    sheet = Sheet(name)
    sheet.rect(-9, -9, (1620, 1090), MIST)
    for _ in range(150):
        x, y, r = sheet.rng.uniform(0, 1600), sheet.rng.uniform(0, 1067), sheet.rng.uniform(24, 52)
        turn = sheet.rng.uniform(0, 2)
        sheet.poly(
            [
                (x + r * math.cos(turn + k * 1.25), y + r * math.sin(turn + k * 1.25))
                for k in range(5)
            ],
            sheet.rng.choice((CREAM, PAPER, MIST)),
        )
    for row in range(7):
        for column in range(4):
            flip = 1 if row % 2 else -1
            x = 90 + 460 * column + (200 if row % 2 else 0)
            _fish(sheet, x, 90 + 150 * row, flip)
    return sheet


def _fish(sheet: Sheet, x: float, y: float, flip: int) -> None:
    turn = sheet.rng.uniform(-5, 5)
    sheet.add(f'<g transform="translate({x} {y}) rotate({turn:.1f}) scale({flip} 1)">')
    body = (
        "M-200 0C-120 -70 60 -76 150 -18L230 -56C214 -20 214 20 230 56L150 18C60 76 -120 70 -200 0Z"
    )
    sheet.path(body, INK)
    sheet.path(
        "M-192 2C-120 -56 60 -60 150 -12L222 -44C208 -16 208 16 222 44L150 12C60 64 -120 60 -192 2Z",
        SEA,
    )
    sheet.path("M-192 4C-100 -14 60 -18 150 -2L150 12C60 64 -120 60 -192 4Z", PAPER)
    for n in range(11):
        for k in range(3):
            sheet.curve(
                f"M{-96 + 22 * n} {-34 + 24 * k + n}q12 10 0 22", NIGHT if k == 0 else TEAL, 3
            )
    sheet.poly([(20, 52), (60, 86), (70, 46)], INK)
    sheet.poly([(-10, -58), (50, -92), (60, -52)], INK)
    sheet.disc(-150, -8, 15, SUN)
    sheet.disc(-150, -8, 7, INK)
    sheet.curve("M-116 -34Q-96 4 -116 38", INK, 5)
    sheet.outside()


def port_map(name: str) -> Sheet:
    """The map of the port, the one picture with words."""
    sheet = Sheet(name)
    sheet.rect(-9, -9, (1620, 1090), TEAL)
    water(sheet, -60, 1080, MIST, 30, 2.2)
    sheet.path(
        "M-20 -20L690 -20C730 90 640 150 600 250C560 380 660 440 660 560C650 690 520 760 380 800C240 840 120 900 -20 900Z",
        PAPER,
    )
    sheet.path(
        "M900 -20L1620 -20L1620 760C1500 790 1500 880 1420 900C1320 920 1320 800 1220 780C1060 760 800 760 770 620C760 500 830 430 850 330C940 260 960 120 900 -20Z",
        PAPER,
    )
    for d in (
        "M-20 900C120 900 240 840 380 800C520 760 650 690 660 560",
        "M770 620C800 760 1060 760 1220 780C1320 800 1320 920 1420 900C1500 880 1500 790 1620 760",
    ):
        sheet.curve(d, RUST, 10)
        sheet.curve(d, CREAM, 5, 'stroke-dasharray="2 22" transform="translate(0 34)"')
    rng = sheet.rng
    for box, count in (((60, 300, 500, 680), 60), ((880, 380, 1500, 640), 90)):
        for _ in range(count):
            x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
            s = rng.uniform(16, 26)
            sheet.rect(x, y, (s * 1.3, s), rng.choice((BRICK, ROSE, OCHRE)))
            sheet.poly([(x - 4, y), (x + s * 0.65, y - s * 0.7), (x + s * 1.3 + 4, y)], RUST)
    _lines_of_the_map(sheet)
    return sheet


def _lines_of_the_map(sheet: Sheet) -> None:
    rng = sheet.rng
    for _ in range(60):
        x, y = rng.choice(
            (
                (rng.uniform(20, 560), rng.uniform(30, 230)),
                (rng.uniform(1040, 1580), rng.uniform(40, 300)),
            )
        )
        sheet.disc(x, y, 17, MOSS)
        sheet.disc(x - 4, y - 5, 9, LEAF)
    sheet.line([(900, 700), (1230, 700)], INK, 10)
    sheet.line([(620, 585), (810, 575)], INK, 20)
    sheet.disc(715, 580, 40, INK)
    sheet.disc(715, 580, 24, SUN)
    sheet.path("M700 590L704 562L712 572L720 572L728 562L731 590Z", INK)
    sheet.line(
        [(-10, 250), (200, 190), (420, 120), (640, 40), (900, 60)],
        OCHRE,
        9,
        'stroke-dasharray="20 14"',
    )
    rays(sheet, (1420, 850), (34, 100), 50, SUN, 5)
    sheet.disc(1420, 850, 20, BRICK)
    sheet.line([(880, 775), (1000, 900), (1390, 930)], CREAM, 6, 'stroke-dasharray="4 18"')
    hull(sheet, 1130, 930, 90, INK)
    _labels(sheet)
    _rose(sheet, 220, 960)


def _labels(sheet: Sheet) -> None:
    for x, y, size, turn, text in (
        (250, 480, 54, -8, "NEWSIDE"),
        (1180, 500, 58, 4, "OLDSIDE"),
        (750, 150, 34, 78, "Cinder Pool"),
        (716, 512, 30, 0, "Turning Bridge"),
        (1066, 682, 28, 0, "The Ropewalk"),
        (1420, 985, 32, 0, "Gannet Point"),
        (300, 118, 30, -19, "The Causeway, 19 km"),
        (930, 610, 26, 0, "Custom House"),
        (700, 930, 40, 6, "The Harbour"),
        (430, 640, 26, 0, "Infirmary"),
        (1350, 360, 26, 0, "Corn Exchange"),
    ):
        sheet.add(
            f'<text transform="translate({x} {y}) rotate({turn})" text-anchor="middle" font-family="DejaVu Serif" '
            f'font-weight="bold" font-size="{size}" fill="{INK}" stroke="{PAPER}" stroke-width="9" '
            f'paint-order="stroke" letter-spacing="2">{text}</text>'
        )


def _rose(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 84, CREAM)
    for n in range(8):
        turn = math.tau * n / 8
        r = 92 if n % 2 == 0 else 58
        tip = (x + r * math.sin(turn), y - r * math.cos(turn))
        for side, ink in ((-1, INK), (1, BRICK)):
            sheet.poly(
                [
                    (x, y),
                    tip,
                    (x + 20 * math.sin(turn + side * 0.5), y - 20 * math.cos(turn + side * 0.5)),
                ],
                ink,
            )
