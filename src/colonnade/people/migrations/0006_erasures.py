"""Who is to be erased, and who was."""

from django.db import migrations, models

import colonnade.kit.clock
import colonnade.kit.ids


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_sections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(default=colonnade.kit.ids.new_id, max_length=16, unique=True),
                ),
                ("word", models.CharField(max_length=16)),
                ("person", models.BigIntegerField(null=True)),
                ("guest", models.BigIntegerField(null=True)),
                ("texts", models.BooleanField()),
                ("by", models.BigIntegerField(null=True)),
                ("name", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("asked", models.DateTimeField(default=colonnade.kit.clock.now)),
                ("due", models.DateTimeField()),
                ("done", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done", None)), fields=["due"], name="erasure_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done", None)),
                        fields=("word",),
                        name="erasure_pending_once",
                    )
                ],
            },
        ),
    ]
