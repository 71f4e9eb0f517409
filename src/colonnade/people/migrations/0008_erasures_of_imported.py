"""Whoever is erased may be somebody whose comments an import brought."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_browsers_of_members"),
    ]

    operations = [
        migrations.AddField(
            model_name="erasure",
            name="marks",
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
