"""One table of words: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize='unicode61 remove_diacritics 2')"
)
POSTGRES = (
    "CREATE TABLE search_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words_gin ON search_words USING gin (words)",
)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table that this database is best at."""
    statements = (SQLITE,) if schema_editor.connection.vendor == "sqlite" else POSTGRES
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    """The index of words."""

    operations = [migrations.RunPython(make, drop)]
