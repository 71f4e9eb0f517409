"""The content security policy: what a browser may load on a page of ours."""

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from colonnade.kit.markup.foreign import foreign_parts
from colonnade.sites.look import Slot

# No inline script or style anywhere, nothing from another host, nobody frames us.
_BASE = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "connect-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
    "frame-ancestors": ("'none'",),
    "manifest-src": ("'self'",),
}
_PLAYED = ("frame-src", "media-src")


@lru_cache(maxsize=64)
def policy_with(
    slots: tuple[Slot, ...] = (), frames: tuple[str, ...] = (), *, framed_by: str = "'none'"
) -> str:
    """Return the policy of a page that carries this own HTML and may play videos of these hosts."""
    lists = {name: dict.fromkeys(sources) for name, sources in _BASE.items()}
    lists["frame-ancestors"] = {framed_by: None}
    for slot in slots:
        found = foreign_parts(slot.html)
        for name, host in found.loads:
            lists.setdefault(name, {})[host] = None
        for script in found.scripts:
            lists["script-src"][_hash(script)] = None
    for name, host in product(_PLAYED, frames):
        lists.setdefault(name, {})[host] = None
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in lists.items())


def hosts_of(slots: Iterable[Slot]) -> list[str]:
    """Return every host that this own HTML would make a browser ask, in order."""
    return sorted({host for slot in slots for host in foreign_parts(slot.html).hosts})


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


CSP = policy_with()
