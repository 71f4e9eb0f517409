"""What went wrong with a text before it came here: found and listed, and little of it mended.

Pure functions, in time linear in the length of the text. A sound text costs a few looks for
the signs without which nothing can be wrong.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from colonnade.kit.markup import Format
from colonnade.transfer.integrity.entities import find_double_entities
from colonnade.transfer.integrity.findings import (
    CERTAIN,
    KINDS,
    REPAIRED,
    SOUND,
    UNKNOWABLE,
    Examined,
    Found,
)
from colonnade.transfer.integrity.lengths import find_cut_text
from colonnade.transfer.integrity.letters import find_lost_letters
from colonnade.transfer.integrity.links import find_cut_links
from colonnade.transfer.integrity.mojibake import find_mojibake
from colonnade.transfer.integrity.quotes import find_unbalanced_quotes
from colonnade.transfer.integrity.targets import find_gone_targets
from colonnade.transfer.integrity.view import View, view_of

__all__ = ["CERTAIN", "KINDS", "REPAIRED", "UNKNOWABLE", "Examined", "Found", "examine"]

# What readers are told. Of what may be the writer's own they hear nothing, but that words speak
# of a link where none is they can see for themselves.
_TOLD = {
    ("letters", CERTAIN): "lost",
    ("mojibake", CERTAIN): "garbled",
    ("mojibake", REPAIRED): "repaired",
    ("entities", CERTAIN): "garbled",
    ("link_cut", CERTAIN): "cut",
    ("length", CERTAIN): "cut",
    ("link_gone", CERTAIN): "unlinked",
    ("link_gone", UNKNOWABLE): "unlinked",
}


def examine(text: str, format: Format) -> Examined:  # noqa: A002 - the product's word for it
    """Return what is wrong with a comment's source; it is repaired where that is proven."""
    garbled: list[Found] = []
    mended: View | None = None
    if not text.isascii():
        garbled, mended = find_mojibake(text)
    others = list(_others(mended.text if mended else text, format))
    if mended:
        others = [replace(one, start=mended.at(one.start)) for one in others]
    if not garbled and not others:
        return SOUND
    return _examined([*garbled, *others], mended.text if mended else None)


def _others(text: str, format: Format) -> Iterator[Found]:  # noqa: A002
    view = view_of(text, format)
    if "?" in text or "\ufffd" in text:
        yield from find_lost_letters(view)
    if "&" in text:
        yield from find_double_entities(view, text)
    if "/" in text or "=" in text or ".htm" in text or ".php" in text:
        yield from find_cut_links(view, text)
    yield from find_gone_targets(view, text)
    yield from find_unbalanced_quotes(view)
    yield from find_cut_text(text, format)


def _examined(findings: Iterable[Found], repaired: str | None) -> Examined:
    in_order = tuple(sorted(findings, key=lambda one: one.start))
    told = (_TOLD.get((one.kind, one.certainty)) for one in in_order)
    return Examined(in_order, repaired, frozenset(mark for mark in told if mark))
