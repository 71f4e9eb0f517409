"""Does a page cost the page, not the thread? CPU of one request through Django, uncached.

Ratios against the thread of 64 comments, of one run.
"""

import sys
from http import HTTPStatus
from itertools import count

from _site import cpu_ms, make_thread, set_up

SIZES = (64, 1_000, 10_000, 100_000)


def main() -> int:
    set_up()
    from django.test import Client  # noqa: PLC0415

    sizes = [size for size in SIZES if size <= int((sys.argv[1:] or [100_000])[0])]
    client, keys = Client(), count(1)
    first: dict[str, float] = {}
    print(f"{'comments':>9} {'act':<22} {'CPU ms':>7} {'ratio':>6}")
    for size in sizes:
        thread = make_thread(size)
        pages = -(-size // 50)
        middle = f"/t/{thread}/?page={(pages + 1) // 2}"
        newest = f"/t/{thread}/?order=newest&size=50&page={pages}"
        body = client.get(f"/t/{thread}/?page={pages}").content.decode()
        comment = body.rsplit('data-comment="', 1)[1][:12]

        def post(thread=thread):
            key = f"00000000-0000-4000-8000-{next(keys):012d}"
            data = {"body": "A short *word*.", "name": "Bench", "key": key}
            address = f"/api/v1/threads/{thread}/comments"
            answer = client.post(address, data, content_type="application/json")
            assert answer.status_code == HTTPStatus.CREATED, answer.content

        acts = {
            "first page": lambda thread=thread: client.get(f"/t/{thread}/"),
            "middle page": lambda middle=middle: client.get(middle),
            "last page, newest first": lambda newest=newest: client.get(newest),
            "permalink": lambda comment=comment: client.get(f"/c/{comment}/"),
            "post": post,
        }
        for name, act in acts.items():
            cost = cpu_ms(act)
            first.setdefault(name, cost)
            print(f"{size:>9} {name:<22} {cost:>7.2f} {cost / first[name]:>6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
