"""The HTTP server, a child of `colonnade serve`: Granian with the WSGI application."""

import multiprocessing
import signal
from collections.abc import Callable
from typing import Any

from colonnade.cli.lifeline import end_with

BACKLOG = 8192
# Bounds the head of a request too: room for many long cookies.
BUFFER = 65_536
# Open streams are cut after so many seconds when the server stops.
PATIENCE = 5
# A thread that ends takes its database connection along; the longest that Granian allows.
IDLE = 600


def serve(address: str, port: int, workers: int, threads: int) -> None:
    """Serve until SIGTERM."""
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "colonnade.project.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=IDLE,
        backlog=BACKLOG,
        backpressure=BACKLOG // workers,
        http1_settings=HTTP1Settings(max_buffer_size=BUFFER),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    server.serve(target_loader=load_application, wrap_loader=False)


def load_application() -> Callable[..., Any]:
    """Return the application, in a worker that dies at once with Granian's main process."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with(parent.pid, signal.SIGKILL)
    from colonnade.project.wsgi import application

    return application
