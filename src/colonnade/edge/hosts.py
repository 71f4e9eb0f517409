"""The names under which the site answers."""

from colonnade.edge.collaborators import Getter

_KNOWN_MOST = 256


class Hosts:
    """Knows them: `*` is any, `.example.org` all below and itself."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self._any = "*" in hosts
        self._hosts = tuple(host.lower() for host in hosts)
        self._known: dict[str, bool] = {}

    def is_ours(self, headers: Getter) -> bool:
        """Return whether a request is addressed to the site."""
        return self._any or self.has(headers.get("host") or "")

    def has(self, host: str) -> bool:
        """Return whether a Host header, with its port, is one of the names."""
        if self._any:
            return True
        known = self._known.get(host)
        if known is None:
            known = self._is_named(host)
            if len(self._known) >= _KNOWN_MOST:
                self._known.clear()
            self._known[host] = known
        return known

    def _is_named(self, host: str) -> bool:
        name, _, port = host.lower().rpartition(":")
        if not name or not port.isdigit():
            name = host.lower()
        return any(
            name == known or (known.startswith(".") and f".{name}".endswith(known))
            for known in self._hosts
        )
