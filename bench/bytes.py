"""What a first view weighs on the wire, compressed: page, style, script. Exits 1 over budget."""

import gzip
import sys
from pathlib import Path

import brotli
from _site import make_thread, set_up

STATIC = Path(__file__).parents[1] / "src/colonnade/web/static/web"
FIRST = ("main.js", "personal.js", "viewing.js")
WRITING = ("compose.js", "posting.js", "draft.js")
BUDGETS = {
    "style of a front": 5 * 1024,
    "style of an article": 5 * 1024,
    "script": 6 * 1024,
    "script for writing": 15 * 1024,
}


def main() -> int:
    set_up()
    from django.test import Client  # noqa: PLC0415

    page = Client().get(f"/t/{make_thread(64)}/").content
    parts = {
        "page of 50 comments": [page],
        "style of a front": _styles("newspaper.css"),
        "style of an article": _styles("article.css"),
        "script": [(STATIC / name).read_bytes() for name in FIRST],
        "script for writing": [(STATIC / name).read_bytes() for name in WRITING],
    }
    over = 0
    print(f"{'part':<22} {'raw':>7} {'gzip':>6} {'br':>6} {'budget':>7}")
    for name, files in parts.items():
        raw = sum(map(len, files))
        small = sum(len(gzip.compress(data, 9)) for data in files)
        smaller = sum(len(brotli.compress(data)) for data in files)
        budget = BUDGETS.get(name, 0)
        over += bool(budget) and small > budget
        print(f"{name:<22} {raw:>7} {small:>6} {smaller:>6} {budget or '':>7}")
    return int(over > 0)


def _styles(name: str) -> list[bytes]:
    """Return what a page's first view asks for; print has a file of its own."""
    return [(STATIC / one).read_bytes() for one in ("paper.css", name)]


if __name__ == "__main__":
    sys.exit(main())
