"""Which of Django's answers are kept as pages, and what is kept of them."""

import hashlib
from http import HTTPStatus

from colonnade.edge.pages import Page
from colonnade.edge.shapes import Answer, Header

OURS = "x-colonnade-"
# A page that nothing spoils is made anew after so many seconds: the last resort.
OLDEST = 900.0

# Made anew for each variant, or by the server; the last three concern one connection alone.
_NOT_KEPT = frozenset(
    {"content-length", "content-encoding", "etag", "vary", "date", "server"}
    | {"connection", "keep-alive", "transfer-encoding"}
)
_VARY = ("vary", "Accept-Encoding")
_USABLE = frozenset(
    {
        HTTPStatus.OK,
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.PERMANENT_REDIRECT,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.GONE,
    }
)


def may_be_kept(answer: Answer) -> bool:
    """Return whether an answer to the edge's own request is a page for everybody."""
    return (
        answer.status == HTTPStatus.OK
        and answer.stream is None
        and answer.span is None
        and _is_public(answer)
        and bool(answer.header(f"{OURS}keys"))
        and not answer.header("content-encoding")
    )


def is_for_all(answer: Answer) -> bool:
    """Return whether it may be given, this once, to all who asked without cookies meanwhile."""
    busy = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    plain = answer.status in _USABLE and (answer.status != HTTPStatus.OK or _is_public(answer))
    return answer.stream is None and not answer.header("set-cookie") and (busy or plain)


def _is_public(answer: Answer) -> bool:
    return answer.header("cache-control").startswith("public") and not answer.header("set-cookie")


def page_from(target: str, answer: Answer, *, shared_seconds: int, now: float) -> Page:
    """Return the page that an answer is. `now`: seconds since 1970."""
    headers = [
        (name, value)
        for name, value in released(answer.headers)
        if name not in _NOT_KEPT and not (shared_seconds and name == "cache-control")
    ]
    if shared_seconds:
        headers.append(("cache-control", f"public, max-age=0, s-maxage={shared_seconds}"))
    return Page(
        target=target,
        keys=frozenset(answer.header(f"{OURS}keys").split()),
        headers=(*headers, _VARY),
        etag=_etag(answer),
        body=answer.body,
        made=now,
        until=min(_seconds(answer.header(f"{OURS}until")), now + OLDEST),
        leads=bool(answer.header(f"{OURS}leads")),
    )


def released(headers: list[Header]) -> list[Header]:
    """Return headers without what Django tells the edge alone."""
    return [header for header in headers if not header[0].startswith(OURS)]


def _etag(answer: Answer) -> str:
    """Return Django's own tag without its marks, else one made from the bytes."""
    own = answer.header("etag")
    if own.startswith('"') and own.endswith('"') and len(own) > len('""'):
        return own[1:-1]
    return hashlib.blake2b(answer.body, digest_size=16).hexdigest()


def _seconds(word: str) -> float:
    return float(word) if word.isascii() and word.isdigit() else float("inf")
