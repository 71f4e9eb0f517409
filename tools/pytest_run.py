"""One run of pytest in a process of its own, and what came of it."""

import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from pathlib import Path

from console import say

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
STOP_SECONDS = 20


@dataclass(frozen=True)
class Counts:
    """How many tests ended how."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass(frozen=True)
class Outcome:
    """What came of one run."""

    name: str
    counts: Counts
    seconds: float
    nothing_collected: bool


@dataclass(frozen=True)
class Run:
    """pytest with all that the runs have in common."""

    scratch: Path
    environment: dict[str, str]
    expression: str
    arguments: list[str]

    def with_variables(self, **variables: str) -> "Run":
        """Return the same with more environment variables."""
        return replace(self, environment={**self.environment, **variables})

    def __call__(self, name: str, markers: str, *options: str) -> Outcome:
        """Run the tests with these markers; each run has an empty data folder of its own."""
        say(f"\n== {name}")
        report = self.scratch / f"{name}.xml"
        data = tempfile.mkdtemp(prefix=f"{name}-", dir=self.scratch)
        expression = f"({self.expression}) and {markers}" if self.expression else markers
        words = [sys.executable, "-m", "pytest", "-m", expression, f"--junitxml={report}", *options]
        started = time.monotonic()
        status = _wait_for([*words, *self.arguments], {**self.environment, "COLONNADE_DATA": data})
        seconds = time.monotonic() - started
        counts = _counts(report)
        if status not in (0, NOTHING_COLLECTED) and not counts.failed:
            say(f"pytest ended with status {status} and named no failed test: one failure.")
            counts += Counts(failed=1)
        return Outcome(name, counts, seconds, status == NOTHING_COLLECTED)


def _wait_for(words: list[str], environment: dict[str, str]) -> int:
    """Run pytest; when we are stopped, let it stop the servers that its tests started."""
    process = subprocess.Popen(words, cwd=ROOT, env=environment)
    try:
        return process.wait()
    except BaseException as why:
        if not isinstance(why, KeyboardInterrupt):  # Ctrl-C has reached pytest as well
            process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def _counts(report: Path) -> Counts:
    """Count pytest's own report; a test that failed twice, in itself and in its end, is one."""
    if not report.exists():
        return Counts()
    ends: dict[tuple[str | None, str | None], str] = {}
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it just now
        test = (case.get("classname"), case.get("name"))
        ends[test] = max(ends.get(test, ""), _end(case))
    listed = list(ends.values())
    return Counts(listed.count("passed"), listed.count("~failed"), listed.count("skipped"))


def _end(case: ET.Element) -> str:
    # The words sort as they outweigh each other: passed < skipped < ~failed.
    if case.find("failure") is not None or case.find("error") is not None:
        return "~failed"
    return "skipped" if case.find("skipped") is not None else "passed"
