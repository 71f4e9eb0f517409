"""Who answers for which sections is kept with the person alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0014_each_reporter_objects"),
    ]

    operations = [migrations.DeleteModel(name="Duty")]
