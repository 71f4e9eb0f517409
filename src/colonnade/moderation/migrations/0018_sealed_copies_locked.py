"""Sealed copies are locked: they lay in the clear, and whoever had a dump could read them."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from colonnade.moderation.seals import Label, Locked, lock, unlock


def overwrite(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let SQLite write zeros over the rows as they were."""
    if editor.connection.vendor == "sqlite":
        editor.execute("PRAGMA secure_delete = ON")


def lock_all(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Lock what is there, each for itself."""
    sealed = apps.get_model("moderation", "Sealed")
    for row in list(sealed.objects.filter(key="").select_related("order")):
        locked = lock(row.body, Label(row.order.public_id, row.subject, row.digest))
        sealed.objects.filter(pk=row.pk).update(key=locked.key, body=locked.body)


def open_all(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Put the clear words back; one that cannot be opened ends this, and nothing is lost."""
    sealed = apps.get_model("moderation", "Sealed")
    for row in list(sealed.objects.exclude(key="").select_related("order")):
        label = Label(row.order.public_id, row.subject, row.digest)
        sealed.objects.filter(pk=row.pk).update(body=unlock(Locked(row.key, row.body), label))


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0017_alarms_of_orders"),
    ]

    operations = [
        migrations.RunPython(overwrite, migrations.RunPython.noop),
        migrations.AddField(
            model_name="sealed",
            name="key",
            # The database knows no default: a program of before cannot add a copy in the clear.
            field=models.CharField(default="", max_length=16),
            preserve_default=False,
        ),
        migrations.RunPython(lock_all, open_all),
    ]
