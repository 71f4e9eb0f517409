"""A thread can be hidden, and closes at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns that code which knows nothing of them may leave out."""

    dependencies = [("discussion", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="hidden",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="thread", name="closes", field=models.DateTimeField(null=True)
        ),
    ]
