"""Which refusals the code can raise, read from the code itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from colonnade.kit.refusals import Kind

_SOURCE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Raised:
    """One place that says no: `code` and `kind` are empty where they are not written there."""

    place: str
    code: str
    kind: str


def raised() -> list[Raised]:
    """Return every place where a Refusal, or a gate's refusing verdict, is made."""
    return [
        found
        for path in sorted(_SOURCE.rglob("*.py"))
        for found in raised_in(path.read_text(encoding="utf-8"), str(path.relative_to(_SOURCE)))
    ]


def raised_in(text: str, path: str) -> Iterator[Raised]:
    """Yield the same for the text of one module."""
    for node in ast.walk(ast.parse(text, path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            # Other calls may name kinds of other sorts: those of records.
            says_no = node.func.id in {"Refusal", "Verdict"}
            words = [_word(argument) for argument in node.args] if says_no else []
            if node.func.id == "Refusal":
                yield Raised(f"{path}:{node.lineno}", *_first_two(words))
            elif node.func.id == "Verdict" and words[:1] == ["refuse"]:
                kinds = words[2:3] or [Kind.DENIED]
                yield Raised(f"{path}:{node.lineno}", *_first_two([*words[1:2], *kinds]))


def _first_two(words: list[str]) -> tuple[str, str]:
    first, second, *_ = (*words, "", "")
    return first, second


def _word(node: ast.expr) -> str:
    """Return a literal's text, or a kind's word; "" for anything worked out at run time."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Kind":
        return Kind[node.attr]
    return ""
