"""The portraits above the articles."""

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
    STONE,
    SUN,
    TEAL,
)
from linocut.marks import rays, scatter
from linocut.sheet import Sheet


def _bust(name: str, ground: str, light: str, coat: str, skin: str) -> Sheet:
    sheet = Sheet(name, 512, 512)
    sheet.rect(-9, -9, (540, 540), ground)
    rays(sheet, (256, 230), (150, 360), 110, light, 4)
    sheet.path("M40 530C50 420 150 390 210 376L302 376C362 390 462 420 472 530Z", coat)
    sheet.path("M216 320L296 320L306 392Q256 430 206 392Z", skin)
    sheet.path("M216 350Q256 384 296 350L299 372Q256 402 213 372Z", INK, 'opacity=".35"')
    return sheet


def _head(sheet: Sheet, skin: str, shade: str) -> None:
    sheet.path(
        "M160 200C160 110 352 110 352 200C356 270 340 330 256 356C172 330 156 270 160 200Z", skin
    )
    for n in range(8):
        sheet.cut(330 - n * 2, 206 + 16 * n, (46, 4), 30, shade)


def _features(sheet: Sheet, lips: str) -> None:
    for side in (-1, 1):
        x = 256 + 42 * side
        sheet.disc(x, 226, 8, INK, 1.2)
        sheet.curve(f"M{x - 22} {204 - 3 * side}Q{x} 188 {x + 22} {204 + 3 * side}", INK, 6)
    sheet.curve("M258 224Q276 262 266 270Q258 276 246 270", INK, 5)
    sheet.curve("M226 304Q256 320 288 302", lips, 8)


def odile(name: str) -> Sheet:
    """Bob and round glasses."""
    sheet = _bust(name, TEAL, MIST, BRICK, PEACH)
    sheet.path(
        "M134 330C110 120 170 84 256 84C342 84 402 120 378 330C340 350 330 300 330 260L182 260C182 300 172 350 134 330Z",
        STONE,
    )
    _head(sheet, PEACH, ROSE)
    sheet.path(
        "M156 226C156 160 190 130 300 150C340 158 356 190 356 226C380 120 330 88 256 88C182 88 132 120 156 226Z",
        STONE,
    )
    for n in range(9):
        sheet.cut(150 + 4 * n, 260 - 18 * n, (60, 4), 100 + 6 * n, SLATE)
        sheet.cut(366 - 3 * n, 260 - 18 * n, (60, 4), 84 - 6 * n, SLATE)
    _features(sheet, BRICK)
    for side in (-1, 1):
        sheet.add(
            f'<circle cx="{256 + 42 * side}" cy="226" r="31" fill="none" stroke="{INK}" stroke-width="7"/>'
        )
    sheet.line([(242, 224), (270, 224)], INK, 6)
    sheet.path("M206 388L256 470L306 388L330 400L256 530L182 400Z", CREAM)
    return sheet


def jory(name: str) -> Sheet:
    """Beard and knitted cap."""
    sheet = _bust(name, OCHRE, SUN, NIGHT, ROSE)
    _head(sheet, ROSE, RUST)
    sheet.path(
        "M158 230C164 250 196 270 216 284Q256 268 296 284C316 270 348 250 354 230C366 330 330 400 256 408C182 400 146 330 158 230Z",
        INK,
    )
    for n in range(34):
        turn = math.pi * n / 33
        sheet.cut(
            256 + 74 * math.cos(turn),
            300 + 84 * math.sin(turn),
            (40, 4),
            90 + 30 * math.cos(turn),
            SLATE,
        )
    _features(sheet, PEACH)
    sheet.path("M146 186C140 70 372 70 366 186Z", BRICK)
    for n in range(11):
        sheet.curve(f"M{164 + 18 * n} 180Q{180 + 15 * n} 130 {206 + 10 * n} 104", RUST, 4)
    sheet.rect(136, 172, (240, 36), RUST, 'rx="12"')
    for n in range(12):
        sheet.line([(150 + 19 * n, 178), (150 + 19 * n, 202)], BRICK, 5)
    sheet.path("M190 380Q256 440 322 380L336 420Q256 480 176 420Z", SEA)
    return sheet


