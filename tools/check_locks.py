"""Tell whether the locks fit what was asked for, offline: tools/lock makes them anew."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
NAMES = ("runtime", "dev", "uv")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?P<rest>.*?)$", re.MULTILINE)


def asked(text: str) -> list[Requirement]:
    """Return the requirements of an .in file, less its comments and inclusions."""
    lines = (line.partition(" #")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def pinned(text: str) -> dict[str, str]:
    """Return name -> version of a lock."""
    return {canonicalize_name(pin["name"]): pin["version"] for pin in PIN.finditer(text)}


def complaints(requirements: list[Requirement], lock: str) -> list[str]:
    """Return what is wrong with a lock, a sentence each."""
    pins = pinned(lock)
    found = []
    for wanted in requirements:
        version = pins.get(canonicalize_name(wanted.name))
        if version is None:
            found.append(f"{wanted} is not locked")
        elif not wanted.specifier.contains(version, prereleases=True):
            found.append(f"{wanted} is locked as {version}")
    found += [
        f"no hash: {entry.splitlines()[0]}"
        for entry in re.split(r"\n(?=\S)", lock)
        if PIN.match(entry) and "--hash=sha256:" not in entry
    ]
    if "://" in lock:
        found.append("holds an address")
    return found


def all_complaints() -> list[str]:
    """Check the three locks, and the lists that must say the same."""
    texts = {name: (FOLDER / f"{name}.txt").read_text() for name in NAMES}
    wishes = {name: asked((FOLDER / f"{name}.in").read_text()) for name in NAMES}
    found = [
        f"requirements/{name}.txt: {complaint}"
        for name in NAMES
        for complaint in complaints(wishes[name], texts[name])
    ]
    # bin/bootstrap.py takes an environment made from the dev lock for a runtime one.
    dev = pinned(texts["dev"])
    found += [
        f"requirements/dev.txt: {name} is not {version} as in runtime.txt"
        for name, version in pinned(texts["runtime"]).items()
        if dev.get(name) != version
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    if {str(Requirement(line)) for line in project["dependencies"]} != {
        str(wanted) for wanted in wishes["runtime"]
    }:
        found.append("pyproject.toml: dependencies are not those of requirements/runtime.in")
    return found


if __name__ == "__main__":
    wrong = all_complaints()
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)
