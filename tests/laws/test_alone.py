"""The discussion stands without the newsroom: no Wagtail anywhere, and a comment is posted."""

import os
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"

ERRAND = """
import sys

class NoWagtail:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"wagtail", "modelcluster", "taggit"}:
            raise ImportError(name)

sys.meta_path.insert(0, NoWagtail())
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from colonnade.discussion.actions import ensure_thread
from colonnade.sites.actions import change_setting
from colonnade.sites.reading import current_site
change_setting(name="commenting", value="guests")
thread = ensure_thread(site=current_site(), key="k", title="A page elsewhere")
answer = Client().post(
    f"/api/v1/threads/{thread}/comments",
    {"body": "Here I stand.", "name": "Somebody", "key": "8e1ccb28-3a1a-4a5f-9d9a-1c7bbf6f2a01"},
    content_type="application/json",
)
assert answer.status_code == 201, answer.content
page = Client().get(f"/t/{thread}/").content.decode()
assert "Here I stand." in page
assert not [name for name in sys.modules if name.startswith(("wagtail", "colonnade.articles"))]
print("posted")
"""


def test_a_comment_is_posted_with_the_newsroom_switched_off(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    done = subprocess.run(
        [sys.executable, "-c", ERRAND],
        capture_output=True,
        text=True,
        env=kept
        | {
            "PYTHONPATH": str(SRC),
            "COLONNADE_DATA": str(tmp_path),
            "COLONNADE_ARTICLES": "off",
            "DJANGO_SETTINGS_MODULE": "colonnade.project.settings",
        },
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("posted\n")


def test_the_newsroom_is_there_unless_it_is_switched_off(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    program = (
        "import sys, django; django.setup(); from colonnade.project.urls import urlpatterns;"
        " print(any(name.startswith('wagtail.') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=kept
        | {
            "PYTHONPATH": str(SRC),
            "COLONNADE_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "colonnade.project.settings",
        },
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "True\n"
