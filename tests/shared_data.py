"""Real export files, attack lists and official vectors, kept beside the repository."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """Return the path of ../shared/data/<name>.

    Skips the test where the folder is absent; in CI (CI=true), and for a wrong name, fails.
    """
    if not FOLDER.is_dir():
        message = f"{FOLDER} is absent, so {name} cannot be read"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    path = FOLDER / name
    if not path.exists():
        pytest.fail(f"../shared/data holds no {name}")
    return path
