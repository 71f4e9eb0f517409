"""Whatever is killed while comments come in: none that was acknowledged is lost, none doubled."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

from tests.cli.running import (
    POSTGRES,
    ROOT,
    SECONDS,
    Server,
    descendants,
    own_database,
    serving,
    wait_for,
)
from tests.conftest import FULL
from tests.flows.posting_load import PROGRAM, Place, Told, body_of

KILLS = 50 if FULL else 2 if POSTGRES else 3
CLIENTS = 8
Ask = Callable[[str], Any]


def test_killed_at_random_moments_of_a_posting_load_nothing_acknowledged_is_lost(tmp_path):
    seed = os.environ.get("COLONNADE_SEED") or str(random.randrange(10**6))
    chance, told, outages = random.Random(seed), Told(), []
    with posting_site(tmp_path) as (server, place, ask):
        begun = Counter(ask("look")["keys"])
        for _ in range(KILLS):
            killed_among(descendants(server.process.pid), place, told, chance)
            outages.append(seconds_until_back(place, told))
            seen = ask("look")
            assert (seen["gapless"], seen["sound"], seen["told"]) == (True,) * 3, seed
        keys = Counter(ask("look")["keys"]) - begun
        lost = told.acknowledged - keys.keys()
        doubled = [key for key, times in keys.items() if times > 1]
        print(  # noqa: T201 - the figures are the proof
            f"\n{KILLS} kills, seed {seed}: acknowledged {len(told.acknowledged)}, lost"
            f" {len(lost)}, doubled {len(doubled)}, unknown {len(told.unknown)} (present"
            f" {len(told.unknown & keys.keys())}), longest outage {max(outages):.1f} s"
        )
        assert (lost, doubled) == (set(), []), seed
        assert keys.keys() <= told.acknowledged | told.unknown, "none that nobody sent"
        # Whoever was told nothing sends the same again: the comment is there, once.
        for key in sorted(told.unknown)[:40]:
            assert place.is_kept(key)
        again = Counter(ask("look")["keys"]) - begun
        assert set(again.values()) == {1}
        assert again.keys() >= told.acknowledged | set(sorted(told.unknown)[:40])


def test_an_upload_that_is_cut_leaves_nothing_and_comes_whole_with_the_same_key(tmp_path):
    with posting_site(tmp_path) as (_, place, ask):
        key = str(uuid4())
        body = body_of(key)
        for cut in (0, 1, len(body) // 2, len(body) - 1):
            send_half(place, body, cut)
        assert place.is_kept(str(uuid4())), "and goes on"
        assert key not in ask("look")["keys"]
        assert place.is_kept(key)
        assert place.is_kept(key)
        assert Counter(ask("look")["keys"])[key] == 1


@contextmanager
def posting_site(folder: Path) -> Iterator[tuple[Server, Place, Ask]]:
    """Serve a site on which guests may post as much as they like."""
    with (
        own_database() as database,
        serving(folder, "--no-demo", variables=database) as server,
        asking(folder, database) as ask,
    ):
        place = Place(server.url, str(ask("prepare")))
        wait_for("a post is taken", lambda: place.is_kept(str(uuid4())))
        yield server, place, ask


def seconds_until_back(place: Place, told: Told) -> float:
    """Wait until a post is taken again; return how long it took."""
    moment = time.monotonic()
    while not place.is_kept(probe := str(uuid4())):
        told.unknown.add(probe)
        assert time.monotonic() - moment < SECONDS, "the server did not come back"
        Event().wait(0.05)
    told.acknowledged.add(probe)
    return time.monotonic() - moment


def killed_among(processes: list[int], place: Place, told: Told, chance: random.Random) -> None:
    """Let clients post; kill at a random moment the process that has most to do with it."""
    stop, before = Event(), {one: seconds_of(one) for one in processes}
    enough = len(told.acknowledged) + chance.randrange(1, 60)
    for _ in place.load(CLIENTS, stop, told):
        until = time.monotonic() + 5
        while len(told.acknowledged) < enough and time.monotonic() < until:
            Event().wait(chance.uniform(0.001, 0.02))
        writer = max(processes, key=lambda one: seconds_of(one) - before[one])
        with suppress(ProcessLookupError):
            os.kill(writer, signal.SIGKILL)
        Event().wait(0.05)
        stop.set()


def seconds_of(process: int) -> float:
    """Return the processor time of a process, in ticks."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def send_half(place: Place, body: bytes, cut: int) -> None:
    """Send the head and the first bytes of a body, and go."""
    connection = place.connect()
    connection.connect()
    assert isinstance(connection.sock, socket.socket)
    host = f"{connection.host}:{connection.port}"
    head = (
        f"POST {place.path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    connection.sock.sendall(head.encode() + body[:cut])
    Event().wait(0.1)
    connection.close()


@contextmanager
def asking(folder: Path, database: dict[str, str]) -> Iterator[Ask]:
    """Yield a question to a program on the same database."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    known = {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "colonnade.project.settings",
        "COLONNADE_DATA": str(folder),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=ours | known | database,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(question: str) -> Any:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{question}\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    with process:
        yield ask
        assert process.stdin is not None
        process.stdin.close()
