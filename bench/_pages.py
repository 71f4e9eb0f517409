"""Addresses of a thread's pages: each of them once, so that nobody has asked for it before."""

import random
from itertools import product

SIZES = (10, 30, 50, 70, 90, 150, 200, 250, 300)
USUAL = 50


def addresses(
    thread: str, comments: int, sizes: tuple[int, ...] = SIZES, *, full: bool = False
) -> list[str]:
    """Return the canonical address of every page under every viewing option, in any order.

    `full`: only of pages that hold as many comments as the option says.
    """
    found = []
    for view, fold, order, size in product(
        ("threaded", "flat"), ("expanded", "collapsed"), ("oldest", "newest"), sizes
    ):
        pages = comments // size if full else -(-comments // size)
        for page in range(1, pages + 1):
            options = f"view={view}&fold={fold}&order={order}&size={size}"
            found.append(f"/t/{thread}/?{options}" + (f"&page={page}" if page > 1 else ""))
    random.Random(1).shuffle(found)
    return found
