"""A template's include is an import: it obeys the floors too."""

import re
from collections.abc import Iterator

import pytest

from tests.laws.house import HOUSE, ROOT, floors, may_know

REFERENCE = re.compile(r"""{%-?\s*(?:include|extends|import|from)\s+["']([a-z_]+)/""")


def foreign_rooms(room: str, text: str) -> Iterator[str]:
    """Yield the rooms above or beside this one whose templates the text names."""
    for other in REFERENCE.findall(text):
        if other in floors() and not may_know(room, other):
            yield other


def test_templates_name_only_rooms_below() -> None:
    broken = [
        f"{path.relative_to(ROOT)} names {other}"
        for kind in ("jinja2", "templates")
        for path in sorted(HOUSE.glob(f"*/{kind}/**/*"))
        if path.is_file()
        for other in foreign_rooms(path.relative_to(HOUSE).parts[0], path.read_text())
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("room", "text", "seen"),
    [
        ("discussion", '{% include "web/page.html" %}', ["web"]),
        ("staff", "{%- extends 'web/base.html' -%}", ["web"]),
        ("web", '{% from "discussion/comment.html" import comment %}', []),
        ("web", '{% include "web/page.html" %}', []),
    ],
)
def test_the_law_sees_what_breaks_it(room: str, text: str, seen: list[str]) -> None:
    assert list(foreign_rooms(room, text)) == seen
