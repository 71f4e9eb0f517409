"""Imports killed at random moments, each in a process of its own: see test_killed.py.

`main` belongs into a program (PROGRAM) on a data folder of its own, and prints a line of JSON for
each kill. One process that has loaded everything forks the others: a start of its own for each
would take most of the time.
"""

import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from colonnade.articles.models import ArticlePage
from colonnade.discussion.models import Block, Closure, Comment, Revision, Thread
from colonnade.transfer.models import Finding, Known, Offer, Run
from colonnade.transfer.running import bring_in
from tests.transfer.table_hash import LEDGER, rows_of, table_hash

PROGRAM = "import django; django.setup(); from tests.transfer.killing import main; main()"

PAGES = ("/feeds/articles.json", "/feeds/comments.json", "/sitemap.xml", "/archive/2009/03/")
# What no two runs have in common: moments of today, and random names.
PASSING = re.compile(
    r"datetime\.datetime\(202[5-9][^)]*\)|\b202[5-9]-\d\d-\d\d[T ][\d:.+Z]+|UUID\('[^']*'\)"
    r"|\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b"
)


def main() -> None:
    """Kill as often as asked for: FILE TIMES SEED [EARLIER], a file that comes in before."""
    file, times, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])
    _ = get_resolver().url_patterns  # loaded once, before forking
    for earlier in sys.argv[4:]:
        apart(lambda: bring(Path(earlier)))  # noqa: B023 - it is done at once
    keep = Kept()
    before = apart(look)
    begun = time.monotonic()
    apart(lambda: bring(file))
    took = time.monotonic() - begun
    after = apart(look)
    say(took=took, changed=after["seen"] != before["seen"])
    kills = 0
    while kills < times:
        keep.put_back()
        # Half of them towards the end, where all is shown at once.
        moment = took * chance.choice((chance.uniform(0, 1), chance.uniform(0.7, 1)))
        if not kill_after(moment, lambda: bring(file)):
            took *= 0.9  # it was done already: the machine has less to do than before
            continue
        kills += 1
        half = apart(look)["seen"]
        state = apart(state_of)
        apart(lambda: bring(file))
        end = apart(look)
        say(
            moment=moment,
            saw="before" * (half == before["seen"]) or "after" * (half == after["seen"]),
            state=state,
            sees_all=end["seen"] == after["seen"],
            differing=[name for name in end["rows"] if after["rows"][name] != end["rows"][name]],
        )


def bring(file: Path) -> str:
    """Import the file, or go on with it."""
    return bring_in(name="wordpress", path=file, dry=False, publish=False, tell=lambda *_: None)


def look() -> dict[str, dict[str, str]]:
    """Return what readers see, and what the tables hold."""

    client = Client(headers={"host": "127.0.0.1"})
    seen = {path: digest(client.get(path).content.decode()) for path in PAGES}
    return {"seen": seen, "rows": rows()}


def rows() -> dict[str, str]:
    """Return a digest of each table without what no two runs have in common.

    On PostgreSQL a killed transaction leaves gaps between keys, so there the rows are compared
    that stand for themselves.
    """

    if connection.vendor == "sqlite":
        return {name: digest("\n".join(rows_of(name))) for name in table_hash(without=LEDGER)}
    return {name: digest(repr(found)) for name, found in named_rows().items()}


def named_rows() -> dict[str, list[str]]:
    """Return the rows of what matters with names instead of keys."""

    fields = {
        Thread: "public_id key url title section hidden commenting next_seq total visible held gone"
        " places last_comment created",
        Closure: "thread__public_id",
        Comment: "public_id thread__public_id parent__public_id depth seq opens closes guest_name"
        " created edited visibility note placed placed_replies html excerpt revision key kind"
        " marks",
        Revision: "comment__public_id number source format html created shown",
        Block: "thread__public_id axis first count",
        Known: "kind source fingerprint data",
        Finding: "comment kind certainty start before after",
        Offer: "kind thread comment value words confidence state",
        ArticlePage: "url_path title live first_published_at html",
    }
    return {
        model.__name__: sorted(map(repr, model.objects.values_list(*names.split())))  # type: ignore[attr-defined]
        for model, names in fields.items()
    }


def state_of() -> str:
    """Return how far the run was."""

    run = Run.objects.order_by("-pk").first()
    return f"{run.state} {run.done}/{run.total}" if run else "none"


def digest(text: str) -> str:
    """Return a short name of a text, less what is passing."""

    return hashlib.sha256(PASSING.sub("*", text).encode()).hexdigest()[:16]


class Kept:
    """The site as it was, to be put back before every kill."""

    def __init__(self) -> None:

        connection.close()
        self.url = settings.CONFIG.database_url
        self.site = settings.DATA / "site.sqlite3"
        self.copy = settings.DATA / "before.sqlite3"
        self.imports = settings.DATA / "imports"
        if self.url:
            self.server = urlunsplit(urlsplit(self.url)._replace(path="/postgres"))
            self.name = urlsplit(self.url).path[1:]
            self._sql(f"CREATE DATABASE {self.name}_before TEMPLATE {self.name}")
        else:
            with (
                closing(sqlite3.connect(self.site)) as site,
                closing(sqlite3.connect(self.copy)) as copy,
            ):
                site.backup(copy)

    def put_back(self) -> None:
        """Forget all imports."""
        shutil.rmtree(self.imports, ignore_errors=True)
        if self.url:
            self._sql(f"DROP DATABASE {self.name} WITH (FORCE)")
            self._sql(f"CREATE DATABASE {self.name} TEMPLATE {self.name}_before")
            return
        for end in ("-wal", "-shm", "-journal"):
            self.site.with_name(self.site.name + end).unlink(missing_ok=True)
        shutil.copy(self.copy, self.site)

    def _sql(self, words: str) -> None:

        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(words)


def apart(work: Callable[[], object]) -> dict[str, dict[str, str]]:
    """Return what some work gives, done in a process of its own."""
    read, write = os.pipe()
    if not (child := os.fork()):
        os.close(read)
        _as_child(work, write)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        found = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("a step failed")
    return json.loads(found)  # type: ignore[no-any-return]


def kill_after(seconds: float, work: Callable[[], object]) -> bool:
    """Do some work in a process of its own, kill that, and tell whether it was still at it."""
    if not (child := os.fork()):
        _as_child(work, os.open(os.devnull, os.O_WRONLY))
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        Event().wait(min(left, 0.01))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _as_child(work: Callable[[], object], write: int) -> None:
    status = 1
    try:
        with os.fdopen(write, "wb") as pipe:
            pipe.write(json.dumps(work()).encode())
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the parent shall hear of it
        traceback.print_exc()
    finally:
        os._exit(status)


def say(**words: object) -> None:
    """Print a line for the test."""
    print(json.dumps(words), flush=True)  # noqa: T201 - it is a program
