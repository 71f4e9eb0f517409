"""The Unix socket between the edge and Django: only this account can open it."""

import hashlib
import os
import socket
import tempfile
from pathlib import Path

from colonnade.cli.failure import CannotDo
from colonnade.cli.ports import BACKLOG

_FOLDER = "run"
_NAME = "app.sock"
# The system's own limit is 108 bytes, on some systems 104.
_LONGEST = 100


def socket_path(data: Path) -> Path:
    """Return where the socket of a data folder is: in it, or where that is too long to name one,
    in a folder of ours among the temporary files.
    """
    path = data.resolve() / _FOLDER / _NAME
    if len(os.fsencode(path)) <= _LONGEST:
        return path
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"colonnade-{os.getuid()}-{digest}" / _NAME


def listen_at(path: Path) -> socket.socket:
    """Return a socket that listens there; what an earlier server left is taken away.

    The caller is the one server of this folder. Raises CannotDo where the folder is another's.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = path.parent.stat()
    if kept.st_uid != os.getuid():
        raise CannotDo(f"{path.parent} belongs to another account. Remove it, or move the data.")
    path.parent.chmod(0o700)
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    # Nobody may open it between its making and its chmod: the folder lets only us in.
    listener.bind(str(path))
    path.chmod(0o600)
    listener.listen(BACKLOG)
    listener.settimeout(0)  # as the servers want it
    return listener
