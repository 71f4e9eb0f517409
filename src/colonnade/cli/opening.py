"""The part of `colonnade serve` that needs Django: set up, load, greet."""

import gc
import http.client
import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from colonnade.cli import setup
from colonnade.cli.links import sign_in_address
from colonnade.cli.ports import Place
from colonnade.project.config import Config

# A small page of Django's own, never kept by the edge.
_ASKED = "/accounts/login/"


def open_all(data: Path, *, sample: bool, say: Callable[[str], None]) -> Config:
    """Set the site up and load what the children need, once for all of them. Raises CannotDo."""
    # What is loaded stays: looking through it for garbage takes a tenth of the time, for 1 MB.
    gc.disable()
    config = setup.set_up(data, sample=sample, say=say)
    from django.db import connections

    load()
    connections.close_all()
    gc.freeze()  # so that the collector does not unshare the children's memory
    gc.enable()
    return config


def load() -> None:
    """Load what the children need. Django is awake."""
    from django.conf import settings

    for module in (settings.ROOT_URLCONF, "colonnade.project.wsgi", "colonnade.cli.http"):
        import_module(module)


def answers(place: Place, config: Config) -> bool:
    """Return whether a page that is not kept ready is answered."""
    host, port = place.url.removeprefix("http://").rsplit(":", 1)
    name = config.allowed_hosts[0].lstrip(".") if config.allowed_hosts else "*"
    connection = http.client.HTTPConnection(host.strip("[]"), int(port), timeout=5)
    try:
        connection.request("GET", _ASKED, headers={} if name == "*" else {"Host": name})
        # A host name that is not ours is refused, but by the application.
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def greeting(config: Config, place: Place) -> list[str]:
    """Return what a start tells the operator: where to go, and how to sign in."""
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
