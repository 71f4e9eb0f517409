"""Whose address a request comes from."""

from collections.abc import Mapping, Sequence
from ipaddress import IPv6Address, ip_address, ip_network


def client_address(meta: Mapping[str, object], proxies: Sequence[str]) -> str:
    """Return the visitor's address from WSGI's environment, for limits.

    `X-Forwarded-For` counts only when the peer is one of `proxies` (addresses or networks, or
    `unix` for a Unix socket), read from the right past our own proxies. An IPv6 address
    stands for its /64, since one household owns all of it.
    """
    peer = str(meta.get("REMOTE_ADDR") or "unix")
    chain = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR") or "").split(",")]
    while chain and chain[-1] and _is_ours(peer, proxies):
        peer = chain.pop()
    return _household(peer)


def _is_ours(peer: str, proxies: Sequence[str]) -> bool:
    if peer in proxies:
        return True
    try:
        address = ip_address(peer)
        return any(address in ip_network(proxy) for proxy in proxies if proxy != "unix")
    except ValueError:
        return False


def _household(peer: str) -> str:
    try:
        address = ip_address(peer)
    except ValueError:
        return peer[:64]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)
