from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0003_imported_comments"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="website",
            field=models.CharField(blank=True, db_default="", default="", max_length=2000),
        ),
    ]
