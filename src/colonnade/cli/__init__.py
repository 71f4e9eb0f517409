"""Here lives the `colonnade` command: serve, demo, people, site, config, doctor.

May import: everything below it.
"""

import sys


def main() -> None:
    """Run the command that the program's arguments name, and end with its exit status."""
    from colonnade.cli.entry import run

    sys.exit(run(sys.argv[1:]))
