"""A typed text in pieces that a moderator can cut out one by one. Pure."""

import re

# What stands before the words of a line: signs of quotations and lists are no part of a piece.
_SIGNS = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,3}[.)])[ \t]+|>)*")
# U+FF01 and U+FF1F end sentences where the full stop is U+3002.
_ENDS = ".!?…。\uff01\uff1f"
# A sentence with the space behind it, or what is left of a line.
_SENTENCE = re.compile(rf"[^{_ENDS}]*[{_ENDS}]+[\"'”’»)\]]*(?:[ \t]+|$)|.+")


def pieces_of(source: str) -> list[str]:
    """Return the text's sentences and what is between them, in order: joined, they are the text.

    The words of a piece are those where `is_words` says so.
    """
    found: list[str] = []
    for line in source.splitlines(keepends=True):
        signs = _SIGNS.match(line)
        start = signs.end() if signs else 0
        words = line[start:].rstrip()
        found += [line[:start]] if start else []
        found += _SENTENCE.findall(words)
        end = line[start + len(words) :]
        found += [end] if end else []
    return found


def is_words(piece: str) -> bool:
    """Return whether a piece has anything that could be cut out."""
    return bool(piece.strip()) and not _SIGNS.fullmatch(piece + " ")


def without(pieces: list[str], cut: set[int], mark: str) -> str:
    """Return the text with the mark in the place of the pieces with these numbers.

    Pieces that follow one another on a line have one mark.
    """
    found: list[str] = []
    for number, piece in enumerate(pieces):
        if number not in cut:
            found.append(piece)
        elif number - 1 not in cut:
            space = piece[len(piece.rstrip()) :]
            found.append(mark + space)
    return "".join(found)
