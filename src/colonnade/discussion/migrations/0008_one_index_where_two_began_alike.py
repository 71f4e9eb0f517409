"""Drop the indexes of foreign keys whose column another index begins with: each post paid for both.

Only indexes go: no table is made anew, and the version before works without them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_KEYS = (
    ("Thread", "site"),
    ("Comment", "thread"),
    ("Comment", "parent"),
    ("Comment", "person"),
    ("Revision", "comment"),
    ("Block", "thread"),
)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the index of each of these columns alone."""
    way = schema_editor.connection
    for name, key in _KEYS:
        model = apps.get_model("discussion", name)
        table, column = model._meta.db_table, model._meta.get_field(key).column
        with way.cursor() as cursor:
            found = way.introspection.get_constraints(cursor, table)
        for index, what in found.items():
            if what["index"] and not what["unique"] and what["columns"] == [column]:
                schema_editor.execute(f"DROP INDEX {way.ops.quote_name(index)}")


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make them anew, by the names that Django gives."""
    for name, key in _KEYS:
        model = apps.get_model("discussion", name)
        field = model._meta.get_field(key)
        made = schema_editor._create_index_sql(model, fields=[field])  # noqa: SLF001 - there is no other way
        schema_editor.execute(made)


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0007_threads_left_out_of_indexes"),
        ("sites", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, make)],
            state_operations=[
                migrations.AlterField(
                    "thread",
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="sites.site",
                    ),
                ),
                migrations.AlterField(
                    "comment",
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="discussion.thread",
                    ),
                ),
                migrations.AlterField(
                    "comment",
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="discussion.comment",
                    ),
                ),
                migrations.AlterField(
                    "comment",
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    "revision",
                    "comment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="discussion.comment",
                    ),
                ),
                migrations.AlterField(
                    "block",
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="discussion.thread",
                    ),
                ),
            ],
        )
    ]
