"""The Turning Bridge: swung open at sunrise, by night, and its cat."""

import math

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
    SUN,
    TEAL,
)
from linocut.marks import (
    Camera,
    glitter,
    gull,
    houses,
    hull,
    person,
    rays,
    rings,
    scatter,
    water,
)
from linocut.sheet import Point, Sheet

DECK, HALF, PANELS = 7.0, 34.0, 14


class Span:
    """The iron span, turned by `turn` radians around its pier."""

    def __init__(
        self, sheet: Sheet, camera: Camera, pier: tuple[float, float], turn: float
    ) -> None:
        self.sheet, self.camera, self.pier, self.turn = sheet, camera, pier, turn

    def at(self, along: float, high: float, side: float) -> Point:
        """Return where a point of the span is on the sheet."""
        return self.camera(*self._room(along, high, side))

    def _room(self, along: float, high: float, side: float) -> tuple[float, float, float]:
        c, s = math.cos(self.turn), math.sin(self.turn)
        return self.pier[0] + along * c - side * s, high, self.pier[1] + along * s + side * c

    def bar(
        self,
        one: tuple[float, float],
        two: tuple[float, float],
        side: float,
        thick: float,
        ink: str,
    ) -> None:
        """Lay a bar of iron from one (along, high) to another."""
        a, b = self._room(*one, side), self._room(*two, side)
        widths = thick * self.camera.scale(a[2]), thick * self.camera.scale(b[2])
        self.sheet.taper(self.camera(*a), self.camera(*b), widths, ink)

    def truss(self, side: float, ink: str) -> None:
        """Lay one of the two trusses."""
        steps = [HALF * (2 * n / PANELS - 1) for n in range(PANELS + 1)]
        tops = [DECK + 3.2 + 9.5 * (1 - abs(x) / HALF) ** 1.5 for x in steps]
        self.bar((-HALF, DECK), (HALF, DECK), side, 1.5, ink)
        for n in range(PANELS):
            self.bar((steps[n], tops[n]), (steps[n + 1], tops[n + 1]), side, 0.85, ink)
            self.bar((steps[n], DECK), (steps[n], tops[n]), side, 0.5, ink)
            low, high = (n, n + 1) if n < PANELS / 2 else (n + 1, n)
            self.bar((steps[low], DECK), (steps[high], tops[high]), side, 0.36, ink)
        self.bar((HALF, DECK), (HALF, tops[-1]), side, 0.5, ink)

    def build(self, back: str, front: str, lit: str) -> None:
        """Lay the pier, the deck, both trusses and the keepers' hut."""
        self._pier(back, front)
        self.truss(3.6, back)
        self.sheet.poly(
            [
                self.at(-HALF, DECK, -3.6),
                self.at(HALF, DECK, -3.6),
                self.at(HALF, DECK, 3.6),
                self.at(-HALF, DECK, 3.6),
            ],
            back,
        )
        self._hut(front, lit)
        self.truss(-3.6, front)

    def _hut(self, ink: str, lit: str) -> None:
        low, high = DECK + 0.5, DECK + 15.5
        for a, b, base, top, fill in (
            (-2.6, 2.6, high - 5, high, ink),
            (-1.9, -0.3, high - 3.9, high - 1.4, lit),
            (0.3, 1.9, high - 3.9, high - 1.4, lit),
            (-2.2, -1.8, low, high - 4, ink),
            (1.8, 2.2, low, high - 4, ink),
        ):
            self.sheet.poly(
                [
                    self.at(a, base, -2),
                    self.at(b, base, -2),
                    self.at(b, top, -2),
                    self.at(a, top, -2),
                ],
                fill,
            )
        self.sheet.poly(
            [self.at(-3.6, high, -2), self.at(3.6, high, -2), self.at(0, high + 3.2, -2)], ink
        )

    def _pier(self, back: str, front: str) -> None:
        x, z = self.pier
        size = self.camera.scale(z)
        left, top = self.camera(x, DECK - 1.6, z)
        _, foot = self.camera(x, -1, z)
        wide = 6.6 * size
        self.sheet.rect(left - wide, top, (2 * wide, foot - top), back)
        self.sheet.disc(left, foot, wide, back, 0.16)
        for row in range(7):
            y = top + (foot - top) * (row + 0.6) / 7
            scatter(
                self.sheet,
                (left - wide * 0.2, y, left + wide * 0.85, y + 3),
                7,
                (wide * 0.24, 3),
                TEAL,
            )
        self.sheet.disc(left, top, wide * 1.08, front, 0.16)


