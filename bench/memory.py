"""Memory of all processes of the server (PSS, MB of 10^6 bytes), one worker, newsroom included.

At rest: started, one page asked. After load: finished pages, fresh pages, posts, the newsroom.
"""

import sys

import _processes
from _clients import Plan, run
from _pages import addresses
from _rows import Row, options, say, show
from _server import Server, site
from _wrk import load

COMMENTS = 1_000
_SESSION = """
from django.test import Client
from colonnade.people.models import Person
client = Client()
client.force_login(Person.objects.filter(role="owner").first())
print("session", client.cookies["session"].value)
"""
# What the worker makes in a new site's first minutes, one after the other, in a child of its own.
_COPIES = """
from colonnade.articles.copies import make_missing_copy
while make_missing_copy():
    pass
"""
_NEWSROOM = (
    "/newsroom/",
    "/newsroom/images/",
    "/newsroom/reports/site-history/",
    "/staff/",
    "/staff/look/",
)


def main() -> int:
    chosen = options(__doc__, seconds=5.0)
    with site(sample=True) as server:
        server.open_to_guests()
        thread = server.thread(COMMENTS)
        server.python(_COPIES)
        server.start()
        server.get("/")
        server.settle(4)
        rest, processes = server.memory(), len(_processes.tree(server.root))
        _strain(server, thread, chosen.seconds)
        server.settle(4)
        strained = server.memory()
    rows = [
        Row("PSS at rest", rest, "MB", 260, 200),
        Row("PSS after load", strained, "MB", 320, 240),
        Row("processes", processes),
    ]
    return show("memory", rows, chosen)


def _strain(server: Server, thread: str, seconds: float) -> None:
    say("finished pages, fresh pages, posts, the newsroom ...")
    load(f"{server.url}/t/{thread}/", connections=64, seconds=seconds)
    fresh = addresses(thread, COMMENTS)
    load(server.url, connections=16, seconds=seconds, targets=fresh)
    run(Plan(server.url, thread, 16, seconds, 0.5, f"/t/{thread}/"))
    found = server.python(_SESSION).rpartition("session ")[2].strip()
    for path in _NEWSROOM:
        server.get(path, Cookie=f"session={found}")


if __name__ == "__main__":
    sys.exit(main())
