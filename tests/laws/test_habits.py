"""Small habits: rooms introduce themselves, tests do not sleep, locks hold no address."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.laws.house import ROOT, imports, rooms


def introduces_itself(text: str) -> bool:
    """Tell whether a room's docstring says what lives there and what it may import."""
    docstring = ast.get_docstring(ast.parse(text)) or ""
    return "May import" in docstring and not docstring.startswith("May import")


def sleeps(text: str) -> Iterator[int]:
    """Yield the lines that wait for time to pass instead of for a condition."""
    tree = ast.parse(text)
    for line, name in imports(tree):
        if name == "time.sleep":
            yield line
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "time.sleep":
            yield node.lineno


def test_every_room_introduces_itself() -> None:
    silent = [room.name for room in rooms() if not _init_introduces(room)]
    assert not silent, f"say what lives there and what it may import: {silent}"


def test_tests_do_not_sleep() -> None:
    asleep = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for line in sleeps(path.read_text())
    ]
    assert not asleep, "\n".join(asleep)


def test_locks_hold_no_address() -> None:
    texts = {path.name: path.read_text() for path in (ROOT / "requirements").glob("*.txt")}
    assert {"runtime.txt", "dev.txt", "uv.txt"} <= set(texts)
    assert not [name for name, text in texts.items() if "://" in text]
    assert not [name for name, text in texts.items() if "--hash=sha256:" not in text]


def test_kit_leaves_django_asleep() -> None:
    kit = ROOT / "src" / "colonnade" / "kit"
    names = [
        "colonnade.kit." + ".".join(path.relative_to(kit).with_suffix("").parts)
        for path in sorted(kit.rglob("*.py"))
        if path.name != "__init__.py"
    ]
    program = (
        f"import sys, {', '.join(['colonnade.kit', *names])}; sys.exit('django' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_old_python_can_read_what_says_it_is_too_old() -> None:
    for name in ("bootstrap.py", "serve", "colonnade", "test", "check", "bench"):
        ast.parse((ROOT / "bin" / name).read_text(), name, feature_version=(3, 6))


def test_the_laws_see_what_breaks_them() -> None:
    assert not introduces_itself('"""Here live comments."""')
    assert not introduces_itself("")
    assert introduces_itself('"""Here live comments.\n\nMay import: kit."""')
    assert list(sleeps("import time\ntime.sleep(1)")) == [2]
    assert list(sleeps("from time import sleep")) == [1]
    assert not list(sleeps("import time\ntime.monotonic()"))


def _init_introduces(room: Path) -> bool:
    return introduces_itself((room / "__init__.py").read_text())
