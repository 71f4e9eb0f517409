"""The words of dates in English, German, French, Spanish and Russian, in their plain spelling."""

import re
import unicodedata

_MONTHS = """
january jan januar janner janvier janv enero ene январь января янв
february feb februar feber fevrier fev fevr febrero февраль февраля фев февр
march mar marz mrz maerz mars marzo март марта мар
april apr avril avr abril abr апрель апреля апр
may mai mayo май мая
june jun juni juin junio июнь июня июн
july jul juli juillet juil julio июль июля июл
august aug aout agosto ago август августа авг
september sep sept septembre septiembre setiembre set сентябрь сентября сен сент
october oct oktober okt octobre octubre октябрь октября окт
november nov novembre noviembre ноябрь ноября ноя нояб
december dec dezember dez decembre diciembre dic декабрь декабря дек
"""
_WEEKDAYS = """
monday mon montag mo lundi lun lunes понедельник пн
tuesday tue tues dienstag di mardi martes вторник вт
wednesday wed mittwoch mi mercredi mer miercoles mie среда ср
thursday thu thur thurs donnerstag do jeudi jeu jueves jue четверг чт
friday fri freitag fr vendredi ven viernes vie пятница пт
saturday sat samstag sonnabend sa samedi sam sabado sab суббота сб
sunday sun sonntag so dimanche dim domingo dom воскресенье вс
"""  # noqa: RUF001


def plain(text: str) -> str:
    """Small letters without accents, spaces of one kind; for looking words up, never for show."""
    if text.isascii():
        return " ".join(text.casefold().split())
    spread = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.replace("ª", "a").split())


def _numbered(lines: str, first: int) -> dict[str, int]:
    rows = enumerate(lines.strip().splitlines(), first)
    return {plain(word): number for number, row in rows for word in row.split()}


MONTHS = _numbered(_MONTHS, 1)
WEEKDAYS = _numbered(_WEEKDAYS, 0)
_NOISE = "at on the of uhr um am den der le la las el de del du a h hs \u0432 \u0433 года год"
NOISE = frozenset(_NOISE.split())
CLOSING = frozenset(["uhr", "h", "hs", "\u0433", "года", "год"])  # of these, at a date's end
_HALVES = frozenset(["am", "pm", "a", "p", "m"])
# Hours from UTC. Names that two countries use differently (IST, BST, AST) are left out; EST to
# PDT are read as North American, as mail's own standard (RFC 5322, 4.3) does.
ZONES = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "ut": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "cest": 2,
    "mez": 1,
    "mesz": 2,
    "wet": 0,
    "west": 1,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "мск": 3,
}


_LETTERS = re.compile(r"[^\W\d_]+")
_KNOWN = NOISE | _HALVES | MONTHS.keys() | WEEKDAYS.keys() | ZONES.keys()


def may_be_of_date(word: str) -> bool:
    """Whether a word without spaces can stand in a date at all; cheap."""
    if any(letter.isdigit() for letter in word):
        return True
    return len(word) < 16 and all(part in _KNOWN for part in _LETTERS.findall(plain(word)))  # noqa: PLR2004
