"""Check the public log of a site from outside. Needs Python 3.9 or newer and nothing else.

    python3 verify.py https://example.org
    python3 verify.py saved-1.json saved-2.json ...

It reads all entries of the log, finds whether one was changed, dropped, put in or moved, and checks
the signature over the last one. It remembers key, number and digest of what it has seen in the file
`colonnade-log-memory.json` (another one: --memory FILE). What the next call reads must continue it:
so a tail that was cut off is found, and a log that was written anew.

Status 0: nothing is wrong. 1: something is. 2: the log could not be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Point = tuple[int, int, int, int]
    Json = dict[str, Any]

SECONDS = 30
MOST_PAGES = 100_000

# ---------------------------------------------------------------- Ed25519 (RFC 8032, section 5.1)
# Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z, on -x^2 + y^2 = 1 + d x^2 y^2.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)
KEY_BYTES = 32


def add(one: Point, two: Point) -> Point:
    """Return the sum of two points (5.1.4)."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c = 2 * one[3] * two[3] * D % P
    d = 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: Point) -> Point:
    """Return the point added to itself so many times."""
    total = ZERO
    while factor:
        if factor & 1:
            total = add(total, point)
        point = add(point, point)
        factor >>= 1
    return total


def point_from(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for, None where they stand for none (5.1.3)."""
    if len(data) != KEY_BYTES:
        return None
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the signature is one of the message by the owner of the key (5.1.7)."""
    public, point = point_from(key), point_from(signature[:KEY_BYTES])
    base = point_from((4 * pow(5, P - 2, P) % P).to_bytes(KEY_BYTES, "little"))
    scalar = int.from_bytes(signature[KEY_BYTES:], "little")
    whole = len(signature) == 2 * KEY_BYTES and scalar < ORDER
    if public is None or point is None or base is None or not whole:
        return False
    digest = hashlib.sha512(signature[:KEY_BYTES] + key + message).digest()
    left = times(scalar, base)
    right = add(point, times(int.from_bytes(digest, "little") % ORDER, public))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---------------------------------------------------------------- the chain


def sha256(text: str) -> str:
    """Return the digest of a text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def leaf_of(detail: Json, salt: str) -> str:
    """Return the digest of what an entry says."""
    words = json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(f"{salt}\n{words}")


def faults_in(entries: list[Json], head: Json, memory: Json) -> list[str]:
    """Return what is wrong: an empty list where nothing is.

    `entries`: all of the log, from number 1 on. `head`: {number, head, signature, key} as the site
    gives it. `memory`: {number, head, key} from the last time, empty at the first time.
    """
    heads: dict[int, str] = {0: ""}
    found = list(faults_of_chain(entries, heads))
    number = max(heads)
    if (head["number"], head["head"]) != (number, heads[number]):
        found.append(f"the entries end at {number}, the signed head is {head['number']}")
    words = f"colonnade log 1\n{head['number']}\n{head['head']}\n".encode()
    if not is_signed(bytes.fromhex(head["key"]), words, bytes.fromhex(head["signature"])):
        found.append("the signature over the head is wrong")
    if memory and memory["key"] != head["key"]:
        found.append("the key is another one than last time")
    if memory and memory["number"] > number:
        found.append(f"the log was cut: it had {memory['number']} entries last time")
    elif memory and heads.get(memory["number"]) != memory["head"]:
        found.append(f"the log was written anew: entry {memory['number']} was another one")
    return found


def faults_of_chain(entries: list[Json], heads: dict[int, str]) -> Iterator[str]:
    """Yield what is wrong with entries and how they follow each other; fill in their digests."""
    number, former, told = 0, "", False
    for entry in entries:
        number += 1
        detail, leaf, stated = entry["detail"], entry["leaf"], entry["number"]
        if stated != number:
            yield f"entry {number} is missing, entry {stated} stands there"
            number = int(stated)
        if detail is not None and leaf_of(detail, entry["salt"]) != leaf:
            yield f"entry {number} was changed"
        if detail is not None and detail["number"] != number:
            yield f"entry {number} was another one"
        if sha256(f"{former}\n{number}\n{leaf}") != entry["head"]:
            yield f"entry {number} does not follow from the one before it"
        if told and detail is None:
            yield f"entry {number} lost its detail, older ones have theirs"
        told = told or detail is not None
        former = heads[number] = entry["head"]


# ---------------------------------------------------------------- reading


def pages_from(sources: list[str]) -> Iterator[Json]:
    """Yield the answers of a site, or what was saved of them, in order."""
    if not sources[0].startswith(("https://", "http://")):
        for source in sources:
            yield json.loads(Path(source).read_text(encoding="utf-8"))
        return
    address = sources[0].rstrip("/") + "/log/entries.json"
    after = 0
    for _ in range(MOST_PAGES):
        page = downloaded(f"{address}?after={after}" if after else address)
        yield page
        if not page["more"]:
            return
        last = page["entries"][-1]["number"]
        if last <= after:
            raise ValueError("the pages go round in a circle")
        after = last


def downloaded(address: str) -> Json:
    """Return a page of the log."""
    request = urllib.request.Request(address, headers={"User-Agent": "colonnade-verify/1"})  # noqa: S310 - http or https, see above
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
        page: Json = json.load(answer)
        return page


def memory_from(path: Path) -> Json:
    """Return what was seen the last time, nothing at the first time."""
    memory: Json = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return memory


def remember(path: Path, head: Json) -> None:
    """Keep what was seen: whole or not at all."""
    words = {name: head[name] for name in ("key", "number", "head")}
    half = path.with_name(path.name + ".new")
    half.write_text(json.dumps(words, indent=1), encoding="utf-8")
    half.replace(path)


def say(words: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{words}\n")


def main() -> int:
    """Check a log and say what was found; return the status."""
    parser = argparse.ArgumentParser(description="Check the public log of a Colonnade site.")
    parser.add_argument("source", nargs="+", help="address of the site, or saved answers in order")
    parser.add_argument("--memory", type=Path, default=Path("colonnade-log-memory.json"))
    options = parser.parse_args()
    try:
        found = checked(options.source, options.memory)
    except OSError as error:
        say(f"The log could not be read: {error}")
        return 2
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        found = [f"the answer is not what a log looks like ({error!r})"]
    for fault in found:
        say(f"WRONG: {fault}")
    return 1 if found else 0


def checked(sources: list[str], path: Path) -> list[str]:
    """Return what is wrong with a log; remember it where nothing is."""
    pages = list(pages_from(sources))
    entries, head = [entry for page in pages for entry in page["entries"]], pages[-1]["head"]
    found = faults_in(entries, head, memory_from(path))
    if not found:
        remember(path, head)
        detailed = sum(entry["detail"] is not None for entry in entries)
        say(f"All is well: {len(entries)} entries, {detailed} with detail. Head {head['head']}")
    return found


if __name__ == "__main__":
    sys.exit(main())
