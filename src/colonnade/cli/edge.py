"""The edge, put together: for Granian, which `colonnade serve` starts, or any ASGI server.

`COLONNADE_DATA=... uvicorn --factory colonnade.cli.edge:asgi` answers in front of the Django that
a `colonnade serve` on the same folder has started.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from colonnade.cli.edge_settings import edge_settings
from colonnade.edge import disk
from colonnade.edge.access_log import AccessLog
from colonnade.edge.collaborators import Fittings
from colonnade.edge.core import Edge
from colonnade.edge.files import Files
from colonnade.edge.health import Probes
from colonnade.edge.metrics import Metrics
from colonnade.edge.passing import Passing
from colonnade.outbox.tail import open_tail
from colonnade.project.config import SQLITE_FILE, load_config

if TYPE_CHECKING:
    from colonnade.edge.asgi import Application as Asgi
    from colonnade.edge.rsgi import Application as Rsgi


def rsgi(data: Path | None = None) -> "Rsgi":
    """Return the edge of a data folder (`COLONNADE_DATA`, or ./var) for Granian's own interface."""
    from colonnade.edge.rsgi import Application

    return Application(make_edge(data))


def asgi() -> "Asgi":
    """Return the edge of the data folder in `COLONNADE_DATA` for an ASGI server."""
    from colonnade.edge.asgi import Application

    return Application(make_edge())


def make_edge(data: Path | None = None) -> Edge:
    """Return the edge of a data folder. Its pages of before are with it, where still true."""
    config = load_config(data)
    settings = edge_settings(config)
    metrics = Metrics(config.data / "run")
    backend = Passing(settings, metrics)
    fittings = Fittings(
        files=Files(settings),
        probes=Probes(settings, backend, metrics),
        metrics=metrics,
        log=AccessLog(settings.access_log) if settings.access_log else None,
    )
    copy = disk.load(settings)
    tail = open_tail(config.database_url, config.data / SQLITE_FILE, copy.seen, copy.epoch)
    return Edge(settings, backend=backend, tail=tail, fittings=fittings, copy=copy)
