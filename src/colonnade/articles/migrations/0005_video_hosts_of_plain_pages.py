from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget_renderings(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the worker make the HTML of plain pages anew: the hosts of their videos come with it."""
    apps.get_model("articles", "PlainPage").objects.update(rendering="")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_former_addresses_of_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="plainpage",
            name="hosts",
            field=models.JSONField(default=list, editable=False, null=True),
        ),
        migrations.RunPython(forget_renderings, migrations.RunPython.noop),
    ]
