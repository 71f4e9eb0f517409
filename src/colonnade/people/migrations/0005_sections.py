"""Which sections a moderator answers for: it goes with her wherever she acts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_reasons_by_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="sections",
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
