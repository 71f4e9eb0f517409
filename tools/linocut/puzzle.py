"""The picture of the crossword."""

from linocut.inks import CREAM, INK, MIST, NIGHT, OCHRE, PAPER, ROSE, RUST, SLATE, TEAL
from linocut.marks import rays, scatter
from linocut.sheet import Sheet


def swift(name: str) -> Sheet:
    """A swift over an empty crossword."""
    sheet = Sheet(name)
    sheet.rect(-9, -9, (1620, 1090), TEAL)
    rays(sheet, (800, 530), (560, 1100), 260, MIST, 6)
    black = {
        (0, 3),
        (1, 1),
        (1, 5),
        (2, 3),
        (2, 7),
        (3, 0),
        (3, 4),
        (3, 8),
        (4, 2),
        (4, 6),
        (5, 0),
        (5, 4),
        (5, 8),
        (6, 1),
        (6, 5),
        (7, 3),
        (7, 7),
        (8, 5),
    }
    sheet.add('<g transform="translate(330 70) skewX(-4)">')
    sheet.rect(22, 26, (936, 936), INK, 'opacity=".5"')
    sheet.rect(-12, -12, (960, 960), INK)
    for row in range(9):
        for column in range(9):
            dark = (row, column) in black
            sheet.rect(104 * column + 4, 104 * row + 4, (98, 98), NIGHT if dark else PAPER)
            if dark:
                scatter(
                    sheet,
                    (104 * column + 20, 104 * row + 20, 104 * column + 84, 104 * row + 84),
                    5,
                    (50, 3),
                    SLATE,
                    40,
                )
            elif sheet.rng.random() < 0.4:
                sheet.rect(104 * column + 12, 104 * row + 12, (16, 9), SLATE)
    sheet.outside()
    _bird(sheet)
    return sheet


def _bird(sheet: Sheet) -> None:
    sheet.path(
        "M790 470C860 380 1010 250 1330 190C1180 290 1040 430 930 540C900 590 860 640 800 680L640 860L690 710L530 780L700 640C700 600 710 560 730 530C600 520 400 560 190 700C330 520 560 420 730 430Z",
        INK,
    )
    sheet.path(
        "M790 470C800 420 850 400 886 430L920 440L884 458C880 500 840 540 790 540C740 540 740 480 790 470Z",
        INK,
    )
    sheet.path("M846 470Q866 450 884 458C878 490 850 510 830 510Z", CREAM)
    sheet.disc(856, 436, 7, CREAM)
    for n in range(11):
        sheet.cut(880 + 38 * n, 470 - 25 * n, (110, 7), -40 + n, SLATE)
        sheet.cut(660 - 40 * n, 490 + 16 * n, (110, 7), -14 - 2 * n, SLATE)
    sheet.taper((1180, 1010), (1500, 640), (54, 54), OCHRE)
    sheet.taper((1192, 996), (1512, 626), (14, 14), RUST)
    sheet.poly([(1160, 993), (1200, 1028), (1110, 1090)], CREAM)
    sheet.poly([(1136, 1042), (1150, 1056), (1110, 1090)], INK)
    sheet.taper((1480, 663), (1530, 605), (56, 56), ROSE)
