"""`python -m colonnade.project.snapshot`."""

import sys

from colonnade.project.snapshot.making import main

sys.exit(main(sys.argv[1:]))
