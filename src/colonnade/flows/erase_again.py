"""Erase again whom a backup has brought back."""

from collections.abc import Iterable, Sequence

from colonnade.flows.erase import carry_out
from colonnade.flows.erased_list import write_list
from colonnade.flows.imported import imported
from colonnade.people.actions.erasing import note_erased, note_erased_marks
from colonnade.people.erased import Erased
from colonnade.people.erasures import erased, whom_of_word


def erase_again(*, people: Iterable[Erased]) -> list[str]:
    """Erase whoever of the list is there again; return the words of those who were.

    Whoever is not there is kept on the list all the same.
    """
    found, others = list[str](), list[Erased]()
    for one in people:
        if whom_of_word(one.word) is None:
            others.append(one)
            continue
        found.append(one.word)
        # She was told when it was done first.
        carry_out(erasure=note_erased(word=one.word, texts=one.texts), tell=False)
    for texts in (True, False):
        marks = [one.word for one in others if one.texts == texts]
        found += _erase_imported(marks, texts=texts)
    write_list()
    return found


def _erase_imported(words: Sequence[str], *, texts: bool) -> list[str]:
    """Erase whose comments are there again; return a word where there were any.

    How many people they are, marks do not tell. What leads to nobody is kept: a later import asks
    for it.
    """
    if not words:
        return []
    part, known = imported(), {one.word for one in erased()}
    there = sorted(part.found(words).comments)
    fresh = [word for word in words if word not in known]
    if there or fresh:
        carry_out(erasure=note_erased_marks(marks=words, texts=texts))
    return there[:1]
