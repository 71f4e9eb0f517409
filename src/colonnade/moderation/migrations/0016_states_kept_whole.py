"""A record keeps the states of what it is about whole: "moderator" was cut to "moderato"."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_FIELDS = ("before", "after")
_CUT, _WHOLE = "moderato", "moderator"


def mend(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write out the one word that was cut; these records stand in no log, so no digest changes."""
    _rewrite(apps, _CUT, _WHOLE)


def cut(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Cut it again, so that it fits where the columns become narrow."""
    _rewrite(apps, _WHOLE, _CUT)


def _rewrite(apps: StateApps, former: str, word: str) -> None:
    decision = apps.get_model("moderation", "Decision")
    for field in _FIELDS:
        decision.objects.filter(act="role", **{field: former}).update(**{field: word})


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0015_sections_are_the_persons_alone"),
    ]

    operations = [
        *(
            migrations.AlterField(
                model_name="decision", name=field, field=models.CharField(max_length=16)
            )
            for field in _FIELDS
        ),
        migrations.RunPython(mend, cut),
    ]
