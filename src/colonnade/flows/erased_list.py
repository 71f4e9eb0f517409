"""The list of who was erased: a backup of before brings her back, and the list erases her again.

One line of JSON for each: her word (a handle, or a guest's word: nothing else knows it) and
whether her texts went too.
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings

from colonnade.people.erasures import Erased, erased

NAME = "erased.ndjson"


def write_list() -> None:
    """Write who was erased, as the database has it, into the data folder: whole or not at all."""
    place = Path(settings.DATA) / NAME
    known = place.read_text() if place.exists() else ""
    lines = lines_of([*erased_in(known), *erased()])
    if lines == known:
        return
    half = place.with_suffix(".half")
    with half.open("w") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    half.replace(place)


def lines_of(people: Iterable[Erased]) -> str:
    """Return the list as it is written: each once, with her texts where that was asked once."""
    found: dict[str, bool] = {}
    for one in people:
        found[one.word] = found.get(one.word, False) or one.texts
    return "".join(
        json.dumps({"word": word, "texts": texts}) + "\n" for word, texts in found.items()
    )


def erased_in(lines: str) -> Sequence[Erased]:
    """Return who is on a list; a line that is none is left out: the others still count."""
    found = []
    for line in lines.splitlines():
        try:
            told = json.loads(line)
            found.append(Erased(str(told["word"])[:16], bool(told["texts"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found
