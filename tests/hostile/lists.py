"""The lists of hostile text, and how much of each a run tries."""

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from tests.conftest import FULL
from tests.shared_data import shared

T = TypeVar("T")

OWN = [
    "</textarea><img src=x onerror=alert(1)>",
    "]]></content><script>alert(1)</script>",
    "<blockquote cite='x\nonfocus=alert(1) autofocus tabindex=1'>x</blockquote>",
    "[x](javascript:alert(1)) [x](  javascript:alert(1)) [x](JaVaScRiPt&colon;alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)> <data:text/html,<script>alert(1)</script>>",
    '![x](x" onerror="alert(1))',
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "${alert(1)} {{ alert(1) }} {% alert %} <%= alert(1) %>",
    "%(name)s %(site)s %s {0} {name}",
]
ATTACKS = ("dompurify-expect", "patt-intruders", "payloadbox-sample")


@cache
def attacks() -> list[str]:
    """Return our own payloads and every payload of the five attack lists, as they stand."""
    found = list(OWN)
    for name in ATTACKS:
        rows = json.loads(shared(f"xss/{name}.json").read_text(encoding="utf-8"))
        found += [row["payload"] for row in rows]
    rows = json.loads(shared("xss/html5lib-sanitizer-tests1.json").read_text(encoding="utf-8"))
    found += [row["input"] for row in rows]
    for path in sorted(shared("xss/bleach").glob("*.test")):
        found.append(path.read_text(encoding="utf-8").split("\n--")[0])
    return found


@cache
def trees() -> list[str]:
    """Return the inputs of html5lib's tests of how trees are built."""
    pattern = re.compile(r"^#data\n(.*?)\n#errors$", re.MULTILINE | re.DOTALL)
    files = sorted(shared("xss/html5lib-tree").iterdir())
    return [case for path in files for case in pattern.findall(path.read_text(encoding="utf-8"))]


@cache
def wordings() -> list[str]:
    """Return what Markdown is tried with: CommonMark's cases and the fixtures of our parser."""
    cases = json.loads(shared("markdown/commonmark.json").read_text(encoding="utf-8"))
    fixtures = sorted(shared("markdown/markdown-it-py").iterdir())
    parts = [re.split(r"(?m)^\.$", path.read_text(encoding="utf-8")) for path in fixtures]
    return [case["markdown"] for case in cases] + [text for part in parts for text in part]


@cache
def naughty() -> list[str]:
    """Return the naughty strings."""
    lines = json.loads(shared("text/blns.json").read_text(encoding="utf-8"))
    return [line if isinstance(line, str) else json.dumps(line) for line in lines]


@cache
def everything() -> list[str]:
    """Return all of it once, without what no form and no database can hold (NUL)."""
    found = [*attacks(), *trees(), *wordings(), *naughty()]
    return list(dict.fromkeys(one.replace("\x00", "") for one in found))


@cache
def crlf() -> list[str]:
    """Return what breaks out of a header where line ends get through, decoded and as it is."""
    listed = json.loads(shared("headers/patt-crlf.json").read_text(encoding="utf-8"))
    ends = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
    made = [f"Tide{end}Bcc: canary@example.org{end}X-Canary: 1" for end in ends]
    made += [f"Tïde{end}{end}<b>canary</b>" for end in ends]
    folded = [
        "Tide\r\n Bcc: canary@example.org",
        "Tide\n\tX-Canary: 1",
        "=?utf-8?q?a=0AX-Canary:1?=",
    ]
    return [*listed, *made, *folded, "\u560a\u560dX-Canary: 1", "%0d%0aX-Canary: 1"]


def some(cases: Sequence[T], *, one_of: int) -> list[T]:
    """Return all cases with --full, else one of so many, from the first to the last."""
    return list(cases) if FULL else list(cases[::one_of])


def tell(line: str) -> None:
    """Print a count that a reader of the log wants to see."""
    print(line)  # noqa: T201 - the figure of the proof
