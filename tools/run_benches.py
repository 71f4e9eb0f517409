"""bin/bench: run every benchmark of bench/, or the named one, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

from console import say, timed

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Return 1 when a benchmark failed, 2 when the named one is unknown."""
    known = {path.stem: path for path in sorted((ROOT / "bench").glob("[a-z]*.py"))}
    names, options = sys.argv[1:2], sys.argv[2:]
    if names and names[0] not in known:
        say(f"No benchmark is called {names[0]}. Known: {', '.join(known) or 'none yet'}.")
        return 2
    if not known:
        say("There are no benchmarks yet.")
    if "--json" in options:
        return _run(known[names[0]], options)
    worst = 0
    # Only by its name: it writes the README's table.
    for name in names or (name for name in known if name != "readme"):
        say(f"== {name}")
        with timed(name):
            worst = max(worst, _run(known[name], options))
    return worst


def _run(path: Path, options: list[str]) -> int:
    command = [sys.executable, str(path), *options]
    # A session of its own: it may ask for its cores before all others.
    done = subprocess.run(command, cwd=ROOT, check=False, start_new_session="--first" in options)
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
