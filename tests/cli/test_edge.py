"""The edge, Django and the worker as one server, from outside."""

import json
import os
import re
import signal
import socket
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit
from uuid import uuid4

import brotli  # type: ignore[import-untyped]
import pytest

from tests.cli.asking import comment, fetch, thread_of
from tests.cli.running import (
    SECONDS,
    Server,
    colonnade,
    descendants,
    lives,
    own_database,
    serving,
    wait_for,
)
from tests.ports import kept_port


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with (
        own_database() as variables,
        serving(tmp_path_factory.mktemp("site") / "var", variables=variables) as server,
    ):
        assert server.colonnade("site", "set", "commenting", "guests").returncode == 0
        yield server


def test_a_page_is_made_once_and_then_given_from_memory(served):
    first = fetch(served, "/rules/")
    assert first[0] == 200
    assert not [name for name in first[1] if name.startswith("x-colonnade")]
    again = fetch(served, "/rules/", If_None_Match=first[1]["etag"])
    assert again[0] == 304
    told = fetch(served, "/metrics")[2].decode()
    hits = re.search(r"^colonnade_edge_hits_total (\d+)", told, re.MULTILINE)
    assert hits
    assert int(hits[1]) >= 1


def test_it_tells_that_it_is_up_and_ready(served):
    assert fetch(served, "/healthz")[2] == b"ok\n"
    assert fetch(served, "/readyz")[2] == b"ready\n"


def test_files_are_kept_for_a_year_under_an_address_that_changes(served):
    path = re.search(r'"(/static/\w+/web/paper\.css)"', served.get("/"))
    assert path
    status, headers, body = fetch(served, path[1], Accept_Encoding="br")
    assert (status, headers["content-encoding"]) == (200, "br")
    assert "immutable" in headers["cache-control"]
    former = re.sub(r"static/\w+/", "static/0123456789ab/", path[1])
    status, headers, old = fetch(served, former, Accept_Encoding="br")
    # The smallest bytes may have come between the two.
    assert (status, brotli.decompress(old)) == (200, brotli.decompress(body))
    assert "immutable" not in headers["cache-control"]


def test_the_newsroom_has_its_scripts(served):
    page = fetch(served, "/accounts/login/?next=/newsroom/")[2].decode()
    stamp = re.search(r"/static/(\w+)/", page)
    assert stamp
    status, headers, body = fetch(served, f"/static/{stamp[1]}/wagtailadmin/js/vendor.js")
    assert status == 200
    assert "javascript" in headers["content-type"]
    assert len(body) > 10_000


def test_what_is_too_large_is_refused_before_django_sees_it(served):
    thread = thread_of(served)
    status, _, _ = fetch(served, f"/t/{thread}/comment/post", "POST", b"x" * (13 * 2**20))
    assert status == 413


