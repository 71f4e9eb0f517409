"""A notice stands before its mail goes out, and knows whether it went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="staffnotice",
            name="told",
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
