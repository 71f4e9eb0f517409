"""Keep the list of who was erased in the data folder, where a backup finds it."""

import os
from pathlib import Path

from django.conf import settings

from colonnade.people.erased import NAME, erased_in, lines_of
from colonnade.people.erasures import erased


def write_list() -> None:
    """Write who was erased, as the database has it: whole or not at all."""
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