def test_an_upload_that_is_cut_writes_nothing_and_its_retry_all_of_it_once(served):
    thread, word = thread_of(served), f"whole{uuid4().hex[:8]}"
    body = comment(f"One {word}. " + "And so on. " * 200)
    path = f"/api/v1/threads/{thread}/comments"
    host, port = urlsplit(served.url).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as line:
        head = f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\n"
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[: len(body) // 2])
    for _ in range(2):
        status, _, _ = fetch(served, path, "POST", body, Content_Type="application/json")
        assert status == 201
    listed = json.loads(fetch(served, f"{path}?order=newest&view=flat&size=300")[2])["items"]
    assert [item["source"].count("And so on.") for item in listed if word in item["source"]] == [
        200
    ]


def test_a_writer_sees_her_comment_at_once_and_everybody_soon(served):
    thread, word = thread_of(served), f"seen{uuid4().hex[:8]}"
    page = "/town/turning-bridge/?view=flat&fold=expanded&order=newest&size=50"
    assert word not in fetch(served, page)[2].decode()
    path = f"/api/v1/threads/{thread}/comments"
    status, headers, _ = fetch(served, path, "POST", comment(word), Content_Type="application/json")
    assert status == 201
    written = headers["set-cookie"].partition(";")[0]
    assert word in fetch(served, page, Cookie=written)[2].decode()
    wait_for("all see it", lambda: word in fetch(served, page)[2].decode())


def test_who_dies_is_started_again_and_the_port_stays_ours(served):
    page = served.get("/rules/")  # what was just posted changes the front page within a second
    for child in children(served):
        os.kill(child, signal.SIGKILL)
        wait_for("its end", lambda child=child: not lives(child))
        assert served.get("/rules/") == page
        assert fetch(served, "/search/?q=bridge")[0] == 200


def children(server: Server) -> list[int]:
    """Return the edge, the application and the worker."""
    below = descendants(server.process.pid)
    parents = {one: int(Path(f"/proc/{one}/stat").read_text().split()[3]) for one in below}
    return [one for one in below if parents[one] == server.process.pid]


def test_a_restart_is_warm_and_answers_before_django_is_there(tmp_path):
    with own_database() as variables, kept_port() as port:
        with serving(tmp_path, "--port", str(port), variables=variables) as server:
            page = server.get("/")
            assert server.get("/") == page
        with serving(tmp_path, "--port", str(port), variables=variables) as again:
            told = fetch(again, "/metrics")[2].decode()
            assert again.get("/") == page
            assert re.search(r"^colonnade_edge_pages\S* [1-9]", told, re.MULTILINE), told


class Load:
    """Asks without an end, as browsers do: on a kept connection, anew where that was closed."""

    def __init__(self, server: Server, path: str) -> None:
        self.answers = 0
        self.failures: list[str] = []
        self._server = server
        self._path = path
        self._stop = Event()
        self._thread = Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        connection = HTTPConnection(urlsplit(self._server.url).netloc, timeout=SECONDS)
        fresh = True
        while not self._stop.is_set():
            try:
                connection.request("GET", self._path)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException) as error:
                connection.close()
                # A connection that was idle may be closed at any time; a new one may not.
                if fresh:
                    self.failures.append(repr(error))
                fresh = True
                continue
            fresh = False
            self.answers += 1
            if answer.status != 200:
                self.failures.append(str(answer.status))
        connection.close()


def test_a_reload_under_load_is_noticed_by_nobody(tmp_path):
    with own_database() as variables, serving(tmp_path, variables=variables) as server:
        before = children(server)
        with Load(server, "/") as kept, Load(server, "/search/?q=bridge") as made:
            for _ in range(2):
                os.kill(server.process.pid, signal.SIGHUP)
                assert server.process.stdout
                line = server.process.stdout.readline()
                assert line == "Reloaded.\n"
            wait_for("answers of all kinds", lambda: kept.answers > 200 and made.answers > 20)
        assert kept.failures + made.failures == []
        assert not set(before) & set(children(server))
        assert server.colonnade("doctor").returncode == 0
        (tmp_path / "colonnade.toml").write_text("debug = perhaps\n")
        now = children(server)
        os.kill(server.process.pid, signal.SIGHUP)
        assert server.process.stdout
        assert "Not reloaded" in server.process.stdout.readline()
        assert children(server) == now
        assert fetch(server, "/search/?q=bridge")[0] == 200
        (tmp_path / "colonnade.toml").unlink()
        assert server.stop() == 0


def test_a_folder_of_a_long_name_is_served(tmp_path):
    deep = tmp_path / ("long" * 15) / ("name" * 15)
    with (
        own_database() as variables,
        serving(deep, "--no-demo", variables=variables) as server,
    ):
        assert fetch(server, "/")[0] == 200
        assert not list((deep / "run").glob("*.sock"))


def test_a_failing_set_up_ends_all_with_one_line(tmp_path):
    (tmp_path / "site.sqlite3").write_text("no database, though somebody gave it that name" * 100)
    done = colonnade("serve", "--port", "0", "--data", tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "database" in done.stderr
    assert done.stdout == ""
