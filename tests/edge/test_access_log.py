"""The access log: one line of JSON for each request, whatever is in it, and nobody waits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from colonnade.edge import access_log
from colonnade.edge.access_log import AccessLog
from colonnade.edge.shapes import Answer, Ask
from tests.shared_data import shared

ANSWER = Answer(200, [("content-length", "1234")])


def lines(path: Path) -> list[dict[str, object]]:
    content = path.read_bytes()
    assert content.isascii()
    assert content.endswith(b"\n")
    return [json.loads(line) for line in content.splitlines()]


def ask(target: str = "/", agent: str = "", method: str = "GET") -> Ask:
    return Ask(method, target, [("user-agent", agent), ("cookie", "secret")], "192.0.2.7")


def test_a_line_says_what_happened_and_no_cookie(tmp_path: Path) -> None:
    log = AccessLog(str(tmp_path / "log"))
    log.note(ask("/t/x/?page=2", "Mozilla"), ANSWER, 0.0123, "203.0.113.1")
    log.close()
    (line,) = lines(tmp_path / "log")
    time = str(line.pop("time"))
    assert time.endswith("+00:00")
    assert line == {
        "client": "203.0.113.1",
        "method": "GET",
        "target": "/t/x/?page=2",
        "status": 200,
        "bytes": 1234,
        "ms": 12.3,
        "referer": "",
        "agent": "Mozilla",
    }
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0


def test_hostile_bytes_stay_one_line(tmp_path: Path) -> None:
    words = ["a\r\nb", "\x1b[31m", "\u2028\u2029\x85\x0b\x0c\x1c\x1e", '"}\n{"a":"', "\ud800", "\0"]
    words += json.loads(shared("text/blns.json").read_text())
    words += [chr(code) * 3 for code in range(256)]
    words += ["\x1b" * 5000, "\u2028" * 5000]
    log = AccessLog(str(tmp_path / "log"))
    for word in words:
        log.note(ask("/" + word, word, word), ANSWER, 0.001, word)
    log.close()
    written = lines(tmp_path / "log")
    assert len(written) == len(words)
    for word, line in zip(words, written, strict=True):
        assert str(line["target"])[1:] == word[: len(str(line["target"])) - 1]
    assert max(map(len, (tmp_path / "log").read_bytes().splitlines())) < 4096


def test_what_was_moved_away_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "log"
    log = AccessLog(str(path))
    log.note(ask("/first"), ANSWER, 0, "-")
    log._write()
    path.rename(tmp_path / "log.1")
    log.note(ask("/second"), ANSWER, 0, "-")
    log.close()
    assert [line["target"] for line in lines(tmp_path / "log.1")] == ["/first"]
    assert [line["target"] for line in lines(path)] == ["/second"]


def test_two_workers_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "log"
    logs = [AccessLog(str(path)) for _ in range(2)]
    for place in range(200):
        logs[place % 2].note(ask(f"/{place}"), ANSWER, 0, "-")
    for log in logs:
        log.close()
    assert {line["target"] for line in lines(path)} == {f"/{place}" for place in range(200)}


def test_a_disk_that_does_not_follow_costs_lines_and_not_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "WAITING", 10)
    os.mkfifo(tmp_path / "pipe")  # opening it waits for a reader: the slowest disk of all
    log = AccessLog(str(tmp_path / "pipe"))
    for _ in range(10_000):
        log.note(ask(), ANSWER, 0, "-")
    assert len(log._entries) <= 10
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE)
    log.close()
    said = reader.communicate(timeout=60)[0].splitlines()
    entries = [json.loads(line) for line in said]
    dropped = sum(entry.get("dropped", 0) for entry in entries)
    assert dropped + sum("target" in entry for entry in entries) == 10_000
    assert dropped > 9_000


def test_nothing_can_be_written_and_nothing_happens(tmp_path: Path) -> None:
    log = AccessLog(str(tmp_path / "absent" / "log"))
    log.note(ask(), ANSWER, 0, "-")
    log.close()
    off = AccessLog("")
    off.note(ask(), ANSWER, 0, "-")
    assert not off._entries
    off.close()


def test_standard_error_gets_whole_lines() -> None:
    program = (
        "from colonnade.edge.access_log import AccessLog\n"
        "from colonnade.edge.shapes import Answer, Ask\n"
        "log = AccessLog('-')\n"
        "for place in range(100):\n"
        "    log.note(Ask('GET', f'/{place}', [], '-'), Answer(200, []), 0, '-')\n"
        "log.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert [json.loads(line)["target"] for line in done.stderr.splitlines()] == [
        f"/{place}" for place in range(100)
    ]
