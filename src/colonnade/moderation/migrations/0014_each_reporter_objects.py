"""Of several who reported, each may object: not the first one alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0013_fewer_indexes_of_traces"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                fields=("decision", "by", "report"), name="appeal_once_each"
            ),
        ),
        migrations.RemoveConstraint(model_name="appeal", name="appeal_once"),
    ]
