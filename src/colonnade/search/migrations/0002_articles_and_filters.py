"""The index takes articles and knows time, section and writer: it is filled anew after this.

`serve` does so itself, `colonnade reindex` at any time.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Words come folded and divided by us: only spaces part them, and all but ASCII is a letter.
SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "head, body, marks, tokenize=\"ascii tokenchars '='\", prefix='2 3')"
)
POSTGRES = (
    "CREATE TABLE search_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words_gin ON search_words USING gin (words)",
)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table that this database is best at."""
    statements = (SQLITE,) if schema_editor.connection.vendor == "sqlite" else POSTGRES
    schema_editor.execute("DROP TABLE search_words")
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_words")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=7)),
                ("subject", models.BigIntegerField()),
                ("thread", models.BigIntegerField(null=True)),
                ("section", models.CharField(blank=True, max_length=300)),
                ("moment", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["thread"], name="entry_thread"),
                    models.Index(fields=["moment"], name="entry_moment"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject"), name="entry_subject")
                ],
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
