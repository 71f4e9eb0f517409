"""Sixteen clients on one thread of 1,000 comments: 95 % read its first page, 5 % post."""

import sys

from _clients import Plan, percentile, run
from _rows import Row, options, show
from _server import site
from write import measure

COMMENTS, MANY, SHARE = 1_000, 16, 0.05


def main() -> int:
    chosen = options(__doc__, seconds=10.0)
    with site() as server:
        server.open_to_guests()
        thread = server.thread(COMMENTS)
        server.start()
        page = f"/t/{thread}/"
        run(Plan(server.url, thread, 2, 1.0, SHARE, page))
        tally, cost = measure(server, Plan(server.url, thread, MANY, chosen.seconds, SHARE, page))
    rows = [
        Row("requests/s, 95/5, 16 clients", tally.rate, "", 2500, 5000, more=True),
        Row("p99 of a read", percentile(tally.reads, 0.99), "ms", 25),
        Row("p50 of a read", percentile(tally.reads, 0.5), "ms"),
        Row("p50 of a post", percentile(tally.posts, 0.5), "ms"),
        Row("p99 of a post", percentile(tally.posts, 0.99), "ms"),
        Row("posts/s among them", len(tally.posts) / tally.seconds),
        Row("CPU per request", cost, "ms"),
    ]
    return show("mixed", rows, chosen)


if __name__ == "__main__":
    sys.exit(main())
