"""What only talks about the program loads nothing of the site."""

import subprocess
import sys

import pytest

from colonnade.cli.commands import VISIBLE
from tests.cli.running import ROOT

pytestmark = pytest.mark.once

HEAVY = ("django", "wagtail", "jinja2", "PIL", "granian", "psycopg", "colonnade.articles")
ERRAND = """
import sys
from colonnade.cli.entry import run
status = run(sys.argv[1:])
print("loaded:", *sorted(sys.modules))
sys.exit(status)
"""


def loaded(*words: str) -> set[str]:
    """Return the modules that a command has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", ERRAND, *words],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], *([name, "--help"] for name in VISIBLE)]
)
def test_help_comes_at_once(words):
    assert not loaded(*words) & set(HEAVY)


def test_the_configuration_is_told_without_the_site(tmp_path):
    assert not loaded("config", "--explain", "--data", str(tmp_path)) & set(HEAVY)


def test_a_command_on_the_site_would_be_seen(tmp_path):
    here = str(tmp_path)
    assert {"django", "wagtail"} <= loaded("demo", "--comments", "1", "--data", here)


# Libraries that others would take along, 20 MB in all. Whoever needs one loads it.
NEEDLESS = (
    *("psycopg", "requests", "urllib3", "cryptography", "yaml"),
    *("pillow_heif", "charset_normalizer"),
)
SERVING = """
import os, sys
from pathlib import Path
from colonnade.cli import boot, opening
boot.configure(Path(sys.argv[1]))
boot.wake()
opening.load()
print("loaded:", *sorted(sys.modules))
"""


def test_what_serves_on_sqlite_loads_nothing_that_it_does_not_need(tmp_path):
    done = subprocess.run(
        [sys.executable, "-P", "-c", SERVING, str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    found = set(done.stdout.rpartition("loaded:")[2].split())
    assert {"wagtail.admin.urls", "rest_framework", "granian"} <= found
    assert not found & set(NEEDLESS)
