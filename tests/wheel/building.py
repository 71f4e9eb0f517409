"""The wheel built from this checkout, and an environment that holds nothing else of ours."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import installers
from tests.cli.running import ROOT, Program

LOCK = ROOT / "requirements" / "runtime.txt"
SOURCE = "src/"


def build(folder: Path) -> Path:
    """Return the wheel, made by the same backend that `pip wheel .` calls."""
    words = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*words, "--directory", folder], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def held(wheel: Path) -> set[str]:
    """Return the files of the package in a wheel."""
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def kept() -> set[str]:
    """Return the files of the package that git keeps and that are there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", f"{SOURCE}colonnade"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = {path for path in listed.stdout.split("\0") if path and (ROOT / path).exists()}
    return {path.removeprefix(SOURCE) for path in paths}


def install(wheel: Path, folder: Path) -> Program:
    """Make an environment from the lock, put the wheel in, return its command.

    No index is asked for the wheel: what it needs must be what was locked.
    """
    venv, elsewhere = folder / "venv", folder / "elsewhere"
    elsewhere.mkdir()
    python = str(venv / "bin" / "python")
    try:
        installers.with_uv(LOCK, venv, fresh=True)
        words = [installers.uv(), "pip", "install", "-q", "--python", python]
    except installers.CannotInstall:
        installers.with_pip(LOCK, venv)
        words = [python, "-m", "pip", "install", "-q"]
    subprocess.run([*words, "--no-index", str(wheel)], cwd=elsewhere, check=True)
    # Compiled once, whatever the developer's own environment says about it.
    return Program(
        (str(venv / "bin" / "colonnade"),), {"PYTHONDONTWRITEBYTECODE": ""}, folder=elsewhere
    )
