"""UTF-8 that was read in another encoding: found, and undone where that can be proven.

A run of characters is mended when its bytes are UTF-8, what they say is plausible where it
stands, and misreading that again gives the same run. Capital letters before a closing quotation
mark look the same by chance ("É”"), so a run counts only if nobody would write it, or if other
runs of the same text were misread in the same way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from colonnade.transfer.integrity.findings import CERTAIN, MOST, REPAIRED, Found, around, found
from colonnade.transfer.integrity.misreadings import FIRSTS, FOLLOW, MISREADINGS, Misreading
from colonnade.transfer.integrity.scripts import LATIN, SIGN, is_text, one_script, script_of
from colonnade.transfer.integrity.view import View

_TIMES = 2  # more that the same bytes are read
_MANY = 3  # characters in a row that are not chance
_NEAR = 40  # runs no further apart are one finding
# What people write directly after a letter: closing signs, and signs that divide words.
_CLOSING = frozenset("”»™®›•²³¹„‚†‡ªº°")  # noqa: RUF001
_DIVIDING = frozenset("…‘’“–—·\xa0\xad")
_BOXES = re.compile("[\u2500-\u259f]+")
# What follows what was a lead byte, where the byte after it is lost: a space, or a sign for it.
_GAP = "(?=[?\ufffd\\s]|\\Z)"
_LOST_HEADS = frozenset("âÃÂÐÑΓ‚Ђ")  # noqa: RUF001 - as they come
_LOST = re.compile(
    "â[€\x80](?![\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])|â\\?\\?"  # noqa: RUF001
    f"|вЂ(?![\\w‘’“”•–—™\xa0-\xbf])|‚Ä{_GAP}|ΓÇ{_GAP}|Ã(?<=[a-zß-ÿ]Ã){_GAP}"  # noqa: RUF001
    f"|Ã[?\ufffd](?=[a-z])|Â(?<=[a-z0-9.,;:!?)]Â){_GAP}|Ð[?\ufffd](?=[ÐÑ])|Ñ[?\ufffd](?=[ÐÑ])"
)
# Without one of these a text holds neither: one look tells, in any language.
_HEADS = "".join(sorted(_LOST_HEADS))
_SUSPECT = re.compile(f"[{FIRSTS}{_HEADS}](?:[{FOLLOW}]|(?<=[{_HEADS}]))")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    instead: str
    script: str
    strong: bool


def find_mojibake(text: str) -> tuple[list[Found], View | None]:
    """Return what was misread, and the text without it; None where nothing could be mended."""
    if not _SUSPECT.search(text):
        return [], None
    signs = _foreign(text)
    pieces = _misread(text, signs)
    lost = [] if signs.isdisjoint(_LOST_HEADS) else list(_lost(text, pieces))
    if not pieces:
        return lost, None
    for _ in range(_TIMES):
        pieces = _read_again(text, pieces)
    pieces = [piece for piece in pieces if is_text(piece.instead)]
    if not pieces:
        return lost, None
    return [*_findings(text, pieces), *lost], _mended(text, pieces)


def _foreign(text: str) -> set[str]:
    return {sign for sign in set(text) if sign > "\x7f"}


def _mended(text: str, pieces: list[_Piece]) -> View:
    parts: list[str] = []
    shown: list[int] = []
    done = length = 0
    for piece in pieces:
        parts += [text[done : piece.start], piece.instead]
        length += piece.start - done + len(piece.instead)
        shown.append(length)
        done = piece.end
    whole = "".join([*parts, text[done:]])
    return View(whole, tuple(shown), tuple(piece.end for piece in pieces))


def _misread(text: str, signs: set[str]) -> list[_Piece]:
    """Return the runs to mend, of the one misreading that explains most of the text."""
    best: list[_Piece] = []
    for misreading in MISREADINGS:
        if misreading.may_stand(signs, text):
            best = max(best, _pieces(text, misreading), key=_length)
    return best


def _length(pieces: list[_Piece]) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _read_again(text: str, pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces, each mended once more where what it says was misread as well."""
    beside = [(_beside(text, piece.start - 1), _beside(text, piece.end)) for piece in pieces]
    lines = "\n".join(
        f"{left}{piece.instead}{right}" for piece, (left, right) in zip(pieces, beside, strict=True)
    )
    deeper = _misread(lines, _foreign(lines))
    if not deeper:
        return pieces
    said = _mended(lines, deeper).text.split("\n")
    return [replace(piece, instead=line[1:-1]) for piece, line in zip(pieces, said, strict=True)]


