"""The newspaper's root: our front page instead of the library's welcome page."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make_front(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    page = apps.get_model("wagtailcore", "Page")
    site = apps.get_model("wagtailcore", "Site")
    front = apps.get_model("articles", "FrontPage")
    content_type = apps.get_model("contenttypes", "ContentType")
    page.objects.filter(depth=2).delete()
    kind, _ = content_type.objects.get_or_create(app_label="articles", model="frontpage")
    made = front.objects.create(
        title="Front page",
        draft_title="Front page",
        slug="front",
        content_type=kind,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/front/",
        live=True,
        picks="[]",
        locale=page.objects.get(depth=1).locale,
    )
    page.objects.filter(depth=1).update(numchild=1)
    site.objects.all().delete()
    site.objects.create(hostname="localhost", root_page=made.page_ptr, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_front, migrations.RunPython.noop)]
