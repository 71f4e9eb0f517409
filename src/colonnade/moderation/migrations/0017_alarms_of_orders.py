"""When those who have the law desk are told again of an order that presses."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0016_states_kept_whole"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="alarm",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("acted__isnull", True), ("alarm__isnull", False)),
                fields=["alarm"],
                name="order_alarm",
            ),
        ),
    ]
