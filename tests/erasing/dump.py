"""Everything that a site keeps, looked through for words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models

# Columns that hold a number where no foreign key may stand.
PEOPLE, GUESTS = {"person", "by", "to", "decider"}, {"guest"}


def hits(words: Iterable[str]) -> set[str]:
    """Return in which columns of any table, and in which files, one of these words stands."""
    wanted = [word.lower() for word in words]
    return _in_tables(wanted) | _in_files(wanted)


def mail_folder() -> Path:
    """Return where mail is written to files."""
    return Path(settings.DATA) / "mail"


def counts() -> dict[str, int]:
    """Return how many rows each table has."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - every table there is
            found[table] = cursor.fetchone()[0]
    return found


def leading_to(*, person: int | None, guest: int | None) -> set[str]:
    """Return which columns hold the number of this person or guest."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            number = guest if _is_of(field, GUESTS, "people.Guest") else None
            number = person if _is_of(field, PEOPLE, "people.Person") else number
            rows = model._default_manager.filter(**{field.name: number})
            if number is not None and rows.exists():
                found.add(f"{model._meta.label}.{field.name}")
    return found


def _is_of(field: "models.Field[Any, Any]", names: set[str], label: str) -> bool:
    if field.related_model is not None:
        return field.related_model is apps.get_model(label)
    return isinstance(field, models.BigIntegerField) and field.name in names


def _in_tables(wanted: list[str]) -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - every table there is
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = _text(value)
                    if any(word in text for word in wanted):
                        found.add(f"{table}.{name}")
    return found


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1").lower()
    return str(value).lower()


def _in_files(wanted: list[str]) -> set[str]:
    found = set()
    for folder in (Path(settings.MEDIA_ROOT), mail_folder()):
        for path in folder.rglob("*"):
            if path.is_file():
                text = path.name.lower() + _text(path.read_bytes())
                if any(word in text for word in wanted):
                    found.add(f"file:{path.name}")
    return found
