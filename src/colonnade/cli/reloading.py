"""A reload: the program begins anew in the same process, and takes over what is open.

Nobody notices: the sockets go on listening, and the children of before answer until those of the
new program, with the code and the settings of now, take their places one by one.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NoReturn

from colonnade.cli.children import see_out

_VARIABLE = "COLONNADE_TAKE_OVER"
_CHECK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Estate:
    """What is left to the program that begins anew: files by number, children by name."""

    lock: int
    listener: int
    app: int
    children: Mapping[str, int] = field(default_factory=dict)

    def sockets(self) -> tuple[socket.socket, socket.socket]:
        """Return the socket for readers and the one for Django."""
        return socket.socket(fileno=self.listener), socket.socket(fileno=self.app)

    def let_pass(self, *, inheritable: bool) -> None:
        """Let the files pass on to a program that begins anew, or to none."""
        for number in (self.lock, self.listener, self.app):
            os.set_inheritable(number, inheritable)

    def retire(self, name: str, seconds: float) -> None:
        """Ask a child of before to end, and wait for that."""
        pid = self.children.get(name, 0)
        if pid:
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                return
            see_out(pid, seconds)


def inherited() -> Estate | None:
    """Return what the program before left to us, None where this is a start like any other."""
    left = os.environ.pop(_VARIABLE, "")
    if not left:
        return None
    estate = Estate(**json.loads(left))
    estate.let_pass(inheritable=False)
    return estate


def objection(data: Path) -> str:
    """Return why the program as it is now would not start: '' where nothing is seen."""
    words = [*_program(), "config", "--data", str(data)]
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            words, capture_output=True, text=True, check=False, timeout=_CHECK_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return "" if done.returncode == 0 else done.stderr.strip() or "the program does not start"


def begin_anew(estate: Estate) -> NoReturn:
    """Become the program as it is now, and leave it everything."""
    estate.let_pass(inheritable=True)
    # It would end a program that has not said yet what to do with it.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    sys.stdout.flush()
    sys.stderr.flush()
    words = [*_program(), *sys.argv[1:]]
    os.execve(words[0], words, os.environ | {_VARIABLE: json.dumps(asdict(estate))})  # noqa: S606


def _program() -> list[str]:
    """Return the words before our arguments that start what stands now where we came from."""
    words = sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1]
    script = Path(words[1]) if len(words) == 2 else None  # noqa: PLR2004 - python and a script
    if script and os.access(script, os.X_OK):
        # Its first line names the Python of its version, which may be another than ours.
        return [str(script.absolute())]
    return [sys.executable, *words[1:]]