def turning_bridge(name: str) -> Sheet:
    """The bridge swung open at sunrise, a barge going through."""
    sheet = Sheet(name)
    sheet.fade(TEAL, SUN, (-9, 620), PEACH)
    sun = (1215, 490)
    rays(sheet, sun, (120, 1150), 420, CREAM, 4)
    sheet.disc(*sun, 92, CREAM)
    houses(sheet, (-40, 520), 622, (26, 74), (SLATE,))
    houses(sheet, (1240, 1640), 622, (22, 60), (SLATE,))
    sheet.poly([(250, 622), (250, 500), (268, 410), (286, 500), (286, 622)], SLATE)
    sheet.fade(PEACH, SEA, (618, 1076), TEAL)
    glitter(sheet, sun[0], (625, 1067), (60, 250), CREAM, 150)
    water(sheet, 632, 1080, SEA, 26)
    water(sheet, 650, 1080, MIST, 14, 2.6)
    camera = Camera(1500, (800, 622), 2.6)
    Span(sheet, camera, (-5.5, 82), math.radians(-62)).build(NIGHT, INK, SUN)
    _barge(sheet, 1180, 770)
    _quay(sheet)
    for x, y, span in ((520, 190, 92), (640, 130, 60), (1010, 210, 54), (420, 270, 48)):
        gull(sheet, x, y, span, INK, sheet.rng.uniform(-16, 16))
    return sheet


def _barge(sheet: Sheet, x: float, y: float) -> None:
    sheet.path(f"M{x - 10} {y - 300}L{x + 150} {y - 40}L{x - 2} {y - 40}Z", ROSE)
    sheet.path(
        f"M{x - 20} {y - 330}Q{x - 190} {y - 220} {x - 200} {y - 50}L{x - 20} {y - 40}Z", BRICK
    )
    for n in range(6):
        sheet.cut(x - 96, y - 70 - 36 * n, (150 - 16 * n, 3), -6, PEACH)
    sheet.rect(x - 20, y - 345, (9, 320), INK)
    sheet.poly([(x - 11, y - 345), (x + 40, y - 333), (x - 11, y - 320)], OCHRE)
    hull(sheet, x, y, 410, INK)
    sheet.cut(x - 10, y - 46, (330, 3), -0.5, PEACH)
    scatter(sheet, (x - 200, y + 4, x + 190, y + 46), 26, (120, 4), INK)


def _quay(sheet: Sheet) -> None:
    sheet.poly([(-9, 828), (330, 850), (372, 1090), (-9, 1090)], INK)
    for row in range(6):
        scatter(sheet, (10, 880 + 34 * row, 330, 884 + 34 * row), 7, (62, 4), SLATE)
    sheet.line([(-9, 742), (326, 772)], INK, 7)
    for n in range(7):
        sheet.line([(10 + 52 * n, 744 + 4.6 * n), (10 + 52 * n, 850)], INK, 6)
    person(sheet, 86, 832, 128, INK, NIGHT)
    person(sheet, 150, 836, 122, INK, BRICK)
    person(sheet, 262, 844, 104, INK)


def bridge_night(name: str) -> Sheet:
    """The hut by night and a lamp lifted to a boat; upright."""
    sheet = Sheet(name, 1067, 1600)
    sheet.fade(INK, SLATE, (-9, 1130), NIGHT)
    moon = (770, 330)
    rings(sheet, moon, (105, 900), 34, SLATE)
    sheet.disc(*moon, 78, CREAM)
    scatter(sheet, (0, 0, 1067, 700), 60, (9, 3.5), CREAM, 45)
    houses(sheet, (-30, 1100), 1132, (40, 96), (INK,), OCHRE)
    sheet.fade(SLATE, INK, (1130, 1610))
    glitter(sheet, moon[0], (1138, 1600), (30, 120), CREAM, 80)
    water(sheet, 1150, 1610, NIGHT, 18)
    glitter(sheet, 395, (1210, 1600), (50, 150), SUN, 60)
    _hut_at_night(sheet)
    return sheet


