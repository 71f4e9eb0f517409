"""What of a request's head goes on to Django, and what of an answer's head goes out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from ipaddress import ip_address
from urllib.parse import quote

from colonnade.edge.plain import Refused, refusal
from colonnade.edge.shapes import Answer, Ask, Header, Settings
from colonnade.kit.network import farthest_hop, is_proxy

# Most characters of the address and of all headers, and most headers.
TARGET = 8192
HEADERS = 32_768
COUNT = 100

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
    hop = _named_by_connection(ask)
    headers: list[Header] = []
    cookies = []
    for name, value in ask.headers:
        if name == "cookie":
            cookies.append(value)
        elif name not in hop and "_" not in name and _is_harmless(name):
            headers.append((name, value))
    if cookies:
        headers.append(("cookie", "; ".join(cookies)))
    headers.append(("x-forwarded-for", client(ask, settings)))
    target = ask.target if ask.target.isascii() else quote(ask.target, safe=_PRINTABLE)
    return replace(ask, headers=headers, target=target)


def shown(answer: Answer) -> Answer:
    """Return the answer as a client may see it: without what is between Django and the edge."""
    answer.headers = [
        (name, value)
        for name, value in answer.headers
        if not name.startswith("x-colonnade-")
        and name != "server"
        and (name not in _HOP or (name, value) == ("connection", "close"))
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
    size = sum(len(name) + len(value) for name, value in ask.headers)
    if size > HEADERS or len(names) > COUNT:
        raise Refused(refusal("headers_too_large", ask))
    whole = _METHOD.fullmatch(ask.method) and (
        _TARGET.fullmatch(ask.target) or not (ask.target.isascii() or _CONTROL.search(ask.target))
    )
    if not whole or not all(map(_NAME.fullmatch, names)) or not _is_single(ask, names):
        raise Refused(refusal("bad_request", ask))
    if any(_CONTROL.search(value) for _name, value in ask.headers):
        raise Refused(refusal("bad_request", ask))


def _is_single(ask: Ask, names: Sequence[str]) -> bool:
    """Tell whether nothing is said twice that two readers could understand differently."""
    both = "content-length" in names and "transfer-encoding" in names
    return not both and all(names.count(name) <= 1 for name in _SINGLE)


def _named_by_connection(ask: Ask) -> frozenset[str]:
    listed = ",".join(value for name, value in ask.headers if name == "connection").lower()
    if not listed:
        return _HOP
    return _HOP | ({word.strip() for word in listed.split(",")} - _OURS)


def _is_harmless(name: str) -> bool:
    return name not in _CLAIMS and not name.startswith(_CLAIMING)


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
