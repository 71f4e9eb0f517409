"""Signs that were escaped twice, so that readers see "&quot;"."""

import re
from collections.abc import Iterator
from itertools import islice

from colonnade.transfer.integrity.findings import CERTAIN, MOST, UNKNOWABLE, Found, found
from colonnade.transfer.integrity.view import View

_ENTITY = re.compile(
    r"&(?:amp;)*(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[lr]aquo|"
    r"[mn]dash|hellip|copy|reg|trade|euro|pound|deg|sect|middot|bull|shy|szlig|eth|thorn|"
    r"[A-Za-z](?:acute|grave|uml|circ|tilde|cedil|ring|slash|caron)|(?:ae|oe|AE|OE)lig);"
)
# Somebody who speaks of entities writes them.
_TALK = re.compile(r"(?<![./\w])(?:html|xml)\b|\bentit|\bescap|\bmarkup\b|`|<code", re.IGNORECASE)


def find_double_entities(view: View, source: str) -> Iterator[Found]:
    """Yield the entities that a reader sees as they are written."""
    if "&" not in view.text or not _ENTITY.search(view.text):
        return
    certainty = UNKNOWABLE if _TALK.search(source) else CERTAIN
    for match in islice(_ENTITY.finditer(view.text), MOST):
        yield found("entities", certainty, view.text, match.span(), view.at(match.start()))
