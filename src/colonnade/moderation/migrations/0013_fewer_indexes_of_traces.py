from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0012_sections_go_with_the_person"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="trace", name="trace_person"),
        migrations.RemoveIndex(model_name="trace", name="trace_age"),
        migrations.AddIndex(
            model_name="trace",
            index=models.Index(
                condition=models.Q(person__isnull=False),
                fields=["person", "created"],
                name="trace_person",
            ),
        ),
    ]
