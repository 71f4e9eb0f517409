"""Giants begin as small files: where a file, a function or a list of parameters must stop."""

import ast
from collections.abc import Iterator

from tests.laws.house import ROOT

FILE_LINES = 400
FUNCTION_LINES = 50
PARAMETERS = 7

# Lists and tables, by name, each with its reason.
EXCUSED: dict[str, str] = {}


def oversized(path: str, text: str) -> Iterator[str]:
    """Yield a sentence for everything that is too large."""
    if len(text.splitlines()) > FILE_LINES:
        yield f"{path} has more than {FILE_LINES} lines"
    for node in ast.walk(ast.parse(text, path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{path}: {node.name}"
            if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES and name not in EXCUSED:
                yield f"{name} has more than {FUNCTION_LINES} lines"
            given = node.args
            if len(given.posonlyargs + given.args + given.kwonlyargs) > PARAMETERS:
                yield f"{name} has more than {PARAMETERS} parameters"


def test_nothing_is_oversized() -> None:
    files = [
        path
        for folder in ("src", "tests", "tools", "bin", "bench")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]
    assert files
    broken = [
        line for path in files for line in oversized(str(path.relative_to(ROOT)), path.read_text())
    ]
    assert not broken, "\n".join(broken)


def test_the_law_sees_giants() -> None:
    assert list(oversized("x", "\n" * (FILE_LINES + 1)))
    assert list(oversized("x", "def f():\n" + "    a = 1\n" * FUNCTION_LINES))
    assert list(oversized("x", "def f(a, b, c, d, *, e, f, g, h): ..."))
    assert not list(oversized("x", "def f():\n" + "    a = 1\n" * (FUNCTION_LINES - 1)))
