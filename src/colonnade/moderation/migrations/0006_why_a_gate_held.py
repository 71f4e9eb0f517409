from django.db import migrations, models

import colonnade.kit.clock


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0005_policy_texts_and_what_the_log_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("comment", models.CharField(max_length=16, unique=True)),
                ("code", models.CharField(max_length=24)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("list", models.CharField(blank=True, max_length=16)),
                ("entry", models.CharField(blank=True, max_length=200)),
                ("created", models.DateTimeField(default=colonnade.kit.clock.now)),
            ],
        ),
    ]
