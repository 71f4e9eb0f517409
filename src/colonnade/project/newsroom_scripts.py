"""The few inline scripts that Wagtail's widgets begin with, known by their shape.

The newsroom's policy allows no inline script but these: a call of one of the functions below with
data alone. Whatever else got into a page, by whatever fault, has no hash and does not run.
"""

import base64
import hashlib
import json
import re

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CALL = re.compile(
    r"(?:init(?:DateTime|Date|Time)Chooser|new (?:Chooser|ImageChooser|PageChooser|SnippetChooser))"
    r"\((?P<arguments>.*)\);",
    re.DOTALL,
)
_PANEL = re.compile(
    r"\s*\(function\(\) \{\s*var panel = new InlinePanel\(JSON\.parse\(\"[^\"<>\n]*\"\)\);"
    r"\s*\}\)\(\);\s*"
)


# The tool that marks a part of a picture asks in this way whether there is a touch screen: the
# handler does nothing, and no other text has this hash.
TOUCH_TEST = "return;"


def inline_hashes(html: str) -> list[str]:
    """Return the policy's sources for the known inline scripts of a page, each once."""
    known = dict.fromkeys(text for text in _INLINE.findall(html) if is_known(text))
    return [source_of(text) for text in known]


def is_known(script: str) -> bool:
    """Return whether a script is one of Wagtail's beginnings, with data and nothing else."""
    if _PANEL.fullmatch(script):
        return True
    call = _CALL.fullmatch(script)
    return call is not None and _is_data(call["arguments"])


def _is_data(arguments: str) -> bool:
    try:
        json.loads(f"[{arguments}]")
    except ValueError:
        return False
    return True


def source_of(script: str) -> str:
    """Return what the policy calls a script of this text."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
