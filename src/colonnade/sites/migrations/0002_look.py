from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sites", "0001_initial")]

    operations = [
        migrations.AddField(
            "site",
            "public_url",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "site",
            "accent",
            models.CharField(blank=True, default="", max_length=7),
            preserve_default=False,
        ),
        migrations.AddField(
            "site", "menu", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "site", "footer", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "site", "css", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "site",
            "logo",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField("site", "logo_alone", models.BooleanField(default=False)),
        migrations.AddField("site", "slots", models.JSONField(blank=True, default=dict)),
        migrations.AddField("site", "begun", models.BooleanField(default=False)),
    ]
