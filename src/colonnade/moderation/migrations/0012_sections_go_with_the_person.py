"""Who answers for which sections is kept with the person, too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write down the sections of each who has any."""
    found: dict[int, list[str]] = {}
    duties = apps.get_model("moderation", "Duty").objects.order_by("section")
    for person, section in duties.values_list("person", "section"):
        found.setdefault(person, []).append(section)
    for person, sections in found.items():
        apps.get_model("people", "Person").objects.filter(pk=person).update(sections=sections)


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0011_orders_carried_out"),
        ("people", "0005_sections"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
