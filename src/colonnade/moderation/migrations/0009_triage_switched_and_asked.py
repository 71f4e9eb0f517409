"""Whether comments get scores, and when a learning was asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0008_links_in_the_staffs_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="TriageChoices",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("asked", models.DateTimeField(null=True)),
            ],
        ),
    ]