def hind(name: str) -> Sheet:
    """Headscarf."""
    sheet = _bust(name, PEACH, CREAM, INK, STONE)
    sheet.path(
        "M256 70C120 70 110 230 130 330C140 400 110 450 80 520L432 520C402 450 372 400 382 330C402 230 392 70 256 70Z",
        SEA,
    )
    sheet.path(
        "M172 214C172 130 340 130 340 214C344 280 326 332 256 352C186 332 168 280 172 214Z", PEACH
    )
    for n in range(6):
        sheet.cut(322 - n * 2, 220 + 16 * n, (38, 4), 30, ROSE)
    _features(sheet, BRICK)
    for n in range(12):
        sheet.curve(
            f"M{160 - 4 * n} {140 + 14 * n}Q{140 + 6 * n} {330 + 8 * n} {230 - 4 * n} {400 + 9 * n}",
            TEAL,
            4,
        )
    for n in range(8):
        sheet.curve(
            f"M{352 + 4 * n} {150 + 18 * n}Q{380 - 6 * n} {330 + 8 * n} {270 + 12 * n} {410 + 9 * n}",
            NIGHT,
            4,
        )
    sheet.curve("M150 200C150 96 362 96 362 200", MIST, 5)
    return sheet


def casimir(name: str) -> Sheet:
    """High forehead, moustache, bow tie."""
    sheet = _bust(name, SEA, TEAL, RUST, STONE)
    for side in (-1, 1):
        sheet.disc(256 + 98 * side, 232, 18, ROSE, 1.5)
        sheet.path(
            f"M{256 + 84 * side} 150Q{256 + 124 * side} 170 {256 + 104 * side} 236L{256 + 88 * side} 230Z",
            INK,
        )
    _head(sheet, PEACH, ROSE)
    for n in range(3):
        sheet.curve(
            f"M{206 + 8 * n} {166 - 15 * n}Q256 {156 - 15 * n} {306 - 8 * n} {166 - 15 * n}",
            ROSE,
            4,
        )
    _features(sheet, RUST)
    sheet.path(
        "M256 282C226 270 190 282 172 310C210 312 240 308 256 296C272 308 302 312 340 310C322 282 286 270 256 282Z",
        INK,
    )
    sheet.poly([(256, 402), (186, 370), (186, 438)], OCHRE)
    sheet.poly([(256, 402), (326, 370), (326, 438)], OCHRE)
    sheet.disc(256, 403, 17, BRICK)
    scatter(sheet, (80, 450, 430, 510), 26, (40, 4), INK, 60)
    return sheet


def tamsin(name: str) -> Sheet:
    """Curls, and a pencil."""
    sheet = _bust(name, NIGHT, SLATE, OCHRE, PEACH)
    for n in range(64):
        turn = math.pi * (1.16 * n / 63 - 0.08)
        r = 112 + 30 * (n % 3)
        sheet.disc(256 - r * math.cos(turn) * 1.02, 238 - r * math.sin(turn), 31, BRICK)
    for n in range(16):
        for side in (-1, 1):
            sheet.disc(256 + (124 + 22 * (n % 2)) * side, 220 + 10 * n, 28, BRICK)
    _head(sheet, PEACH, ROSE)
    for n in range(9):
        sheet.disc(176 + 20 * n, 140 + 10 * abs(4 - n) * 0.9, 26, BRICK)
    for _ in range(40):
        turn = sheet.rng.uniform(0, math.tau)
        x, y = 256 + 140 * math.cos(turn), 190 - 105 * abs(math.sin(turn))
        sheet.curve(f"M{x:.0f} {y:.0f}q12 -16 22 2q-4 14 -16 6", RUST, 4)
    _features(sheet, BRICK)
    for n in range(7):
        sheet.disc(206 + 16 * n, 258 + 6 * (n % 2), 2.6, RUST)
    sheet.taper((350, 246), (438, 130), (15, 15), SUN)
    sheet.poly([(344, 242), (356, 250), (334, 266)], INK)
    sheet.path("M206 388Q256 430 306 388L318 412Q256 462 194 412Z", TEAL)
    return sheet