def _beside(text: str, place: int) -> str:
    """Return the neighbor at `place`; a space where there is none, or none that is telling."""
    sign = text[place] if 0 <= place < len(text) else " "
    return sign if sign.isascii() and sign.isalnum() else " "


def _pieces(text: str, misreading: Misreading) -> list[_Piece]:
    """Return the runs to mend: those that nobody would write, and all of what is whole.

    A line is whole where nothing but runs is foreign in it, so that all of it was misread.
    """
    lines = list(_lines(text, misreading))
    if all(line.whole for line in lines) and any(line.strong for line in lines):
        return [piece for line in lines for piece in line.pieces]
    return [
        piece
        for line in lines
        for piece in line.pieces
        if (line.whole and line.strong) or (piece.strong and piece.script)
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: list[_Piece]
    whole: bool
    strong: bool


def _lines(text: str, misreading: Misreading) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        foreign = len(line) - len(line.encode("ascii", "ignore"))
        if foreign:
            runs = misreading.runs.finditer(text, start, end)
            pieces = [piece for run in runs if (piece := _piece(text, *run.span(), misreading))]
            strong = any(piece.strong for piece in pieces)
            yield _Line(pieces, _length(pieces) == foreign, strong)
        start = end + 1


def _piece(text: str, start: int, end: int, misreading: Misreading) -> _Piece | None:
    """Return what a run was; its script is "" where that is likely only if all was misread."""
    instead = misreading.read(text[start:end])
    if instead is None:
        return None
    strong = _is_strong(text, start, end, misreading)
    script = one_script(instead)
    if script is None and strong:  # controls are likely where it was misread twice
        script = one_script(_again(instead) or instead)
    if script is None or not _fits(script, text[max(0, start - 1) : start], text[end : end + 1]):
        script = ""
    return _Piece(start, end, instead, script, strong)


def _again(text: str) -> str | None:
    """Return what `text` was before it was misread as well, None where it was not."""
    for misreading in MISREADINGS:
        if misreading.runs.fullmatch(text) and (said := misreading.read(text)):
            return said
    return None


def _fits(script: str, before: str, after: str) -> bool:
    """Tell whether letters of this script may stand between these neighbors."""
    if script == SIGN:
        return True
    neighbors = {script_of(sign) for sign in before + after if sign.isalpha()}
    return neighbors <= {LATIN} if script == LATIN else not neighbors


def _is_strong(text: str, start: int, end: int, misreading: Misreading) -> bool:
    """Tell whether nobody would write this run."""
    characters = list(misreading.single.finditer(text, start, end))
    drawn = all(_BOXES.fullmatch(text, one.start() + 1, one.end()) for one in characters)
    if misreading.leads:
        known = all(text[one.start()] in misreading.leads for one in characters)
        beside_letter = text[max(0, start - 1) : start].isalpha()
        return (known or len(characters) >= _MANY) and (not drawn or (known and beside_letter))
    return len(characters) >= _MANY or any(
        _is_strange(text, one.start(), one.end()) for one in characters
    )


def _is_strange(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end], a letter and signs, is in nobody's writing."""
    lead, rest = text[start], text[start + 1 : end]
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before.islower() and lead.isupper():
        return True
    if before.isalpha() and script_of(before) != script_of(lead):
        return True
    if any(_is_never_after(lead, sign) for sign in rest):
        return True
    return rest[-1] in _CLOSING and after.isalpha()


def _is_never_after(lead: str, sign: str) -> bool:
    if sign.isalpha():
        return lead.islower() and sign.isupper()
    return sign not in _CLOSING and sign not in _DIVIDING


def _findings(text: str, pieces: list[_Piece]) -> Iterator[Found]:
    """Yield findings; runs that stand close together are one."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and piece.start - groups[-1][-1].end <= _NEAR:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    for group in groups[:MOST]:
        start, end = group[0].start, group[-1].end
        parts, done = [], start
        for piece in group:
            parts += [text[done : piece.start], piece.instead]
            done = piece.end
        before = around(text, start, end)
        yield Found("mojibake", REPAIRED, start, before, around(text, start, end, "".join(parts)))


def _lost(text: str, pieces: list[_Piece]) -> Iterator[Found]:
    """Yield runs of which a byte is lost: plainly misread, and nobody can say what they were."""
    mended = iter(pieces)
    piece = next(mended, None)
    count = 0
    for match in _LOST.finditer(text):
        while piece and piece.end <= match.start():
            piece = next(mended, None)
        if piece and piece.start < match.end():
            continue
        count += 1
        if count <= MOST:
            yield found("mojibake", CERTAIN, text, match.span(), match.start())
