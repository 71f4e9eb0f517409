"""The two ways to install a lock: uv, which is fast, and pip, which nearly every machine has."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV_HOME = ROOT / ".venv-tools"
UV_LOCK = ROOT / "requirements" / "uv.txt"
AS_LOCKED = ("--require-hashes", "--only-binary", ":all:")

# Not the Python of an environment that is active: it may be the very one to be made anew.
BASE = getattr(sys, "_base_executable", None) or sys.executable

# What pip calls a setting, and where uv looks for the same.
UV_WORDS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}


class CannotInstall(Exception):
    """One way of installing does not work here; the message says why."""


def with_uv(lock: Path, venv: Path, *, fresh: bool) -> None:
    """Install the lock with uv; fresh makes the environment anew. Raises CannotInstall."""
    program, env = uv(), _indexes_for_uv()
    if fresh:
        shutil.rmtree(venv, ignore_errors=True)
        _call(program, "venv", "-q", "--python", BASE, venv, env=env)
    target = ("--python", venv / "bin" / "python")
    _call(program, "pip", "install", "-q", *target, *AS_LOCKED, "-r", lock, env=env)


def with_pip(lock: Path, venv: Path) -> None:
    """Make the environment anew and install the lock with pip. Raises CannotInstall."""
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotInstall(
            f"{BASE} lacks pip or venv. On Debian and Ubuntu: apt install python3-venv python3-pip"
        )
    _call(BASE, "-m", "venv", "--clear", venv)
    _pip(venv / "bin" / "python", *AS_LOCKED, "-r", lock)


def uv() -> str:
    """Return uv's path: the installed one, else one that pip brings from its own lock.

    Raises CannotInstall.
    """
    if os.environ.get("COLONNADE_NO_UV"):
        raise CannotInstall("COLONNADE_NO_UV is set")
    brought = UV_HOME / "bin" / "uv"
    found = shutil.which("uv") or (str(brought) if brought.exists() else None)
    if found:
        return found
    if importlib.util.find_spec("pip") is None:
        raise CannotInstall("neither uv nor pip is installed")
    half = UV_HOME.with_name(".venv-tools-half")
    shutil.rmtree(half, ignore_errors=True)
    _pip(sys.executable, "--no-user", "--target", half, *AS_LOCKED, "-r", UV_LOCK)
    shutil.rmtree(UV_HOME, ignore_errors=True)
    half.rename(UV_HOME)
    return str(brought)


def _indexes_for_uv() -> dict[str, str]:
    """Return the process environment, with the indexes that pip is set up to use told to uv."""
    # uv makes environments without pip; the Python beneath them may have one that is set up.
    python = sys.executable if importlib.util.find_spec("pip") else BASE
    command = [python, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    env = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_PYTHON_DOWNLOADS": "never"}
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        word = UV_WORDS.get(name.rpartition(".")[2])
        if word:
            separator = "," if word == "UV_FIND_LINKS" else " "
            env[word] = separator.join(ast.literal_eval(value).split())
    return {**env, **os.environ}


def _pip(python: object, *arguments: object) -> None:
    quiet = ("-qq", "--disable-pip-version-check", "--root-user-action=ignore")
    _call(python, "-m", "pip", "install", *quiet, *arguments)


def _call(*command: object, env: dict[str, str] | None = None) -> None:
    words = [str(part) for part in command]
    status = subprocess.run(words, env=env, cwd=str(ROOT), check=False).returncode
    if status:
        raise CannotInstall(f"`{' '.join(words[:4])} ...` ended with status {status}")
