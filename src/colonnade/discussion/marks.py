"""What readers should know of an imported comment: codes, and the sentences that they stand for.

`account` (its writer had an account there, so nothing says that the name is not verified) and
`undated` (no time is shown) have no sentence: they change what the heading says. Nor has
`noindex`, which machines read.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

ACCOUNT = "account"
ABSENT = "absent"
UNDATED = "undated"
UNKNOWN = "unknown"
INFERRED = "inferred"
# No mark, but the note of a tombstone: what stood there was erased at its writer's wish.
ERASED = "erased"

# Search engines are asked to leave it out: by a moderator, never by an import.
NOINDEX = "noindex"

# In the order in which readers meet them.
SENTENCES = {
    UNKNOWN: _(
        "Author and borders unknown: this may be several comments, kept as they were found."
    ),
    INFERRED: _("A moderator joined this reply to the comment it seems to answer."),
    "lost": _("Some letters of this comment were lost before it came here."),
    "garbled": _("Some signs of this comment were garbled before it came here."),
    "repaired": _("Garbled letters of this comment were put right. The text as it came is kept."),
    "cut": _("A part of this comment, or of a link in it, was cut off before it came here."),
    "unlinked": _("This comment speaks of a link that did not come with it."),
}
CODES = frozenset({*SENTENCES, ACCOUNT, ABSENT, UNDATED, NOINDEX})


def marks_from(column: str) -> tuple[str, ...]:
    """Return the codes that a row keeps, divided by commas."""
    return tuple(column.split(",")) if column else ()


def stored(marks: Iterable[str]) -> str:
    """Return codes as a row keeps them."""
    return ",".join(sorted(set(marks)))


def sentences_of(marks: Iterable[str]) -> list[str]:
    """Return what readers are told, in the language that is spoken now."""
    kept = set(marks)
    return [str(words) for code, words in SENTENCES.items() if code in kept]
