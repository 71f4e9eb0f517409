"""Make .venv hold what the locks say, with the standard library alone.

`ensure("runtime")` or `ensure("dev")` returns the environment's Python; a second call costs
milliseconds. The text must parse on Python 3.6, so that an old Python can say what is wrong.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        f"Colonnade needs Python 3.11 or newer; {sys.executable} is older.\n"
        f"Install a newer Python and start this script with it: python3.12 {sys.argv[0]}"
    )

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "colonnade-stamp"


def ensure(lock: str) -> str:
    """Install requirements/<lock>.txt if need be ("dev" holds "runtime"); return the Python."""
    with contextlib.suppress(OSError):
        if _is_current(lock):
            return str(PYTHON)
    return _ensure(lock)


def _ensure(lock: str) -> str:
    # Only here: a start that finds everything there shall not wait for it.
    from installers import CannotInstall  # noqa: PLC0415

    try:
        with _alone():
            if not _is_current(lock):
                _install(lock)
    except CannotInstall as why:
        sys.exit(f"Colonnade could not set up its environment: {why}")
    except OSError as why:
        sys.exit(f"Colonnade could not write its environment in {ROOT}: {why}")
    except KeyboardInterrupt:
        sys.exit("Stopped before the environment was ready; the next start begins it anew.")
    return str(PYTHON)


def become(lock: str, *arguments: str) -> None:
    """Go on as the environment's Python with these arguments, in the caller's folder."""
    python = ensure(lock)
    os.execv(python, [python, *arguments])  # noqa: S606 - no shell is wanted


def _is_current(lock: str) -> bool:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return PYTHON.exists() and STAMP.read_text() in (_digest(lock), _digest("dev"))
    return False


def _digest(lock: str) -> str:
    names = ["runtime", "dev"] if lock == "dev" else ["runtime"]
    content = b"\0".join((LOCKS / f"{name}.txt").read_bytes() for name in names)
    return f"{lock} {hashlib.sha256(content).hexdigest()}\n"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Keep two scripts from installing at once; the lock dies with its process."""
    with (ROOT / ".venv-lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Waiting for another script that is setting up the environment ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _install(lock: str) -> None:
    import installers  # noqa: PLC0415 - the same

    _say(f"Setting up the environment from the {lock} lock ...")
    # Without its stamp an environment is what an interrupted run left: begin anew.
    fresh = not (STAMP.exists() and PYTHON.exists())
    if not fresh:
        lock = "dev" if STAMP.read_text().startswith("dev ") else lock
        STAMP.unlink()
    try:
        installers.with_uv(LOCKS / f"{lock}.txt", VENV, fresh=fresh)
    except installers.CannotInstall as why:
        _say(f"uv cannot do it here ({why}); pip does, more slowly ...")
        installers.with_pip(LOCKS / f"{lock}.txt", VENV)
    # Relative, so that a checkout that is moved goes on working.
    packages = next(VENV.glob("lib/python3*/site-packages"))
    (packages / "colonnade-checkout.pth").write_text("../../../../src\n")
    STAMP.write_text(_digest(lock))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
