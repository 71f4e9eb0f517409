"""The pages of docs/reference, printed from the code.

`python -m colonnade.project.reference --write` makes them anew, `--check` ends with 1 where one is
not what the code says.
"""

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from colonnade.project.refusing import raised

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "reference"

_PRINTED = "<!-- Printed by `python -m colonnade.project.reference --write`: do not edit. -->"
Rows = Sequence[tuple[str, ...]]


def pages() -> dict[str, str]:
    """Return the text of every page by its file's name."""
    return {name: f"{_PRINTED}\n\n{write()}" for name, write in _PAGES.items()}


def _settings() -> str:
    from dataclasses import fields

    from colonnade.project.config import EXPLANATIONS, Config
    from colonnade.sites.settings import SETTINGS

    defaults = {field.name: field.default for field in fields(Config)}
    operator = [
        (f"`{name}`", f"`COLONNADE_{name.upper()}`", _default(name, defaults[name]), words)
        for name, words in EXPLANATIONS.items()
    ]
    site = [
        (f"`{name}`", ", ".join(f"`{word}`" for word in setting.choices) or "–", setting.help)
        for name, setting in SETTINGS.items()
    ]
    return (
        "# Settings\n\n## The operator's\n\n"
        "In `colonnade.toml` in the data folder, or as variables of the environment, which win.\n"
        "`data` is set by `--data` or its variable alone.\n\n"
        + _table(("setting", "variable", "default", "meaning"), operator)
        + "\n## The site's\n\n"
        "On the owner's screen, or by `colonnade site set KEY VALUE`.\n\n"
        + _table(("setting", "words it takes", "meaning"), site)
    )


def _default(name: str, value: object) -> str:
    if name == "data":
        return "`./var`"
    if isinstance(value, bool):
        return "`on`" if value else "`off`"
    words = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"`{words}`" if words else "(empty)"


def _events() -> str:
    from dataclasses import fields

    from colonnade.project.wiring import WIRING

    rows = [
        (
            f"`{event.__name__}`",
            ", ".join(f"`{field.name}`" for field in fields(event)),
            _first_line(event.__doc__),
            ", then ".join(f"`{handler.__module__}.{handler.__qualname__}`" for handler in told),
        )
        for event, told in WIRING.items()
    ]
    return (
        "# Events\n\nKept in the transaction that caused them, delivered by the worker in this"
        " order.\n\n" + _table(("event", "carries", "means", "is told to"), rows)
    )


def _refusals() -> str:
    from colonnade.api.problems import OWN
    from colonnade.flows.sentences import SENTENCES

    kinds: dict[str, set[str]] = defaultdict(set)
    for found in raised():
        kinds[found.code].add(found.kind)
    rows = [
        (f"`{code}`", _kinds(kinds[code]), _plain(words))
        for code, words in sorted(SENTENCES.items())
    ]
    own = [(f"`{code}`", str(status), words) for code, (status, words) in sorted(OWN.items())]
    return (
        "# Refusals\n\nHow Colonnade says no: a stable code for programs, a kind, and a sentence"
        " for people.\nA word in capitals stands for what the sentence names.\n\n"
        + _table(("code", "kind (HTTP status)", "sentence"), rows)
        + "\n## Only the API's\n\n"
        + _table(("code", "HTTP status", "sentence"), own)
    )


def _kinds(found: set[str]) -> str:
    from colonnade.flows.sentences import STATUS
    from colonnade.kit.refusals import Kind

    return ", ".join(f"{kind} ({STATUS[Kind(kind)]})" for kind in sorted(found) if kind)


def _plain(words: str) -> str:
    """Return a sentence with its places named in capitals."""

    class Names(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return name.upper()

    return words % Names() if "%(" in words else words


def _addresses() -> str:
    from colonnade.project.addresses import DOORS, addresses

    listed = addresses()
    parts = [
        f"\n## {title}\n\n"
        + _table(
            ("address", "what"),
            [(f"`{one.path}`", one.words) for one in listed if one.door == door],
        )
        for door, title in DOORS.items()
    ]
    return "# Addresses\n\nEvery address that this version answers, door by door.\n" + "".join(
        parts
    )


def _table(heads: tuple[str, ...], rows: Rows) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def _first_line(docstring: str | None) -> str:
    return (docstring or "").strip().partition("\n")[0]


_PAGES: dict[str, Callable[[], str]] = {
    "settings.md": _settings,
    "events.md": _events,
    "refusals.md": _refusals,
    "addresses.md": _addresses,
}


def stale() -> Iterator[str]:
    """Yield the names of pages that do not say what the code says."""
    for name, text in pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield name


def main(words: list[str]) -> int:
    """Write or check the pages; return the exit status."""
    if words == ["--write"]:
        for name in list(stale()):
            (FOLDER / name).write_text(pages()[name], encoding="utf-8")
        return 0
    if words == ["--check"]:
        old = list(stale())
        if old:
            sys.stderr.write(f"docs/reference is not up to date: {', '.join(old)}. Run --write.\n")
        return 1 if old else 0
    sys.stderr.write("Say --write or --check.\n")
    return 2


if __name__ == "__main__":
    import django

    with tempfile.TemporaryDirectory() as scratch:
        os.environ["COLONNADE_DATA"] = scratch
        os.environ["DJANGO_SETTINGS_MODULE"] = "colonnade.project.settings"
        django.setup()
        sys.exit(main(sys.argv[1:]))
