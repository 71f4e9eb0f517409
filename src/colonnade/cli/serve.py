"""`colonnade serve`: answer from memory at once, set up what is missing, serve.

Nothing that the edge does not need is loaded before the edge runs: a restart shows finished pages
again within a moment.
"""

import getpass
import os
import socket
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from colonnade.cli import boot, reloading, serving
from colonnade.cli.app_socket import listen_at, socket_path
from colonnade.cli.children import Child, SayReady
from colonnade.cli.options import data_option
from colonnade.cli.ports import LAST_PORT, Place, place_of, take_place
from colonnade.cli.reloading import Estate
from colonnade.cli.supervisor import Supervisor

# By measurement: see docs/decisions/0023-an-edge-in-front.md.
THREADS = 8
# So long finished pages are waited for, before Django is loaded, and no longer.
_EDGE_SECONDS = 5.0
_OLD_SECONDS = 7.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0: every address.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, LAST_PORT),
    help="0: any free one, which is then printed.",
)
@data_option
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Processes that answer readers.",
)
@click.option("--no-demo", is_flag=True, help="A new site begins without sample content.")
def command(*, host: str, port: int, data: Path, workers: int, no_demo: bool) -> None:
    """Set up whatever is missing and serve the site."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    left = reloading.inherited()
    with serving.only_server(data, left.lock if left else None) as state:
        if left:
            readers, app = left.sockets()
            ground = _Ground(data, state, place_of(readers), app, left)
        else:
            place = take_place(host, port)
            ground = _Ground(data, state, place, listen_at(socket_path(data)))
        _serve(ground, workers, sample=not no_demo)
        click.echo("Stopped.")


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a server stands on, and what the program before it left."""

    data: Path
    state: TextIO
    place: Place
    app: socket.socket
    left: Estate | None = None

    def estate(self, children: tuple[Child, ...]) -> Estate:
        """Return what a program that begins anew takes over."""
        return Estate(
            self.state.fileno(),
            self.place.listener.fileno(),
            self.app.fileno(),
            {child.name: child.pid for child in children},
        )

    def retire(self, child: Child) -> None:
        """End the child of this name that the program before us left."""
        if self.left:
            self.left.retire(child.name, _OLD_SECONDS)


def _serve(ground: _Ground, workers: int, *, sample: bool) -> None:
    """Serve until a signal to stop; begin anew at a signal to reload. Raises CannotDo."""
    os.environ["COLONNADE_SERVED_URL"] = ground.place.url
    os.environ["COLONNADE_WAY_FROM_AFAR"] = _way_from_afar(ground.place)
    config = boot.configure(ground.data)
    lock, readers, inner = ground.state.fileno(), ground.place.listener, ground.app
    edge = Child(
        "The edge",
        partial(_edge, readers, config.data, workers),
        leave=(lock, inner.fileno()),
    )
    app = Child(
        "The application",
        partial(_app, inner, config.app_processes),
        leave=(lock, readers.fileno()),
    )
    worker = Child("The worker", _worker, leave=(lock, readers.fileno(), inner.fileno()))
    supervisor = Supervisor(edge, (app, worker), click.echo)
    try:
        edge.start()
        supervisor.wait_for_edge(_EDGE_SECONDS)
        ground.retire(edge)

        from colonnade.cli import opening

        config = opening.open_all(ground.data, sample=sample, say=click.echo)
        app.start()
        # Never two at once.
        ground.retire(worker)
        worker.start()
        supervisor.listen()

        def announce() -> None:
            ground.retire(app)
            serving.publish(ground.state, ground.place.url)
            for line in ["Reloaded."] if ground.left else opening.greeting(config, ground.place):
                click.echo(line)

        while supervisor.run(partial(opening.answers, ground.place, config), announce):
            if why := reloading.objection(ground.data):
                click.echo(f"Not reloaded, all goes on as it was: {why}", err=True)
            else:
                reloading.begin_anew(ground.estate((edge, app, worker)))
    finally:
        supervisor.end_all()


def _edge(readers: socket.socket, data: Path, workers: int, ready: SayReady) -> None:
    from colonnade.cli import http
    from colonnade.cli.edge import rsgi

    http.serve_edge(readers, workers, partial(rsgi, data), ready)


def _app(inner: socket.socket, processes: int, ready: SayReady) -> None:
    from colonnade.cli import http

    http.serve_app(inner, processes, THREADS, ready)


def _worker(ready: SayReady) -> None:
    from colonnade.cli import worker

    ready()
    worker.run()


def _way_from_afar(place: Place) -> str:
    """Return how the browser of somebody who came here by ssh gets here too."""
    match os.environ.get("SSH_CONNECTION", "").split():
        case [_, _, machine, _] if place.is_local:
            there = f"{getpass.getuser()}@{machine}"
            here = place.url.removeprefix("http://")
            return f"ssh -L {place.port}:{here} {there}"
    return ""
