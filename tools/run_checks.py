"""bin/check: every check with a tick and its time; all run even when one fails."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from console import say

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "colonnade.project.settings"


@dataclass(frozen=True)
class Check:
    """A command that ends with 0 when all is well."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What came of a check."""

    check: Check
    status: int
    output: str
    seconds: float


def checks() -> list[Check]:
    """Return the checks, the slowest first, since two run at once."""
    listed = [
        Check("types", ("-m", "mypy", "--no-error-summary")),
        Check("laws", ("-m", "pytest", "tests/laws", "-q", "-n0", "--durations=0")),
        Check("format", ("-m", "ruff", "format", "--check", "--quiet")),
        Check("lint", ("-m", "ruff", "check", "--quiet")),
        Check("floors", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
        Check("locks", (str(ROOT / "tools" / "check_locks.py"),)),
        Check("migrations", ("-m", "django", "makemigrations", "--check", "--dry-run")),
    ]
    printed = (("translations", "messages"), ("snapshot", "snapshot"), ("reference", "reference"))
    for name, module in printed:
        place = ROOT / "src/colonnade/project" / module
        if place.is_dir() or place.with_suffix(".py").exists():
            listed.append(Check(name, ("-m", f"colonnade.project.{module}", "--check")))
        else:
            say(f"- {name}: skipped, colonnade.project.{module} is not there yet")
    return listed


def main() -> int:
    """Run all; return 1 when any failed."""
    results = []
    with (
        tempfile.TemporaryDirectory(prefix="colonnade-check-") as scratch,
        ThreadPoolExecutor(2) as pool,
    ):
        for result in pool.map(lambda check: _run(check, Path(scratch)), checks()):
            _report(result)
            results.append(result)
    failed = [result.check.name for result in results if result.status]
    say(f"{len(results) - len(failed)} checks are good, {len(failed)} bad: {', '.join(failed)}")
    return 1 if failed else 0


def _run(check: Check, scratch: Path) -> Result:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    data = scratch / check.name
    data.mkdir()
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, *check.words],
        cwd=ROOT,
        env={**kept, "COLONNADE_DATA": str(data), "DJANGO_SETTINGS_MODULE": SETTINGS},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Result(check, done.returncode, done.stdout, time.monotonic() - started)


def _report(result: Result) -> None:
    mark = "✗" if result.status else "✓"
    say(f"{mark} {result.check.name} ({result.seconds:.1f} s)")
    if result.status:
        say(result.output.rstrip())


if __name__ == "__main__":
    sys.exit(main())
