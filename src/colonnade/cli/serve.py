"""`colonnade serve`: set up what is missing, print where to go, serve."""

import getpass
import http.client
import os
import shlex
from pathlib import Path

import click

from colonnade.cli import http as http_server
from colonnade.cli import serving, setup, worker
from colonnade.cli.links import sign_in_address
from colonnade.cli.options import data_option
from colonnade.cli.ports import LAST_PORT, Place, take_place
from colonnade.cli.supervisor import Child, Supervisor
from colonnade.project.config import Config

# Pages are bound by the interpreter: one thread to four serve as many. The second one goes on
# while the first waits for a password's hash, a picture or the disk.
THREADS = 2


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
    with serving.only_server(data) as state:
        place = take_place(host, port)
        os.environ["COLONNADE_SERVED_URL"] = place.url
        os.environ["COLONNADE_WAY_FROM_AFAR"] = _way_from_afar(place)
        config = setup.set_up(data, sample=not no_demo, say=click.echo)
        _load_all()
        server = Child(http_server.serve, place.address, place.port, workers, THREADS)

        def announce() -> None:
            serving.publish(state, place.url)
            for line in _greeting(config, place):
                click.echo(line)

        supervisor = Supervisor(server, Child(worker.run), click.echo)
        supervisor.run(lambda: answers(place, config), announce)
        click.echo("Stopped.")


def _load_all() -> None:
    """Load what the children need, once for all of them, and leave no connection open."""
    from importlib import import_module

    from django.conf import settings
    from django.db import connections

    import_module(settings.ROOT_URLCONF)
    connections.close_all()


def answers(place: Place, config: Config) -> bool:
    """Return whether the server is up and the application answers."""
    host, port = place.url.removeprefix("http://").rsplit(":", 1)
    name = config.allowed_hosts[0].lstrip(".") if config.allowed_hosts else "*"
    connection = http.client.HTTPConnection(host.strip("[]"), int(port), timeout=5)
    try:
        connection.request("GET", "/healthz", headers={} if name == "*" else {"Host": name})
        # A host name that is not ours is refused, but by the application.
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _greeting(config: Config, place: Place) -> list[str]:
    from django.db import connection

    from colonnade.people.reading import owner_not_seen
    from colonnade.sites.reading import public_address, way_from_afar

    lines = [f"Colonnade serves {public_address('/')}"]
    if public_address("") != place.url:
        lines.append(f"On this machine: {place.url}/")
    owner = owner_not_seen()
    if owner:
        link = sign_in_address(owner)
        lines.append(f"The owner's sign-in link, good once and for a day: {link}")
    else:
        here = shlex.quote(str(config.data))
        lines.append(f"A sign-in link: colonnade people link NAME --data {here}")
    if way := way_from_afar():
        lines.append(f"From your own machine: {way}")
    lines.append("Ctrl-C stops it.")
    connection.close()
    return lines


def _way_from_afar(place: Place) -> str:
    """Return how the browser of somebody who came here by ssh gets here too."""
    match os.environ.get("SSH_CONNECTION", "").split():
        case [_, _, machine, _] if place.is_local:
            there = f"{getpass.getuser()}@{machine}"
            here = place.url.removeprefix("http://")
            return f"ssh -L {place.port}:{here} {there}"
    return ""
