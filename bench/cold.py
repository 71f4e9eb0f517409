"""From the start of the command to its answers, on a site that was served before.

To the first page that is kept ready, and to the first one that Django must make; medians.
"""

import http.client
import statistics
import sys
import time
from http import HTTPStatus
from itertools import count

from _pages import USUAL, addresses
from _rows import Row, options, say, show
from _server import Server, site

COMMENTS = 1_000
_PAUSE = 0.005
_PATIENCE = 60.0


def main() -> int:
    chosen = options(__doc__, rounds=3)
    with site(sample=True) as server:
        thread = server.thread(COMMENTS)
        page, fresh = f"/t/{thread}/", iter(addresses(thread, COMMENTS, (USUAL,)))
        server.start()
        for _ in range(3):
            server.get(page)
        server.settle(3)
        ready, made = [], []
        for number in range(chosen.rounds):
            say(f"start {number + 1} of {chosen.rounds}")
            server.stop()
            began = time.perf_counter()
            server.start(wait=False)
            ready.append(_answered(server, page, began))
            made.append(_answered(server, next(fresh), began))
            server.wait()
            server.settle()
    rows = [
        Row("restart to the first cached answer", statistics.median(ready), "s", 0.5, 0.35),
        Row("restart to the first uncached answer", statistics.median(made), "s", 6, 3),
    ]
    return show("cold", rows, chosen)


def _answered(server: Server, page: str, began: float) -> float:
    """Return the seconds until a page was answered by 200."""
    for _ in count():
        connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=10)
        try:
            connection.request("GET", page, headers={"Accept-Encoding": "br"})
            if connection.getresponse().status == HTTPStatus.OK:
                return time.perf_counter() - began
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        if time.perf_counter() - began > _PATIENCE:
            raise SystemExit(f"bench: {page} was not answered within {_PATIENCE:.0f} s")
        time.sleep(_PAUSE)
    raise AssertionError


if __name__ == "__main__":
    sys.exit(main())
