"""Rows of this room's own tables, many at once."""

from collections.abc import Sequence

from django.db import models

from colonnade.discussion.bulk import insert_many


def insert(
    model: type[models.Model], names: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert rows of the values of these fields; JSON comes as text."""
    insert_many(model, names, rows)
