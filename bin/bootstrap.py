"""Make .venv hold what the locks say, with the standard library alone.

`ensure("runtime")` or `ensure("dev")` returns the environment's Python. A second call costs
milliseconds. The text must parse on Python 3.6, so that an old Python can say what is wrong.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Colonnade needs Python 3.11 or newer; this is Python %d.%d (%s).\n"
        "Install a newer Python, then start this script with it, "
        "for example: python3.12 bin/serve" % (sys.version_info[:2] + (sys.executable,))
    )

import ast
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
TOOLS = ROOT / ".venv-tools"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "colonnade-stamp"

# What pip calls a setting, and how uv wants to hear the same.
UV_WORDS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}


class CannotInstall(Exception):
    """One way of installing does not work here; the message says why."""


def ensure(lock):
    """Install requirements/<lock>.txt ("dev" holds "runtime") if needed; return the Python."""
    if not _is_current(lock):
        try:
            with _alone():
                if not _is_current(lock):
                    _install(lock)
        except CannotInstall as why:
            sys.exit("Colonnade could not set up its environment: {}".format(why))
        except OSError as why:
            sys.exit("Colonnade could not write its environment in {}: {}".format(ROOT, why))
    return str(PYTHON)


def run(lock, *arguments):
    """Become the environment's Python with these arguments; the caller's folder stays."""
    python = ensure(lock)
    os.execv(python, [python, "-P", *arguments])


def _digest(lock):
    names = ["runtime", "dev"] if lock == "dev" else ["runtime"]
    content = b"\0".join((LOCKS / (name + ".txt")).read_bytes() for name in names)
    return lock + " " + hashlib.sha256(content).hexdigest()


def _is_current(lock):
    try:
        stamp = STAMP.read_text().splitlines()
    except OSError:
        return False
    return PYTHON.exists() and (_digest(lock) in stamp or _digest("dev") in stamp)


@contextlib.contextmanager
def _alone():
    """Hold the lock that keeps two scripts from installing at once; it dies with the process."""
    with (ROOT / ".venv-lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            _say("Waiting for another script that is setting up the environment ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _install(lock):
    _say("Setting up the environment ({}); this is done once ...".format(lock))
    # Without its stamp an environment is the rest of an interrupted run: begin anew.
    fresh = not (STAMP.exists() and PYTHON.exists())
    STAMP.unlink(missing_ok=True)
    try:
        _install_with_uv(LOCKS / (lock + ".txt"), fresh)
    except CannotInstall as why:
        _say("uv is not to be had ({}); pip does it, more slowly ...".format(why))
        _install_with_pip(LOCKS / (lock + ".txt"), fresh)
    packages = next(VENV.glob("lib/python3*/site-packages"))
    # Relative, so that a checkout that is moved goes on working.
    (packages / "colonnade-checkout.pth").write_text("../../../../src\n")
    STAMP.write_text(_digest(lock) + "\n")


def _install_with_uv(lock, fresh):
    uv = _uv()
    env = _as_uv_hears_it()
    if fresh:
        shutil.rmtree(VENV, ignore_errors=True)
        _call(uv, "venv", "-q", "--no-python-downloads", "--python", sys.executable, VENV, env=env)
    _call(uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", lock, env=env)


def _uv():
    if os.environ.get("COLONNADE_NO_UV"):
        raise CannotInstall("COLONNADE_NO_UV is set")
    mine = TOOLS / "bin" / "uv"
    found = shutil.which("uv")
    if found or mine.exists():
        return found or mine
    if importlib.util.find_spec("pip") is None:
        raise CannotInstall("neither uv nor pip is installed")
    half = TOOLS.with_name(TOOLS.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _call(*pip, "--no-user", "--require-hashes", "--target", half, "-r", LOCKS / "uv.txt")
    shutil.rmtree(TOOLS, ignore_errors=True)
    half.rename(TOOLS)
    return mine


def _install_with_pip(lock, fresh):
    if fresh or importlib.util.find_spec("pip", str(VENV)) is None:
        if importlib.util.find_spec("ensurepip") is None:
            raise CannotInstall(
                "this Python ({}) has neither pip nor venv. On Debian or Ubuntu: "
                "apt install python3-venv python3-pip".format(sys.executable)
            )
        _call(sys.executable, "-m", "venv", "--clear", VENV)
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _call(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock)


def _as_uv_hears_it():
    """Return the process environment, with pip's configured indexes told to uv as well."""
    env = dict(os.environ, UV_INDEX_STRATEGY="unsafe-best-match")  # all indexes, as pip does
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True
    )
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        word = UV_WORDS.get(name.rpartition(".")[2])
        if word and word not in os.environ:
            values = ast.literal_eval(value).split()
            env[word] = (",") .join(values) if word == "UV_FIND_LINKS" else " ".join(values)
    return env


def _call(*command, env=None):
    done = subprocess.run([str(part) for part in command], env=env, cwd=str(ROOT))
    if done.returncode:
        words = " ".join(str(part) for part in command[:4])
        raise CannotInstall("{} ... ended with status {}".format(words, done.returncode))


def _say(sentence):
    print(sentence, file=sys.stderr, flush=True)
