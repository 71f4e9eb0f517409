"""Who may enter the newsroom: the columns that Django asks for, following from the role."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def follow_roles(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("people", "Person")
    people.objects.filter(role__in=["editor", "owner"]).update(is_superuser=True)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="groups",
            field=models.ManyToManyField(
                blank=True,
                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                related_name="user_set",
                related_query_name="user",
                to="auth.group",
                verbose_name="groups",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="is_superuser",
            field=models.BooleanField(
                default=False,
                help_text="Designates that this user has all permissions without explicitly assigning them.",
                verbose_name="superuser status",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="user_permissions",
            field=models.ManyToManyField(
                blank=True,
                help_text="Specific permissions for this user.",
                related_name="user_set",
                related_query_name="user",
                to="auth.permission",
                verbose_name="user permissions",
            ),
        ),
        migrations.RunPython(follow_roles, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_superuser", True), ("role__in", ("editor", "owner"))),
                    models.Q(
                        models.Q(("role__in", ("editor", "owner")), _negated=True),
                        ("is_superuser", False),
                    ),
                    _connector="OR",
                ),
                name="person_newsroom",
            ),
        ),
    ]
