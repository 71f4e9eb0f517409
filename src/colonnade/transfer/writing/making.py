"""What a comment's text becomes: pure, so that child processes can do it; knows no Django."""

from typing import NamedTuple

from colonnade.kit.markup import Format, render
from colonnade.kit.markup.excerpt import excerpt
from colonnade.transfer.integrity import examine


class Fault(NamedTuple):
    """A finding of `integrity`, as it travels."""

    kind: str
    certainty: str
    start: int
    before: str
    after: str


class Made(NamedTuple):
    """A text rendered and examined; `repaired` "" where nothing was, `excerpt` of what stands."""

    html: str
    excerpt: str
    marks: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    repaired: str = ""
    repaired_html: str = ""


def make(text: str, how: str) -> Made:
    """Render and examine one text of this format."""
    form = Format(how)
    html = render(text, form)
    examined = examine(text, form)
    faults = tuple(
        Fault(str(one.kind), str(one.certainty), one.start, one.before, one.after)
        for one in examined.findings
    )
    marks = tuple(sorted(str(mark) for mark in examined.marks))
    if examined.repaired is None or examined.repaired == text:
        return Made(html, excerpt(html), marks, faults)
    better = render(examined.repaired, form)
    return Made(html, excerpt(better), marks, faults, examined.repaired, better)
