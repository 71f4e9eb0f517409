"""One page and what is known of it as a whole, and what is seen of one comment on it."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from colonnade.transfer.readers.saved.body import Body
from colonnade.transfer.readers.saved.kinship import Answered
from colonnade.transfer.readers.saved.moments import Calendar
from colonnade.transfer.readers.saved.tree import Node, Tree
from colonnade.transfer.readers.saved.units import Unit

_SAYING = frozenset({"property", "itemprop", "rel"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A page, which lay on `host` ("" if nothing says where)."""

    tree: Tree
    body: Body
    calendar: Calendar
    host: str
    drupal: bool

    def shown(self, node: Node) -> bool:
        """Tell whether an element holds text to read."""
        return self.tree.shows_text(node.inner, node.stop)

    def own_path(self, address: str) -> str:
        """Return the path of an address on the page's own host, else ""."""
        parts = split(address)
        if parts is None or not (not parts.netloc or host_of(parts) == self.host):
            return ""
        return parts.path if parts.scheme in {"", "http", "https"} else ""

    def foreign(self, address: str) -> bool:
        """Tell whether an address leads to another site."""
        parts = split(address)
        return bool(parts and parts.scheme in {"http", "https"} and host_of(parts) != self.host)


@dataclass(slots=True)
class Seen:
    """A comment as the page shows it; its moments are not read yet, the likeliest first."""

    unit: Unit
    name: str = ""
    guest: bool = False
    account: bool = False
    website: str = ""
    title: str = ""
    text: str = ""
    ping: bool = False
    times: list[str] = field(default_factory=list)
    edited: str = ""
    answered: Answered = field(default_factory=Answered)
    addresses: list[str] = field(default_factory=list)


def split(address: str) -> SplitResult | None:
    """Return the parts of an address, or None where it is none."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


def host_of(parts: SplitResult) -> str:
    """Return the host of an address in one spelling."""
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www.")


def properties(node: Node) -> list[str]:
    """Return what RDFa and microdata say that an element is."""
    if not _SAYING.intersection(node.attributes):
        return []
    return f"{node.get('property')} {node.get('itemprop')} {node.get('rel')}".lower().split()
