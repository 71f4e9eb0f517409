"""Does a request cost the page, not the thread? A hit, a miss and a post at 64 and at 100,000.

CPU of all processes of the server per request; misses are pages that nobody asked for before, each
with fifty comments: the page is the same size, only the thread is not.
"""

import sys

from _clients import Plan, run
from _pages import USUAL, addresses
from _rows import Row, options, say, show
from _server import Server, site
from _wrk import BROWSER, load
from write import measure

SMALL, LARGE = 64, 100_000
# One small thread has few pages: so many of them together are measured well.
THREADS = 24
_FILL = """
from colonnade.cli.loading import load_generated
for seed in range(1, {threads} + 1):
    key = f"growth-{comments}-{{seed}}"
    made = load_generated(comments={comments}, seed=seed, key=key, say=print)
    print("thread", made.thread)
"""


def main() -> int:
    chosen = options(__doc__, seconds=4.0, comments=LARGE)
    with site() as server:
        server.open_to_guests()
        small = _threads(server, SMALL, THREADS)
        say(f"filling a thread with {chosen.comments:,} comments ...")
        large = _threads(server, chosen.comments, 1)
        server.start()
        few = [one for thread in small for one in addresses(thread, SMALL, (USUAL,), full=True)]
        many = addresses(large[0], chosen.comments, (USUAL,), full=True)[: len(few)]
        _misses(server, addresses(_threads(server, 65, 1)[0], 65, (USUAL,)))  # the very first ones
        misses = [_misses(server, few), _misses(server, many)]
        hits = [_hit(server, thread, chosen.seconds) for thread in (small[0], large[0])]
        posts = [_post(server, thread, chosen.seconds) for thread in (small[0], large[0])]
    rows = []
    for name, unit, pair, must in (
        ("hit", "µs", hits, 1.2),
        ("miss", "ms", misses, 1.5),
        ("post", "ms", posts, 1.3),
    ):
        bounds = (5.0, 2.5) if name == "miss" else (None, None)
        rows.append(Row(f"CPU of a {name}, {SMALL} comments", pair[0], unit, *bounds))
        rows.append(Row(f"CPU of a {name}, {chosen.comments:,} comments", pair[1], unit, *bounds))
        rows.append(Row(f"growth of a {name}", pair[1] / pair[0], "", must, 1.1))
    return show("growth", rows, chosen)


def _threads(server: Server, comments: int, threads: int) -> list[str]:
    """Return the public ids of new threads of so many comments."""
    said = server.python(_FILL.format(comments=comments, threads=threads)).splitlines()
    return [line.split()[1] for line in said if line.startswith("thread ")]


def _misses(server: Server, targets: list[str]) -> float:
    """Return the CPU ms of a page that nobody asked for before."""
    server.settle()
    before = server.cpu()
    for target in targets:
        server.get(target, Accept_Encoding=BROWSER["Accept-Encoding"])
    return (server.cpu() - before) / len(targets) * 1000


def _hit(server: Server, thread: str, seconds: float) -> float:
    """Return the CPU µs of a page that is ready."""
    page = f"/t/{thread}/"
    server.get(page)
    before = server.cpu()
    outcome = load(server.url + page, connections=16, seconds=seconds)
    return (server.cpu() - before) / outcome.requests * 1e6


def _post(server: Server, thread: str, seconds: float) -> float:
    """Return the CPU ms of a post."""
    run(Plan(server.url, thread, 1, 0.5, 1.0))
    return measure(server, Plan(server.url, thread, 1, seconds, 1.0))[1]


if __name__ == "__main__":
    sys.exit(main())
