"""What of a request's head goes on to Django, and what of an answer's head goes out."""

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import quote

from colonnade.edge.plain import Refused, refusal
from colonnade.edge.shapes import Answer, Ask, Settings
from colonnade.kit.network import farthest_hop, is_proxy

# Most characters of the address and of all headers, and most headers.
TARGET = 8192
HEADERS = 32_768
COUNT = 100
# So many names are known by heart.
_KNOWN = 256

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
_METHOD = re.compile(r"[A-Z]{1,20}")
_TARGET = re.compile(r"/[\x21-\x7e]*")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_PRINTABLE = "".join(chr(code) for code in range(0x21, 0x7F))
_HOP = frozenset(
    str.split(
        "connection keep-alive proxy-connection te trailer transfer-encoding upgrade expect"
        " proxy-authorization proxy-authenticate http2-settings"
    )
)
# They claim for a request what only we or a known proxy may say of it.
_CLAIMS = frozenset(
    str.split(
        "forwarded x-real-ip x-http-method x-http-method-override x-method-override"
        " x-original-url x-rewrite-url x-original-host x-host x-client-ip x-cluster-client-ip"
        " true-client-ip cf-connecting-ip proxy"
    )
)
_CLAIMING = ("x-colonnade-", "x-forwarded-")
# `Connection` may name headers that are for the next hop alone; these are for us.
_OURS = frozenset(str.split("host content-length content-type cookie authorization origin referer"))
_SINGLE = ("host", "content-length", "authorization", "content-type", "origin")


def cleaned(ask: Ask, settings: Settings) -> Ask:
    """Return the request as Django may see it, with exactly one X-Forwarded-For: the client.

    Raises Refused where the head is malformed, ambiguous or too large.
    """
    names = [name for name, _value in ask.headers]
    _check(ask, names)
    hop = _named_by_connection(ask, names)
    headers = [pair for pair in ask.headers if pair[0] not in hop and _goes_on(pair[0])]
    if "cookie" in names:
        cookies = [value for name, value in ask.headers if name == "cookie"]
        headers.append(("cookie", "; ".join(cookies)))
    headers.append(("x-forwarded-for", client(ask, settings)))
    real = ask.saying(headers)
    if not ask.target.isascii():
        real.target = quote(ask.target, safe=_PRINTABLE)
    return real


def shown(answer: Answer) -> Answer:
    """Return the answer as a client may see it: without what is between Django and the edge."""
    answer.headers = [
        (name, value)
        for name, value in answer.headers
        if _is_shown(name) or (name, value) == ("connection", "close")
    ]
    return answer


def client(ask: Ask, settings: Settings) -> str:
    """Return the client's address: the peer, or what a configured proxy says of it."""
    if not settings.proxies or not is_proxy(ask.peer, settings.proxies):
        return ask.peer
    chain = [value for name, value in ask.headers if name == "x-forwarded-for"]
    hops = [_bare(hop) for hop in ",".join(chain).split(",")]
    farthest = farthest_hop(ask.peer, ",".join(hops), settings.proxies)
    # A proxy that hands on what is no address has nothing to say: it stands for its client.
    return farthest if farthest == "unix" or _is_address(farthest) else ask.peer


def _check(ask: Ask, names: Sequence[str]) -> None:
    if len(ask.target) > TARGET:
        raise Refused(refusal("address_too_long", ask))
    said = "".join([value for _name, value in ask.headers])
    if len("".join(names)) + len(said) > HEADERS or len(names) > COUNT:
        raise Refused(refusal("headers_too_large", ask))
    whole = _METHOD.fullmatch(ask.method) and (
        _TARGET.fullmatch(ask.target) or not (ask.target.isascii() or _CONTROL.search(ask.target))
    )
    if not whole or not all(map(_NAME.fullmatch, names)) or not _is_single(ask, names):
        raise Refused(refusal("bad_request", ask))
    if _CONTROL.search(said):
        raise Refused(refusal("bad_request", ask))


def _is_single(ask: Ask, names: Sequence[str]) -> bool:
    """Tell whether nothing is said twice that two readers could understand differently."""
    both = "content-length" in names and "transfer-encoding" in names
    return not both and all(names.count(name) <= 1 for name in _SINGLE)


def _named_by_connection(ask: Ask, names: Sequence[str]) -> frozenset[str]:
    if "connection" not in names:
        return _HOP
    listed = ",".join(value for name, value in ask.headers if name == "connection").lower()
    return _HOP | ({word.strip() for word in listed.split(",")} - _OURS)


@lru_cache(maxsize=_KNOWN)
def _goes_on(name: str) -> bool:
    """Tell whether a header goes on as it is; cookies that came apart are joined first."""
    if name == "cookie" or "_" in name:
        return False
    return name not in _CLAIMS and not name.startswith(_CLAIMING)


@lru_cache(maxsize=_KNOWN)
def _is_shown(name: str) -> bool:
    return not name.startswith("x-colonnade-") and name != "server" and name not in _HOP


def _bare(hop: str) -> str:
    """Return an address without the port, the brackets or the quotes that some proxies write."""
    hop = hop.strip().strip('"')
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True
