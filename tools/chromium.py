"""Find the Chromium that browser tests drive; on Debian as root, install it."""

import os
import shutil
from pathlib import Path

import debian
from console import CannotRun

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def find_chromium() -> str:
    """Return the path of a Chromium, COLONNADE_CHROMIUM first. Raises CannotRun."""
    named = os.environ.get("COLONNADE_CHROMIUM")
    if named:
        return named
    found = _look()
    if found is None and debian.may_install() and debian.install("chromium"):
        found = _look()
    if found is None:
        raise CannotRun(
            "No Chromium is installed. Install it (Debian: apt install chromium), name one in "
            "COLONNADE_CHROMIUM, or leave the browser out with --no-browser."
        )
    return found


def _look() -> str | None:
    on_path = (shutil.which(name) for name in NAMES)
    on_a_mac = (str(path) for path in ON_A_MAC if path.exists())
    return next((path for path in (*on_path, *on_a_mac) if path), None)
