"""The list of who was erased, as lines: no Django here, a backup is written without it.

A backup of before brings somebody back; the list erases her again. One line of JSON for each: her
word (a handle, or a guest's word: nothing else knows it) and whether her texts went too.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

NAME = "erased.ndjson"
_WORD = 16


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody who was erased: her word, and whether what she wrote went too."""

    word: str
    texts: bool


def lines_of(people: Iterable[Erased]) -> str:
    """Return the list as it is written: each once, with her texts where that was asked once."""
    found: dict[str, bool] = {}
    for one in people:
        found[one.word] = found.get(one.word, False) or one.texts
    return "".join(
        json.dumps({"word": word, "texts": texts}) + "\n" for word, texts in found.items()
    )


def erased_in(lines: str) -> list[Erased]:
    """Return who is on a list; a line that is none is left out: the others still count."""
    found = []
    for line in lines.splitlines():
        try:
            told = json.loads(line)
            found.append(Erased(str(told["word"])[:_WORD], bool(told["texts"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found
