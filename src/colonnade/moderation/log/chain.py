r"""How entries of the log hang together, so that anybody can find out what was done to them.

    leaf  = sha256(salt \n canonical JSON of the entry)
    head  = sha256(former head \n number \n leaf)

All in lower-case hexadecimal; the first entry is number 1, and the head before it is empty. Each
head depends on all entries before it. The salt keeps an entry whose detail was taken away from
being guessed; its leaf stays, and so the chain holds.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

BEGINNING = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as the chain sees it; `detail` is None where it was taken away."""

    number: int
    leaf: str
    head: str
    salt: str = ""
    detail: Mapping[str, str | int | bool] | None = None


def leaf_of(detail: Mapping[str, str | int | bool], salt: str) -> str:
    """Return the digest of one entry."""
    words = json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return _digest(f"{salt}\n{words}")


def head_after(former: str, number: int, leaf: str) -> str:
    """Return the digest of the whole log up to and with this entry."""
    return _digest(f"{former}\n{number}\n{leaf}")


def faults_in(links: Iterable[Link], *, former: str = BEGINNING, number: int = 0) -> list[str]:
    """Return what is wrong with entries that follow the one of this `number` and head.

    An empty list says that none was changed, dropped, put in or moved. Whether the last ones were
    cut off, only a head tells that somebody kept elsewhere.
    """
    found = []
    for link in links:
        number += 1
        if link.number != number:
            found.append(f"entry {number} is missing, entry {link.number} stands there")
            number = link.number
        if link.detail is not None and leaf_of(link.detail, link.salt) != link.leaf:
            found.append(f"entry {number} was changed")
        if head_after(former, number, link.leaf) != link.head:
            found.append(f"entry {number} does not follow from the one before it")
        former = link.head
    return found


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
