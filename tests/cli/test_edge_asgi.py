"""The edge under uvicorn, in front of the Django that `colonnade serve` has started."""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from uuid import uuid4

import pytest

from tests.cli.asking import comment, fetch, thread_of
from tests.cli.running import ROOT, Server, own_database, serving, wait_for
from tests.ports import kept_port

WORDS = ("-P", "-m", "uvicorn", "--factory", "colonnade.cli.edge:asgi", "--log-level", "warning")


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    with (
        own_database() as variables,
        serving(tmp_path_factory.mktemp("site") / "var", variables=variables) as server,
    ):
        assert server.colonnade("site", "set", "commenting", "guests").returncode == 0
        yield server


@pytest.fixture(scope="module")
def served(behind):
    ours = {"COLONNADE_DATA": str(behind.data), "PYTHONPATH": str(ROOT / "src")}
    with kept_port() as port:
        process = subprocess.Popen(
            [sys.executable, *WORDS, "--port", str(port)],
            env={**os.environ, **ours, **behind.variables},
            text=True,
        )
        server = Server(process, behind.data, behind.variables, f"http://127.0.0.1:{port}")
        try:
            wait_for("uvicorn answers", lambda: _answers(server))
            yield server
        finally:
            process.terminate()
            assert process.wait(60) in {0, -15}


def _answers(server: Server) -> bool:
    assert server.process.poll() is None
    with suppress(OSError):
        return bool(fetch(server, "/healthz")[2] == b"ok\n")
    return False


def test_pages_come_from_django_and_then_from_memory(served, behind):
    page = "/town/turning-bridge/"
    # What was posted a moment ago may not have come to both yet.
    wait_for("both say the same", lambda: fetch(served, page)[2] == fetch(behind, page)[2])
    status, headers, _ = fetch(served, page)
    assert status == 200
    assert fetch(served, "/town/turning-bridge/", If_None_Match=headers["etag"])[0] == 304
    hits = re.search(r"^colonnade_edge_hits_total (\d+)", _metrics(served), re.MULTILINE)
    assert hits
    assert int(hits[1]) >= 1
    assert fetch(served, "/readyz")[2] == b"ready\n"


def _metrics(server: Server) -> str:
    return str(fetch(server, "/metrics")[2].decode())


def test_files_come_in_the_encoding_that_is_asked_for(served):
    path = re.search(r'"(/static/\w+/web/paper\.css)"', served.get("/"))
    assert path
    status, headers, _ = fetch(served, path[1], Accept_Encoding="br")
    assert (status, headers["content-encoding"]) == (200, "br")


def test_what_is_posted_here_is_seen_here_at_once_and_there_soon(served, behind):
    thread, word = thread_of(served), f"seen{uuid4().hex[:8]}"
    page = "/town/turning-bridge/?view=flat&fold=expanded&order=newest&size=50"
    assert word not in fetch(served, page)[2].decode()
    path = f"/api/v1/threads/{thread}/comments"
    status, headers, answer = fetch(
        served, path, "POST", comment(word), Content_Type="application/json"
    )
    assert status == 201, json.loads(answer)
    written = headers["set-cookie"].partition(";")[0]
    assert word in fetch(served, page, Cookie=written)[2].decode()
    wait_for("all see it", lambda: word in fetch(behind, page)[2].decode())
