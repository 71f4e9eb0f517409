"""The house as the laws see it: its rooms, their floors, and their files."""

import ast
import configparser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "colonnade"
DOORS = frozenset({"web", "staff", "embed", "api", "edge"})


@dataclass(frozen=True)
class Source:
    """A module: whose it is, its path from the root, and its text."""

    room: str
    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Return the parsed text."""
        return ast.parse(self.text, self.path)

    @property
    def is_migration(self) -> bool:
        """Migrations speak of tables as they were, and are excused from some laws."""
        return "/migrations/" in self.path


@cache
def floors() -> dict[str, int]:
    """Return the floor of each room, 0 at the bottom; .importlinter is the only list."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    layers = parser["importlinter:contract:floors"]["layers"].split("\n")
    upward = [line for line in reversed(layers) if line.strip()]
    return {
        room.strip(" ()"): number for number, line in enumerate(upward) for room in line.split("|")
    }


def may_know(room: str, other: str) -> bool:
    """Tell whether a room may speak of another: itself, and what lies on floors below."""
    return room == other or floors()[other] < floors()[room]


@cache
def rooms() -> tuple[Path, ...]:
    """Return the folders of the rooms that are made."""
    return tuple(sorted(path for path in HOUSE.iterdir() if (path / "__init__.py").exists()))


@cache
def sources() -> tuple[Source, ...]:
    """Return every module of every room."""
    return tuple(_sources())


def _sources() -> Iterator[Source]:
    for room in rooms():
        for path in sorted(room.rglob("*.py")):
            yield Source(room.name, str(path.relative_to(ROOT)), path.read_text())


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of all that is imported: "a.b.c" for `from a.b import c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"
