from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sites", "0006_who_decides_from_outside"),
    ]

    operations = [
        migrations.AddField(
            model_name="site",
            name="daily_mail",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
