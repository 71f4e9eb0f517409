"""Erase somebody whose comments an import brought: what is asked, and what imports forget."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from colonnade.discussion.nameless import Nameless, nameless, replies_to
from colonnade.flows.ask_erase import ask_erase_imported
from colonnade.flows.imported import Belongings, Beside
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor
from colonnade.transfer.folders import alone
from colonnade.transfer.forgetting import forget_in_files, forget_rows, forget_waiting
from colonnade.transfer.identities import kept_beside, kept_data, with_marks
from colonnade.transfer.leaving_out import Erased
from colonnade.transfer.models import Known, Run, RunState


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant: marks of addresses and accounts, and comments (public ids) one by one."""

    marks: frozenset[str]
    comments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What an erasure would touch, before anybody has said yes.

    `comments` are all of them, the newest first; `discussions` how many they stand in; `replies`
    those of others that stay below.
    """

    comments: tuple[Nameless, ...]
    discussions: int
    replies: int
    names: tuple[str, ...]


def try_erase(choice: Choice) -> Trial:
    """Return what an erasure would touch; nothing is written."""
    found = nameless(with_marks([*choice.marks, *choice.comments]))
    found.sort(key=lambda one: (one.created is not None, one.created, one.id), reverse=True)
    return Trial(
        tuple(found),
        len({one.thread for one in found}),
        replies_to([one.id for one in found]),
        tuple(sorted({one.name for one in found if one.name})),
    )


def ask_erase_of(
    *, actor: Actor, choice: Choice, texts: bool, reason: str, at_once: bool = False
) -> str:
    """Ask for the erasure and return its word; raises as `flows.ask_erase.ask_erase_imported`."""
    marks = {*choice.marks, *choice.comments}
    there = with_marks(marks) if marks else frozenset()
    return ask_erase_imported(
        actor=actor,
        marks=marks | there if there else (),
        texts=texts,
        reason=reason,
        at_once=at_once,
    )


class _Imported:
    """What the flow asks: see `flows.imported.Imported`."""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of imports."""
        with alone():
            half = Run.objects.filter(state=RunState.WRITING).first()
            if half is not None:
                raise Refusal(
                    "import_unfinished", Kind.CONFLICT, run=half.public_id, file=half.file_name
                )
            yield

    def found(self, marks: Collection[str]) -> Belongings:
        """Return comments, addresses and names."""
        comments = with_marks(marks)
        kept = kept_beside(comments).values()
        mails = {one.data["email"].strip() for one in kept if one.data.get("email", "").strip()}
        names = {one.name for one in nameless(comments) if one.name}
        names |= {one.data["name"] for one in kept if one.data.get("name")}
        return Belongings(comments, tuple(sorted(mails)), tuple(sorted(names)))

    def forget(self, *, beside: Beside, strike: Callable[[str], str]) -> None:
        """Forget the rows beside."""
        forget_rows(beside=beside, strike=strike)

    def forget_apart(self, *, marks: Collection[str], whose: Belongings) -> None:
        """Forget bylines' addresses, waiting runs and files."""
        _forget_byline_mails(whose.mails)
        forget_waiting(Erased(dict.fromkeys(marks, True)))
        forget_in_files(names=whose.names)


def _forget_byline_mails(mails: Collection[str]) -> None:
    """Forget her address where an import named her as an author, too; her byline stays."""
    wanted = {mail.casefold() for mail in mails}
    if not wanted:
        return
    rows = Known.objects.filter(kind="author", data__isnull=False)
    for row in rows.iterator(chunk_size=500):
        data = kept_data(row.data)
        if data.pop("email", "").strip().casefold() in wanted:
            row.data = data
            row.save(update_fields=["data"])


IMPORTED = _Imported()
