import json
import os
import re
import signal
import socket
import sys
import urllib.request
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.cli.running import (
    Server,
    colonnade,
    descendants,
    lives,
    own_database,
    serving,
    wait_for,
)

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes by /proc")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with (
        own_database() as variables,
        serving(tmp_path_factory.mktemp("site") / "var", variables=variables) as server,
    ):
        yield server


def post(server: Server, body: str) -> None:
    thread = re.search(r'data-thread="(\w{12})"', server.get("/town/turning-bridge/"))
    assert thread
    request = urllib.request.Request(  # noqa: S310
        f"{server.url}/api/v1/threads/{thread[1]}/comments",
        json.dumps({"body": body, "name": "Passer-by", "key": str(uuid4())}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        assert answer.status == 201


def sign_in(server: Server) -> None:
    """Follow the printed link as the owner does: one look, one press."""
    link = re.search(r"http\S+/accounts/link/\S+", "".join(server.printed))
    assert link
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = browser.open(link[0]).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1]}).encode()
    answer = browser.open(urllib.request.Request(link[0], form, {"Referer": link[0]}))  # noqa: S310
    assert answer.url == f"{server.url}/staff/begin/"


def test_the_first_start_shows_the_sample_and_prints_the_owners_link(served):
    printed = "".join(served.printed)
    assert "Ropewalk Ledger" in served.get("/")
    link = re.search(r"http://127\.0\.0\.1:\d+(/accounts/link/[\w-]{40,}/)", printed)
    assert link
    assert "<form" in served.get(link[1])
    assert served.get("/readyz") == "ready\n"


def test_what_is_posted_is_found_by_search_within_seconds(served):
    word = f"quincunx{uuid4().hex[:8]}"
    assert "among the bollards" not in served.get(f"/search/?q={word}")
    served.colonnade("site", "set", "commenting", "guests")
    post(served, f"One {word} among the bollards.")
    wait_for("found by search", lambda: "among the bollards" in served.get(f"/search/?q={word}"))


def test_secrets_of_the_folder_are_the_owners_alone(served):
    assert served.data.stat().st_mode & 0o077 == 0
    assert (served.data / "secret.key").stat().st_mode & 0o077 == 0


def test_one_folder_has_one_server(served):
    second = served.colonnade("serve", "--port", "0")
    assert second.returncode == 1
    assert second.stdout == ""
    assert served.url in second.stderr
    assert len(second.stderr.splitlines()) == 1


def test_a_taken_port_is_said_before_anything_is_made(served, tmp_path):
    port = served.url.rpartition(":")[2]
    second = colonnade("serve", "--port", port, "--data", tmp_path / "new")
    assert second.returncode == 1
    assert f"--port {int(port) + 1}" in second.stderr
    assert not (tmp_path / "new" / "site.sqlite3").exists()


@linux
def test_it_stops_without_a_trace_and_goes_on_where_it_was(tmp_path):
    with own_database() as variables:
        from_afar = {**variables, "SSH_CONNECTION": "198.51.100.1 5022 192.0.2.7 22"}
        with serving(tmp_path, "--workers", "2", variables=from_afar) as server:
            port = server.url.rpartition(":")[2]
            assert f"ssh -L {port}:127.0.0.1:{port} " in server.printed[-2]
            family = descendants(server.process.pid)
            assert len(family) >= 4  # server, its two workers, the worker of the outbox
            page = server.get("/").replace(server.url, "")
            sign_in(server)
            assert server.stop() == 0
            assert not [process for process in family if lives(process)]
        with serving(tmp_path, variables=variables) as again:
            printed = "".join(again.printed)
            assert "Bringing the database" not in printed
            assert "/accounts/link/" not in printed
            assert "colonnade people link NAME" in printed
            assert again.get("/").replace(again.url, "") == page
            os.kill(again.process.pid, signal.SIGINT)
            assert again.process.wait(60) == 0


@linux
def test_no_child_outlives_it_and_a_dead_worker_is_replaced(tmp_path):
    with (
        own_database() as variables,
        serving(tmp_path, "--no-demo", variables=variables) as server,
    ):
        assert "Ropewalk" not in server.get("/")
        family = descendants(server.process.pid)
        # The edge, the application, the worker: nobody between them who would only look on.
        wait_for("three children", lambda: len(descendants(server.process.pid)) == 3)
        worker = next(one for one in family if os.getpriority(os.PRIO_PROCESS, one) > 0)
        os.kill(worker, signal.SIGKILL)
        wait_for("another worker", lambda: set(descendants(server.process.pid)) - set(family))
        family += descendants(server.process.pid)
        server.process.kill()
        server.process.wait()
        wait_for("all children end", lambda: not [one for one in family if lives(one)])


def test_the_server_leaves_its_port_to_nobody_else(served):
    host, port = served.url.removeprefix("http://").split(":")
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind((host, int(port)))
