"""Whose address a request comes from."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network


def client_address(meta: Mapping[str, object], proxies: Sequence[str]) -> str:
    """Return the visitor's address from WSGI's environment, for limits.

    `X-Forwarded-For` counts only when the peer is one of `proxies` (addresses or networks, or
    `unix` for a Unix socket), read from the right past our own proxies. An IPv6 address
    stands for its /64, since one household owns all of it.
    """
    peer = str(meta.get("REMOTE_ADDR") or "unix")
    return _household(farthest_hop(peer, str(meta.get("HTTP_X_FORWARDED_FOR") or ""), proxies))


def farthest_hop(peer: str, forwarded: str, proxies: Sequence[str]) -> str:
    """Return the nearest address that is no proxy of ours, by `X-Forwarded-For` and the peer."""
    chain = [part.strip() for part in forwarded.split(",")]
    while chain and chain[-1] and is_proxy(peer, proxies):
        peer = chain.pop()
    return peer


def is_proxy(peer: str, proxies: Sequence[str]) -> bool:
    """Tell whether an address, or `unix`, is one of our proxies."""
    if peer in proxies:
        return True
    try:
        address = ip_address(peer)
        return any(address in network for network in _networks(tuple(proxies)))
    except ValueError:
        return False


@lru_cache(maxsize=8)
def _networks(proxies: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(proxy) for proxy in proxies if proxy != "unix")


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