def _hut_at_night(sheet: Sheet) -> None:
    for n in range(7):
        x = -40 + 190 * n
        sheet.line([(x, 1010), (x + 190, 1170)], INK, 13)
        sheet.line([(x + 190, 1010), (x, 1170)], INK, 13)
        sheet.line([(x, 1000), (x, 1180)], INK, 16)
    sheet.rect(-9, 996, (1090, 26), INK)
    sheet.rect(-9, 1160, (1090, 48), INK)
    scatter(sheet, (0, 1178, 1067, 1190), 16, (90, 4), SLATE)
    sheet.rect(210, 640, (360, 366), INK)
    sheet.poly([(160, 650), (390, 500), (620, 650)], INK)
    sheet.rect(500, 500, (34, 110), INK)
    for n in range(5):
        sheet.cut(526 + 12 * n, 470 - 46 * n, (70, 9), -55 - 8 * n, SLATE)
    for x in (250, 420):
        sheet.rect(x, 710, (112, 140), SUN)
        sheet.rect(x + 51, 710, (9, 140), INK)
        sheet.rect(x, 774, (112, 8), INK)
    sheet.rect(256, 800, (44, 50), INK)
    scatter(sheet, (225, 880, 556, 985), 34, (70, 3), SLATE)
    sheet.line([(170, 652), (390, 512), (610, 652)], SLATE, 5)
    person(sheet, 730, 1000, 250, INK, RUST)
    sheet.line([(742, 830), (806, 742)], RUST, 24)
    sheet.poly([(770, 735), (846, 735), (834, 706), (782, 706)], INK)
    sheet.line([(705, 830), (664, 905)], RUST, 22)
    rays(sheet, (660, 940), (30, 120), 46, SUN, 4)
    sheet.disc(660, 940, 24, CREAM)


def bridge_cat(name: str) -> Sheet:
    """The cat Ballast on the pivot, the river going round behind her; upright."""
    sheet = Sheet(name, 1067, 1333)
    sheet.fade(PEACH, CREAM, (-9, 720))
    rings(sheet, (533, 700), (330, 1100), 44, ROSE)
    sheet.disc(533, 560, 330, SUN)
    for n in range(13):
        angle = math.pi * n / 12
        sheet.taper(
            (533 - 380 * math.cos(angle), 720 - 380 * math.sin(angle)),
            (533 - 950 * math.cos(angle), 720 - 950 * math.sin(angle)),
            (8, 30),
            TEAL,
        )
    sheet.fade(TEAL, SEA, (860, 1340))
    water(sheet, 880, 1340, MIST, 12, 1.6)
    sheet.disc(533, 1010, 440, INK, 0.23)
    sheet.rect(93, 1010, (880, 120), INK)
    sheet.disc(533, 1130, 440, INK, 0.23)
    sheet.disc(533, 1000, 400, SLATE, 0.2)
    for n in range(40):
        angle = math.tau * n / 40
        sheet.cut(
            533 + 350 * math.cos(angle),
            1000 + 66 * math.sin(angle),
            (56, 5),
            math.degrees(angle),
            INK,
        )
    for n in range(14):
        sheet.disc(120 + 64 * n, 1150 + 74 * math.sin(math.pi * (n + 0.4) / 14), 17, OCHRE)
    _cat(sheet, 533, 1010)
    return sheet


def _cat(sheet: Sheet, x: float, y: float) -> None:
    sheet.curve(
        f"M{x + 120} {y - 24}C{x + 270} {y - 10} {x + 300} {y - 130} {x + 226} {y - 190}", INK, 40
    )
    sheet.path(
        f"M{x - 110} {y + 6}C{x - 140} {y - 140} {x - 110} {y - 300} {x - 70} {y - 390}"
        f"L{x + 70} {y - 390}C{x + 150} {y - 280} {x + 190} {y - 110} {x + 150} {y + 6}Z",
        INK,
    )
    sheet.path(
        f"M{x - 112} {y - 440}C{x - 112} {y - 520} {x - 92} {y - 540} {x - 84} {y - 590}"
        f"L{x - 26} {y - 536}Q{x} {y - 542} {x + 28} {y - 536}L{x + 52} {y - 552}L{x + 84} {y - 520}"
        f"C{x + 116} {y - 470} {x + 112} {y - 350} {x} {y - 346}"
        f"C{x - 84} {y - 348} {x - 112} {y - 390} {x - 112} {y - 440}Z",
        INK,
    )
    for side in (-1, 1):
        sheet.disc(x + 46 * side, y - 446, 25, SUN, 0.8)
        sheet.disc(x + 46 * side, y - 446, 7, INK, 2.4)
        for n in range(3):
            sheet.cut(x + 96 * side, y - 398 + 13 * n, (120, 2.6), side * (8 * n - 8), CREAM)
    sheet.poly([(x - 12, y - 408), (x + 12, y - 408), (x, y - 394)], ROSE)
    for row in range(9):
        for side in (-1, 1):
            sheet.cut(x + side * (96 - 4 * row) + 16, y - 60 - 34 * row, (66, 5), side * 24, SLATE)
    sheet.path(f"M{x - 40} {y - 346}Q{x} {y - 240} {x + 40} {y - 346}Z", CREAM)
    for side in (-1, 1):
        sheet.disc(x + 50 * side, y + 2, 46, INK, 0.5)
        for n in (-1, 1):
            sheet.cut(x + 50 * side + 13 * n, y + 8, (24, 3), 90, SLATE)
