from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_erasures"),
    ]

    operations = [
        migrations.AddField(
            model_name="guest",
            name="person",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="guest",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["person"],
                name="guest_person",
            ),
        ),
    ]
