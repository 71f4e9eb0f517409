"""Install a Debian package when we are root on such a machine, as in CI."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from console import say

# Debian's package starts a server of its own unless a file here forbids it.
NO_SERVER = Path("/etc/postgresql-common/createcluster.d/colonnade-tests.conf")


def may_install() -> bool:
    """Tell whether apt-get is here and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str) -> bool:
    """Install the package quietly; print apt's words and return False when it fails."""
    say(f"Installing Debian's package {package} ...")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    with _no_server_started():
        # A list that cannot be renewed is not fatal: the install itself tells.
        _apt(environment, "update")
        return _apt(environment, "install", "-y", "--no-install-recommends", package)


def _apt(environment: dict[str, str], *words: str) -> bool:
    done = subprocess.run(
        ["apt-get", "-q", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        say(done.stdout[-3000:])
    return done.returncode == 0


@contextlib.contextmanager
def _no_server_started() -> Iterator[None]:
    if NO_SERVER.exists():
        yield
        return
    NO_SERVER.parent.mkdir(parents=True, exist_ok=True)
    NO_SERVER.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        NO_SERVER.unlink(missing_ok=True)
