"""Styles and scripts: the same folders that Django would look into, and addresses that change."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.templatetags.static import static

from colonnade.project.statics import static_roots, static_stamp


def test_the_folders_are_those_of_the_apps_in_their_order():
    storages = AppDirectoriesFinder().storages
    assert [str(root) for root in static_roots()] == [one.location for one in storages.values()]
    assert all(root.is_dir() for root in static_roots())


def test_without_articles_nothing_of_the_newsroom_is_shown():
    assert not [root for root in static_roots(articles=False) if "wagtail" in root.parts]
    assert set(static_roots(articles=False)) < set(static_roots())
    assert static_stamp(articles=False) != static_stamp()


def test_every_address_bears_the_stamp():
    assert f"/static/{static_stamp()}/" == settings.STATIC_URL
    assert static("web/paper.css") == f"/static/{static_stamp()}/web/paper.css"


def stamp_of(source: Path) -> str:
    """Return the stamp that a copy of the package has."""
    line = "from colonnade.project.statics import static_stamp; print(static_stamp())"
    words = [sys.executable, "-P", "-c", line]
    environment = {"PYTHONPATH": str(source)}
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_stamp_follows_the_content_of_a_file_and_not_its_place(tmp_path):
    package = Path(static_roots()[0]).parents[1]
    for path in package.rglob("*"):
        if path.is_file() and (
            "static" in path.parts or path.name in {"__init__.py", "statics.py"}
        ):
            copy = tmp_path / "colonnade" / path.relative_to(package)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    assert stamp_of(tmp_path) == static_stamp()
    with (tmp_path / "colonnade/web/static/web/paper.css").open("a") as file:
        file.write("\n")
    assert stamp_of(tmp_path) != static_stamp()
