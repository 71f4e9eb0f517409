"""Cut a text whose authors and borders are not known into comments: tick, name, look, keep.

Nothing is changed before the last press, and what was ticked and typed goes along to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from colonnade.flows.decidable import decidable
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators
from colonnade.staff.pages import number_from, see, staff_page
from colonnade.transfer.deciding import cut_text
from colonnade.transfer.reviewing import UncutText, uncut_text_of

_BORDER = re.compile(r"\n[^\S\n]*\n+|\n")
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A line or paragraph of the text where a comment may begin."""

    start: int
    text: str
    ticked: bool
    likely: int | None
    """How sure the proposal is that one begins here, of a hundred; None where there is none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A comment to be: text[start:end]; `author` may be empty."""

    start: int
    end: int
    text: str
    author: str


@for_moderators
@require_http_methods(["GET", "POST"])
def cut(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Show where comments may begin; then the pieces with their names; then keep them."""
    decidable(actor, comment)
    whole = uncut_text_of(comment)
    if whole is None:
        raise Refusal("comment_missing", Kind.MISSING)
    step = request.POST.get("step", "")
    if request.method == "GET" or step == "back":
        return _ticking(request, actor, whole)
    pieces = _pieces(request, whole)
    if step != "keep":
        return _naming(request, actor, whole, pieces)
    try:
        cut_text(
            actor=actor,
            comment=comment,
            pieces=[(piece.start, piece.end, piece.author) for piece in pieces],
        )
    except Refusal as refusal:
        return _naming(request, actor, whole, pieces, refusal)
    return see(reverse("staff_thread", args=[whole.thread]), saved="1")


def _ticking(request: HttpRequest, actor: Actor, whole: UncutText) -> HttpResponse:
    ticked = _ticks(request) if request.method == "POST" else None
    segments = _segments(whole, ticked)
    return staff_page(request, actor, "cut.html", {"whole": whole, "segments": segments})


def _naming(
    request: HttpRequest,
    actor: Actor,
    whole: UncutText,
    pieces: Sequence[Piece],
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {"whole": whole, "pieces": pieces}
    return staff_page(request, actor, "cut_pieces.html", context, refusal=refusal)


def _segments(whole: UncutText, ticked: set[int] | None) -> list[Segment]:
    """Return the text in lines, parted also where a proposal says that a comment begins."""
    proposed = {one.start: one for one in whole.cuts}
    starts = sorted({0, *(m.end() for m in _BORDER.finditer(whole.text)), *proposed})
    starts = [start for start in starts if start < len(whole.text)]
    found = []
    for start, end in zip(starts, [*starts[1:], len(whole.text)], strict=True):
        one = proposed.get(start)
        likely = round(100 * one.confidence) if one else None
        chosen = one is not None and one.confidence >= _LIKELY
        found.append(
            Segment(
                start,
                whole.text[start:end].strip("\n"),
                start in ticked if ticked is not None else chosen,
                likely,
            )
        )
    return found


def _ticks(request: HttpRequest) -> set[int]:
    return {number_from(word) for word in request.POST.getlist("begins")}


def _pieces(request: HttpRequest, whole: UncutText) -> list[Piece]:
    """Return the pieces that the ticks make: all of the text, each letter once."""
    names = {one.start: one.author for one in whole.cuts}
    starts = sorted({0, *(tick for tick in _ticks(request) if tick < len(whole.text))})
    return [
        Piece(
            start,
            end,
            whole.text[start:end].strip("\n"),
            request.POST.get(f"name-{start}", names.get(start, "")),
        )
        for start, end in zip(starts, [*starts[1:], len(whole.text)], strict=True)
    ]
