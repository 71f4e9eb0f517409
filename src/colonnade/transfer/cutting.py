"""Make several comments of a text that held them without borders, and one text again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from colonnade.discussion.actions import (
    AddedComment,
    LoadedText,
    LoadedWording,
    RevisedComment,
    add_loaded,
    difference,
    put_back,
    remove_loaded_comments,
    restore_loaded,
    revise_loaded,
    standing_of,
)
from colonnade.discussion.marks import UNKNOWN, marks_from, stored
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, Wording, comment_for, source_for
from colonnade.discussion.reading.loaded import marks_and_parent
from colonnade.kit.markup import Format
from colonnade.kit.refusals import Kind, Refusal
from colonnade.search.actions import forget_many
from colonnade.transfer import names
from colonnade.transfer.staged import NAME_LIMIT
from colonnade.transfer.writing.making import make


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] is one comment; `author` may be ""."""

    start: int
    end: int
    author: str


def cut(*, comment: str, pieces: Sequence[Piece], note: str) -> dict[str, Any]:
    """Put the pieces of a comment's text into its thread, remove the whole with this note.

    Return, fit for JSON, what `join` needs. Raises Refusal comment_missing, cut_invalid,
    name_too_long.
    """
    whole = comment_for(STAFF, comment)
    if whole is None or whole.visibility not in {"visible", "held"}:
        raise Refusal("comment_missing", Kind.MISSING)
    wording = source_for(whole)
    _insist(pieces, wording.source)
    before = standing_of(whole.thread)
    marks, parent = marks_and_parent(comment)
    kept = set(marks_from(marks)) - {UNKNOWN}
    added = [
        AddedComment(parent, whole.visibility, _text(whole, wording, piece, kept))
        for piece in pieces
    ]
    add_loaded(thread=whole.thread, comments=added, told=True)
    revised = revise_loaded(
        comment=comment, revised=RevisedComment(visibility="removed", note=note)
    )
    after = standing_of(whole.thread)
    return {
        "pieces": [one.text.public_id for one in added],
        "whole": revised,
        "standing": difference(before, after),
        "after": after.digest,
    }


def join(*, comment: str, done: Mapping[str, Any]) -> None:
    """Let the whole stand again and its pieces go, where nothing has happened to the thread.

    Raises Refusal cut_answered.
    """
    whole = comment_for(STAFF, comment)
    if whole is None or standing_of(whole.thread).digest != done["after"]:
        raise Refusal("cut_answered", Kind.CONFLICT)
    forget_many(comments=remove_loaded_comments(comments=done["pieces"]))
    restore_loaded(comment=comment, before=done["whole"])
    put_back(thread=whole.thread, before=done["standing"])


def _insist(pieces: Sequence[Piece], text: str) -> None:
    end = 0
    for piece in pieces:
        if not end <= piece.start < piece.end <= len(text) or not _words(text, piece):
            raise Refusal("cut_invalid", Kind.INVALID)
        if len(_name(piece)) > NAME_LIMIT:
            raise Refusal("name_too_long", Kind.INVALID, max=NAME_LIMIT)
        end = piece.end
    if not pieces:
        raise Refusal("cut_invalid", Kind.INVALID)


def _words(text: str, piece: Piece) -> str:
    return text[piece.start : piece.end].strip()


def _name(piece: Piece) -> str:
    return " ".join(piece.author.split())


def _text(whole: Detail, wording: Wording, piece: Piece, marks: set[str]) -> LoadedText:
    source, form = _words(wording.source, piece), Format(wording.format)
    made = make(source, form.value)
    shown = whole.visibility == "visible"
    return LoadedText(
        public_id=names.public_id(whole.id, "piece", str(piece.start)),
        key=names.key_of(whole.id, f"piece:{piece.start}"),
        created=whole.created,
        edited=None,
        excerpt=made.excerpt,
        wordings=(LoadedWording(source, form, made.html, whole.created, shown),),
        guest_name=_name(piece),
        marks=stored(marks | set(made.marks)),
    )
