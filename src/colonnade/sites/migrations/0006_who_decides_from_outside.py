from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sites", "0005_days_of_addresses_and_sealed_copies"),
    ]

    operations = [
        migrations.AddField(
            model_name="site",
            name="outside_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="site",
            name="outside_mail",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
    ]
