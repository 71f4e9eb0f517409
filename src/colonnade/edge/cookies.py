"""The two cookies that the edge reads, and the one it sets."""

from collections.abc import Sequence

from colonnade.edge.shapes import Answer, Header

WRITTEN = "written"
# A write is everywhere within a second; the cookie outlives a slow line and a sleeping phone.
_WRITTEN_SECONDS = 60
_DIGITS_MOST = 18


def value_of(headers: Sequence[Header], name: str) -> str:
    """Return a cookie's value, '' where it is not there."""
    for known, line in headers:
        if known == "cookie":
            for pair in line.split(";"):
                key, _, value = pair.strip().partition("=")
                if key == name:
                    return value
    return ""


def number(word: str) -> int:
    """Return a write's number, 0 for anything else."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS_MOST else 0


def written_in(headers: Sequence[Header]) -> int:
    """Return the number of this visitor's last write, 0 where she wrote nothing lately."""
    return number(value_of(headers, WRITTEN))


def tell_written(answer: Answer, written: int, *, secure: bool) -> None:
    """Have a visitor's next requests tell the number of her write; such an answer is hers alone."""
    mark = "; Secure" if secure else ""
    value = f"{WRITTEN}={written}; Max-Age={_WRITTEN_SECONDS}; Path=/; HttpOnly; SameSite=Lax{mark}"
    answer.headers = [
        (name, "private, no-store" if name == "cache-control" else kept)
        for name, kept in answer.headers
    ]
    answer.headers.append(("set-cookie", value))
