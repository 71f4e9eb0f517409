"""Erase again whom a backup has brought back."""

from collections.abc import Iterable

from colonnade.flows.erase import carry_out
from colonnade.flows.erased_list import write_list
from colonnade.people.actions.erasing import note_erased
from colonnade.people.erased import Erased
from colonnade.people.erasures import erased, whom_of_word


def erase_again(*, people: Iterable[Erased]) -> list[str]:
    """Erase whoever of the list is there again; return the words of those who were.

    Whoever is not there is kept on the list all the same.
    """
    known, found = {one.word for one in erased()}, []
    for one in people:
        is_there = whom_of_word(one.word) is not None
        if is_there:
            found.append(one.word)
        if is_there or one.word not in known:
            erasure = note_erased(word=one.word, texts=one.texts)
            # She was told when it was done first.
            carry_out(erasure=erasure, tell=False)
    write_list()
    return found
