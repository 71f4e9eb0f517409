"""Commands in this process, on the database of the tests."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings

from colonnade.cli.entry import run


@dataclass(frozen=True)
class Said:
    """What a command ended with and printed."""

    status: int
    out: str
    err: str


@pytest.fixture
def command(db, capsys, monkeypatch) -> Callable[..., Said]:
    """Run a command on the tests' own site."""
    monkeypatch.setenv("COLONNADE_DATA", str(settings.DATA))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "colonnade.project.settings")
    capsys.readouterr()

    def call(*words: str) -> Said:
        status = run(words)
        printed = capsys.readouterr()
        return Said(status, printed.out, printed.err)

    return call
