"""The numbers: counted, added up over workers, shown to few."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from colonnade.edge.health import Probes
from colonnade.edge.metrics import Held, Metrics, may_see_metrics
from colonnade.edge.passing import Passing
from colonnade.edge.shapes import Answer, Ask, Header
from tests.edge.standing import finish, get, make_passing, plain, saying, settings_in, standing


def numbers(text: str) -> dict[str, float]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e+-]+', line) for line in lines)
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_what_is_counted_is_shown() -> None:
    metrics = Metrics(worker=7)
    for count in (metrics.hit, metrics.hit, metrics.miss, metrics.stale, metrics.passed):
        count()
    metrics.rebuilt()
    metrics.refused()
    metrics.spoiled(41)
    metrics.spoiled(40)
    metrics.queued(0.25)
    for seconds in (0.001, 0.005, 0.02, 99):
        metrics.passing(seconds)
    metrics.held = lambda: Held(pages=3, bytes=1000, oldest=12.5)
    metrics.queue = lambda: 4
    shown = numbers(metrics.text())
    start = "colonnade_edge_"
    assert shown[start + "hits_total"] == 2
    for name in ("misses", "stale", "passed", "rebuilds", "refused"):
        assert shown[f"{start}{name}_total"] == 1
    assert shown[start + "spoils_total"] == 2
    assert shown[start + 'last_event{worker="7"}'] == 41
    assert shown[start + "waited_seconds_total"] == 0.25
    assert (shown[start + "pages"], shown[start + "bytes"]) == (3, 1000)
    assert (shown[start + "oldest_page_seconds"], shown[start + "waiting"]) == (12.5, 4)
    buckets = [
        shown[f'{start}passing_seconds_bucket{{le="{le}"}}'] for le in (0.005, 0.025, "+Inf")
    ]
    assert buckets == [2, 3, 4]
    assert shown[start + "passing_seconds_count"] == 4


def test_whoever_is_asked_adds_up_the_workers_that_live(tmp_path: Path) -> None:
    run = tmp_path / "run"
    living = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    try:
        for worker, events in ((living.pid, 5), (dead.pid, 6)):
            other = Metrics(run, worker)
            other.hit()
            other.spoiled(events)
            other.write()
        (run / "metrics-x.json").write_text("{}")
        own = Metrics(run)
        own.hit()
        shown = numbers(own.text())
    finally:
        living.communicate(b"\n")
    assert shown["colonnade_edge_hits_total"] == 2
    assert shown[f'colonnade_edge_last_event{{worker="{living.pid}"}}'] == 5
    assert shown[f'colonnade_edge_last_event{{worker="{os.getpid()}"}}'] == 0
    assert not (run / f"metrics-{dead.pid}.json").exists()


def test_a_worker_writes_its_file_seldom(tmp_path: Path) -> None:
    metrics = Metrics(tmp_path, 7)
    file = tmp_path / "metrics-7.json"
    metrics.beat()
    assert json.loads(file.read_text())["hits"] == 0
    metrics.hit()
    metrics.beat()
    assert json.loads(file.read_text())["hits"] == 0
    metrics.write()
    assert json.loads(file.read_text())["hits"] == 1


@pytest.mark.parametrize(
    ("peer", "headers", "token", "proxies", "may"),
    [
        ("127.0.0.1", [], "", (), True),
        ("::1", [], "", (), True),
        ("192.0.2.7", [], "", (), False),
        ("unix", [], "", (), False),
        ("", [], "", (), False),
        ("127.0.0.1", [("x-forwarded-for", "127.0.0.1")], "", (), False),
        ("127.0.0.1", [("forwarded", "for=1.2.3.4")], "", (), False),
        ("127.0.0.1", [("via", "1.1 x")], "", (), False),
        ("127.0.0.1", [], "", ("127.0.0.0/8",), False),
        ("192.0.2.7", [("authorization", "Bearer s3cret")], "s3cret", (), True),
        ("192.0.2.7", [("authorization", "bearer  s3cret")], "s3cret", (), True),
        ("192.0.2.7", [("authorization", "Bearer s3cre")], "s3cret", (), False),
        ("192.0.2.7", [("authorization", "Bearer \xe9")], "s3cret", (), False),
        ("192.0.2.7", [("authorization", "Basic s3cret")], "s3cret", (), False),
        ("192.0.2.7", [("authorization", "Bearer ")], "", (), False),
        ("192.0.2.7", [("authorization", "Bearer")], "", (), False),
        ("192.0.2.7", [("x-forwarded-for", "127.0.0.1")], "", ("192.0.2.7",), False),
    ],
)
def test_who_may_see_the_numbers(
    peer: str, headers: list[Header], token: str, proxies: tuple[str, ...], may: bool
) -> None:
    settings = settings_in(Path("/nowhere"), metrics_token=token, proxies=proxies)
    assert may_see_metrics(Ask("GET", "/metrics", headers, peer), settings) is may


def probed(folder: Path, ask: Ask, **changed: object) -> Answer | None:
    settings = settings_in(folder, answer_seconds=0.3, **changed)
    metrics = Metrics()
    return finish(Probes(settings, make_passing(settings, metrics), metrics).answer(ask))


def test_health_needs_nobody(tmp_path: Path) -> None:
    answer = probed(tmp_path, get("/healthz"))
    assert answer is not None
    assert (answer.status, answer.body) == (200, b"ok\n")
    head = probed(tmp_path, get("/healthz?x", method="HEAD"))
    assert head is not None
    assert (head.status, head.body, head.header("content-length")) == (200, b"", "3")
    assert probed(tmp_path, get("/healthzz")) is None
    refused = probed(tmp_path, get("/healthz", method="POST"))
    assert refused is not None
    assert refused.status == 405


def test_numbers_are_a_page_of_their_own_for_few(tmp_path: Path) -> None:
    answer = probed(tmp_path, get("/metrics"))
    assert answer is not None
    assert answer.status == 404
    ask = get("/metrics", ("authorization", "Bearer x"))
    answer = probed(tmp_path, ask, metrics_token="x")
    assert answer is not None
    assert answer.header("content-type").startswith("text/plain; version=0.0.4")
    assert numbers(answer.body.decode())["colonnade_edge_hits_total"] == 0


def test_an_application_that_is_not_there_is_not_ready(tmp_path: Path) -> None:
    answer = probed(tmp_path, get("/readyz"))
    assert answer is not None
    assert (answer.status, answer.body) == (503, b"application unreachable\n")
    assert answer.header("retry-after")


@pytest.mark.parametrize(
    ("said", "status", "body"),
    [
        (plain(b"ready\n"), 200, b"ready\n"),
        (plain(b"migrations waiting\n", status=b"503 x"), 503, b"migrations waiting\n"),
        (b"garbage\r\n\r\n", 503, b"application does not answer\n"),
    ],
)
def test_readiness_is_what_the_application_says(
    tmp_path: Path, said: bytes, status: int, body: bytes
) -> None:
    async def run() -> None:
        settings, metrics = settings_in(tmp_path), Metrics()
        async with standing(settings.socket, saying(said, close=True)) as server:
            backend: Passing = make_passing(settings, metrics)
            ask = get("/readyz", ("cookie", "session=secret"))
            answer = await Probes(settings, backend, metrics).answer(ask)
            assert answer is not None
            assert (answer.status, answer.body) == (status, body)
            assert b"cookie" not in server.requests[0][0]

    finish(run())
