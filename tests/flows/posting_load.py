"""Posts by several clients at once over HTTP, and what they were told; see test_killed_posts.py.

`main` belongs into a program (PROGRAM) on the server's data folder: it answers questions about
the database, line by line, so that Django is loaded once.
"""

import http.client
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import urlsplit
from uuid import uuid4

PROGRAM = "import django; django.setup(); from tests.flows.posting_load import main; main()"
CREATED = 201


@dataclass
class Told:
    """Keys of posts by what their clients were told: that they are kept, or nothing."""

    acknowledged: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Place:
    """Where posts go: a server's address, and a thread."""

    url: str
    thread: str

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection to the server."""
        parts = urlsplit(self.url)
        return http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)

    def post(self, connection: http.client.HTTPConnection, key: str) -> bool:
        """Post a comment with a key and return whether the server says that it is kept."""
        head = {"Content-Type": "application/json"}
        connection.request("POST", self.path, body_of(key), head)
        answer = connection.getresponse()
        answer.read()
        return answer.status == CREATED

    @property
    def path(self) -> str:
        """Return where comments are posted."""
        return f"/api/v1/threads/{self.thread}/comments"

    def is_kept(self, key: str) -> bool:
        """Post once and return whether it is kept; False where nobody answers."""
        with closing(self.connect()) as connection, suppress(OSError, http.client.HTTPException):
            return self.post(connection, key)
        return False

    def load(self, clients: int, stop: Event, told: Told) -> Iterator[None]:
        """Let clients post until `stop`; yield once they do, and end when all have stopped."""
        with ThreadPoolExecutor(clients) as pool:
            futures = [pool.submit(self._client, stop, told) for _ in range(clients)]
            yield
            for future in futures:
                future.result()

    def _client(self, stop: Event, told: Told) -> None:
        connection = self.connect()
        while not stop.is_set():
            key = str(uuid4())
            try:
                kept = self.post(connection, key)
            except (OSError, http.client.HTTPException):
                kept = False
                connection.close()
                stop.wait(0.02)
            (told.acknowledged if kept else told.unknown).add(key)
        connection.close()


def body_of(key: str) -> bytes:
    """Return the document that posts a comment."""
    return json.dumps({"body": f"Post {key}, " + "word " * 40, "key": key, "name": "Ada"}).encode()


def main() -> None:
    """Answer each line of the standard input with a line of JSON."""
    for line in sys.stdin:
        answer: object = _prepare() if line.strip() == "prepare" else _look()
        print(json.dumps(answer), flush=True)  # noqa: T201


def _look() -> dict[str, object]:
    """Return what is kept, at one moment: what a killed server still carried out comes later."""
    from django.db import connection, transaction  # noqa: PLC0415 - needs Django's registry

    from colonnade.discussion.models import Comment  # noqa: PLC0415
    from colonnade.discussion.reading import soundness  # noqa: PLC0415
    from colonnade.outbox.models import Event as Kept  # noqa: PLC0415

    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        rows = Comment.objects.order_by("pk").values_list("key", "seq")
        told = Kept.objects.filter(name="CommentPosted").values_list("payload", flat=True)
        return {
            "keys": [str(key) for key, _ in rows],
            "gapless": sorted(seq for _, seq in rows) == list(range(1, len(rows) + 1)),
            "sound": all(one.is_sound for one in soundness()),
            "told": sorted(one["comment"] for one in told)
            == sorted(Comment.objects.values_list("public_id", flat=True)),
        }


def _prepare() -> str:
    from colonnade.discussion.actions import ensure_thread  # noqa: PLC0415
    from colonnade.sites.actions import change_setting  # noqa: PLC0415
    from colonnade.sites.reading import current_site  # noqa: PLC0415

    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    change_setting(name="commenting", value="guests")
    return ensure_thread(site=current_site(), key="killed", title="Killed")
