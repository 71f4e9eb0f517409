"""Comments as records, with what is known and what is hinted of whom they answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from colonnade.kit.markup import Format
from colonnade.transfer.readers.capture.borders import NOBODY
from colonnade.transfer.readers.capture.draft import Draft
from colonnade.transfer.readers.capture.hints import hints_of, quoted
from colonnade.transfer.readers.capture.lines import fold
from colonnade.transfer.readers.capture.threads import Answer, Thread
from colonnade.transfer.records import Hint, SourceComment, State


def comments_of(drafts: Sequence[Draft], article: str, *, subject: str) -> Iterator[SourceComment]:
    """The records of all drafts.

    That a writer had an account is told where others of the page are "(not verified)" and she is
    not. Hints from the text are looked for only where no header says who is answered.
    """
    thread = Thread(drafts)
    quotes = quoted(drafts, article, thread)
    marked = any(draft.border is not None and draft.border.guest for draft in drafts)
    for index, draft in enumerate(drafts):
        answer = thread.answer(index)
        if answer.open and draft.border is not None:
            found = [*quotes.get(index, ()), *hints_of(index, thread)]
            answer = replace(answer, hints=_best(found))
        yield _record(draft, answer, subject=subject, marked=marked)


def _best(hints: Sequence[Hint]) -> tuple[Hint, ...]:
    """The surest hint for each comment, the surest first."""
    best: dict[str, Hint] = {}
    for hint in sorted(hints, key=lambda hint: -hint.confidence):
        best.setdefault(hint.parent, hint)
    return tuple(best.values())


def _record(draft: Draft, answer: Answer, *, subject: str, marked: bool) -> SourceComment:
    border = draft.border
    guest = border is None or border.guest or fold(border.name) in NOBODY
    return SourceComment(
        source=draft.source,
        line=draft.line,
        subject=subject,
        parent=answer.parent,
        answers=answer.answers,
        name=draft.name,
        account=marked and not guest,
        title=border.title if border else "",
        text=draft.text,
        format=Format.TEXT,
        created=draft.created,
        state=State.UNKNOWN,
        hints=answer.hints,
        cuts=draft.cuts,
    )
