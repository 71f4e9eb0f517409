"""What a first view weighs on the wire: an article with 50 comments, its styles and scripts.

As a browser loads it: links and scripts of the page, what those scripts import; bodies as sent.
The row with bounds is what readers get where others have read the page for a while; beside it
the very first answers after a start, made in a hurry. Below: what each part may weigh. Ends with
1 where one is over its budget.
"""

import gzip
import re
import sys
import time
from pathlib import Path
from urllib.parse import urljoin

import brotli
from _rows import Row, options, show
from _server import Server, site
from _wrk import BROWSER

ARTICLE = "/town/turning-bridge/"
# So many readers, after so many seconds, have an article that stays made smallest.
READERS, SECONDS = 200, 22.0
STATIC = Path(__file__).parents[1] / "src/colonnade/web/static/web"
FIRST = ("main.js", "personal.js", "viewing.js")
WRITING = ("compose.js", "posting.js", "draft.js")
BUDGETS = {
    "style of a front": 5 * 1024,
    "style of an article": 5 * 1024,
    "script": 6 * 1024,
    "script for writing": 15 * 1024,
}


_STYLES = re.compile(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"')
_SCRIPTS = re.compile(r'<script[^>]+src="([^"]+)"')
_IMPORTS = re.compile(r'^import [^"]*"([^"]+)"', re.MULTILINE)


def main() -> int:
    chosen = options(__doc__)
    with site(sample=True) as server:
        server.start()
        hurried = _first_view(server, ARTICLE)
        time.sleep(SECONDS)
        for _ in range(READERS):
            server.get(ARTICLE, Accept_Encoding=BROWSER["Accept-Encoding"])
        server.settle()
        parts = _first_view(server, ARTICLE)
    total = sum(parts.values())
    rows = [Row("first view on the wire", total / 1000, "kB", 26, 22)]
    rows += [Row("the very first answers", sum(hurried.values()) / 1000, "kB")]
    rows += [Row(f"  {name}", size / 1000, "kB") for name, size in parts.items()]
    status = show("bytes", rows, chosen)
    return status if chosen.json else status or _budgets()


def _first_view(server: Server, address: str) -> dict[str, int]:
    """Return the bytes of each body that a browser gets, as they are sent."""
    sizes: dict[str, int] = {}

    def fetch(target: str) -> str:
        sent = server.get(target, Accept_Encoding=BROWSER["Accept-Encoding"])
        sizes[target] = len(sent)
        return server.get(target, Accept_Encoding="identity").decode()

    page = fetch(address)
    for target in _STYLES.findall(page):
        fetch(target)
    waiting = _SCRIPTS.findall(page)
    for target in waiting:
        if target not in sizes:
            waiting += [urljoin(target, one) for one in _IMPORTS.findall(fetch(target))]
    return sizes


def _budgets() -> int:
    """Print what each of our own files weighs; return 1 where some are over their budget."""
    parts = {
        "style of a front": _styles("fronts.css", "newspaper.css"),
        "style of an article": _styles("article.css"),
        "script": [(STATIC / name).read_bytes() for name in FIRST],
        "script for writing": [(STATIC / name).read_bytes() for name in WRITING],
    }
    over = 0
    print(f"\n{'part':<22} {'raw':>7} {'gzip':>6} {'br':>6} {'budget':>7}")
    for name, files in parts.items():
        raw = sum(map(len, files))
        small = sum(len(gzip.compress(data, 9)) for data in files)
        smaller = sum(len(brotli.compress(data)) for data in files)
        budget = BUDGETS.get(name, 0)
        over += bool(budget) and small > budget
        print(f"{name:<22} {raw:>7} {small:>6} {smaller:>6} {budget or '':>7}")
    return int(over > 0)


def _styles(*names: str) -> list[bytes]:
    """Return what a page's first view asks for; print has a file of its own."""
    return [(STATIC / one).read_bytes() for one in ("paper.css", *names)]


if __name__ == "__main__":
    sys.exit(main())
