"""bin/test: pytest on SQLite, then on PostgreSQL, then in a browser, and one sum of it all."""

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

from chromium import find_chromium
from console import CannotRun, say, warn
from postgres import find_postgres, throwaway_server
from pytest_run import Outcome, Run

ROOT = Path(__file__).resolve().parent.parent
# Tests of one file share servers and sites: one process makes them.
TWO_AT_ONCE = ("-n", "2", "--dist", "loadfile")
# A long proof takes more minutes than any other test may: seconds after which it hangs.
LONG = ("-o", "faulthandler_timeout=7200")
# In CI the tests have one order, so that the same files have one verdict; elsewhere each run tries
# another.
ORDER = ("--randomly-seed=3253580593",)
IN_CI = os.environ.get("CI") == "true"
# There bin/check has been before.
FIRST = "not browser and not law" if IN_CI else "not browser"


def main() -> int:
    """Run what was asked for; return the exit status."""
    # So that a stopped CI run stops its server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options, pytest_arguments = _parse(sys.argv[1:])
    try:
        outcomes = _all_runs(options, pytest_arguments)
    except CannotRun as why:
        say(f"bin/test cannot run: {why}")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return _conclude(outcomes)


def _parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description="Run all tests: SQLite, PostgreSQL, browser. Other arguments go to pytest.",
        allow_abbrev=False,
    )
    parser.add_argument("--full", action="store_true", help="long proofs whole")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--no-browser", action="store_true", help="leave the browser out")
    parser.add_argument("-m", metavar="EXPRESSION", default="", help="pytest's marker expression")
    return parser.parse_known_args(arguments)


def _all_runs(options: argparse.Namespace, pytest_arguments: list[str]) -> list[Outcome]:
    # What is missing is said, or installed, before the first run and not after it.
    programs = None if options.sqlite_only else find_postgres()
    browser = None if options.no_browser else find_chromium()
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="colonnade-test-") as scratch:
        arguments = [
            *(LONG if options.full else []),
            *(ORDER if IN_CI else []),
            *pytest_arguments,
        ]
        run = Run(Path(scratch), _environment(options, browser), options.m, arguments)
        outcomes.append(run("SQLite", FIRST, *TWO_AT_ONCE))
        if programs:
            with throwaway_server(programs) as url:
                run_there = run.with_variables(COLONNADE_DATABASE_URL=url)
                outcomes.append(run_there("PostgreSQL", "not browser and not once", *TWO_AT_ONCE))
        if browser:
            outcomes.append(run("browser", "browser", *TWO_AT_ONCE))
    if options.sqlite_only:
        warn("PostgreSQL was left out (--sqlite-only).", "A change is proved by all three runs.")
    if options.no_browser:
        say("The browser was left out (--no-browser).")
    return outcomes


def _environment(options: argparse.Namespace, browser: str | None) -> dict[str, str]:
    """Return our environment less the developer's own settings of Colonnade."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    if browser:
        kept["COLONNADE_CHROMIUM"] = browser
    if options.full:
        kept["COLONNADE_FULL"] = "1"
    artifacts = ROOT / "test-results"
    if IN_CI:
        artifacts = Path(tempfile.gettempdir()) / "colonnade-test-results"
    return {**kept, "COLONNADE_ARTIFACTS": str(artifacts)}


def _conclude(outcomes: list[Outcome]) -> int:
    say()
    for outcome in outcomes:
        say(f"{outcome.name}: {outcome.counts} in {outcome.seconds:.0f} s")
    total = sum((outcome.counts for outcome in outcomes[1:]), outcomes[0].counts)
    if all(outcome.nothing_collected for outcome in outcomes):
        say("No test was found.")
    say(str(total))
    return 0 if total.passed and not total.failed else 1


if __name__ == "__main__":
    sys.exit(main())
