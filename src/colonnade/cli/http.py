"""The two HTTP servers, children of `colonnade serve`: Granian at sockets that we hold.

The sockets outlive every server: a connection that comes while one takes another's place waits.
"""

import multiprocessing
import signal
import socket
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.net import SocketHolder  # type: ignore[attr-defined]
from granian.server.mp import MPServer

from colonnade.cli.children import SayReady, yield_to_readers
from colonnade.cli.heap import AT_HAND, give_back
from colonnade.cli.lifeline import end_with
from colonnade.cli.ports import BACKLOG

# Bounds the head of a request too: room for many long cookies.
BUFFER = 65_536
# Open streams of one of many processes are cut after so many seconds when a server stops; of one
# that is alone, when the supervisor's patience is over.
PATIENCE = 5
# A thread that ends takes its database connection along; the longest that Granian allows.
IDLE = 600

# RSGI knows an object by its methods, WSGI a function.
Application = Any


class _Server(MPServer):
    """Granian at a socket that listens already, and is not its own to close."""

    listener: socket.socket

    def _init_shared_socket(self) -> None:
        is_unix = self.listener.family == socket.AF_UNIX
        number = self.listener.fileno()
        held = SocketHolder(number, is_unix, BACKLOG)  # type: ignore[call-arg]
        vars(self).update(_ssp=None, _sfd=number, _shd=held, _sso=self.listener)

    def _drop_shared_socket(self) -> None:
        """Leave it open: the next server takes what waits there."""

    def _serve(self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]) -> None:
        """Serve in this very process where it is the only one: whoever forked us watches it.

        A process between the two would hold 15 MB of what both change, and only look on.
        """
        if self.workers > 1:
            super()._serve(spawn_target, target_loader)  # type: ignore[no-untyped-call]
            return
        self._init_shared_socket()
        self._spawn_worker(0, spawn_target, target_loader).inner.run()

    def answer(self, load: Callable[[], Application], ready: SayReady) -> None:
        """Serve until SIGTERM."""
        # The workers share what is loaded; where they were spawned instead, nothing would be.
        multiprocessing.set_start_method("fork", force=True)
        self.serve(target_loader=lambda: _loaded(load, ready), wrap_loader=False)


def serve_edge(
    listener: socket.socket, workers: int, load: Callable[[], Application], ready: SayReady
) -> None:
    """Answer readers until SIGTERM; `load` makes the RSGI application in each worker."""
    server = _Server(
        "",
        interface=Interfaces.RSGI,
        loop=Loops.uvloop,
        workers=workers,
        backlog=BACKLOG,
        backpressure=BACKLOG // workers,
        http1_settings=HTTP1Settings(max_buffer_size=BUFFER),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    server.listener = listener
    server.answer(load, ready)


def serve_app(listener: socket.socket, processes: int, threads: int, ready: SayReady) -> None:
    """Answer what the edge passes on until SIGTERM, with Django, which is loaded already."""
    yield_to_readers()
    give_back(alone=AT_HAND)
    server = _Server(
        "",
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        blocking_threads_idle_timeout=IDLE,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        http1_settings=HTTP1Settings(max_buffer_size=BUFFER),
        websockets=False,
        # Below it Granian warns of more threads than cores: they wait for locks and disks.
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    server.listener = listener
    server.answer(_django, ready)


def _django() -> Application:
    from colonnade.project.wsgi import application

    return application


def _loaded(load: Callable[[], Application], ready: SayReady) -> Application:
    """Return the application, in a worker that dies at once with Granian's main process."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with(parent.pid, signal.SIGKILL)
    application = load()
    ready()
    return application
