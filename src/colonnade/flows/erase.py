"""Erase a person, a guest, or somebody of an import: asked for, waited a day, nothing stays half.

Each step is one transaction and may be done again: one that is killed goes on where it was. What
stays is every reply, every count, every decision without name and words, and the public log.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.discussion.actions import erasing as texts
from colonnade.discussion.quoting import Eraser
from colonnade.discussion.reading import Writer
from colonnade.flows.erased_list import write_list
from colonnade.flows.imported import Beside, imported
from colonnade.flows.tell_erased import tell_done
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import erasing as records
from colonnade.moderation.actions import keep_decision, settle_case
from colonnade.moderation.log.keeping import lock_log
from colonnade.moderation.ruling import Ruling
from colonnade.moderation.table import GUEST, PERSON
from colonnade.notify.actions import forget_letters
from colonnade.outbox.actions import empty_log, forget_in_errors, overwrite_what_goes
from colonnade.people.actions import erasing as people
from colonnade.people.actions.barring import close_account
from colonnade.people.erasures import (
    Pending,
    erasure_named,
    erasures_due,
    mail_of,
    mails_of,
    picture_of,
    pictures_in_use,
    whom_of_word,
)
from colonnade.people.reading import Actor
from colonnade.people.whom import Whom
from colonnade.search.actions import forget_many, index, purge
from colonnade.search.comments import comment_documents
from colonnade.sites.speech import site_speech

_AGAIN = timedelta(hours=24)
# Where nothing is in the way but an import that works.
_SOON = timedelta(minutes=10)
_PASSING = {"import_running"}
# Shorter names stand in other words, too.
_NAME_LEAST = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom one erasure is about, and what must not be found afterwards.

    Without `whom`: somebody whose comments an import brought.
    """

    whom: Whom | None
    writer: Writer | texts.Chosen
    names: tuple[str, ...]
    mails: tuple[str, ...]


def erase_due() -> int:
    """Carry out what is due; return how many. One that cannot be is tried again a day later."""
    count = 0
    for wish in erasures_due():
        try:
            carry_out(erasure=wish.id)
            count += 1
        except Refusal as refusal:
            _log.warning("An erasure waits for another day: %s", refusal.code)
            wait = _SOON if refusal.code in _PASSING else _AGAIN
            people.delay_erasure(erasure=wish.id, until=clock.now() + wait)
    if count:
        write_list()
    return count


def carry_out(*, erasure: str, tell: bool = True) -> None:
    """Erase now, and tell her; one that is done is left alone.

    Raises Refusal owner_last; of somebody of an import import_running or import_unfinished.
    """
    wish = erasure_named(erasure)
    if wish is None or wish.done is not None:
        return
    if wish.marks:
        _carry_out_imported(wish)
        return
    whom = whom_of_word(wish.word)
    if whom is None:
        people.settle_erasure(erasure=wish.id)
        return
    if whom.person is not None:
        close_account(person=whom.person)
    letter = mail_of(whom.person) if tell else ""
    subject = _subject(whom)
    overwrite_what_goes()
    with site_speech():
        _strike_calls(subject)
        _in_all_threads(wish, subject)
        if whom.person is not None:
            people.drop_pictures(picture=picture_of(whom.person))
        # Until there is nothing: somebody may write while this goes on.
        while not _finish(wish, subject):
            _in_all_threads(wish, subject)
        if letter:
            tell_done(to=letter, texts=wish.texts)
    # Once more: where mail goes to files, the last letter to her lies there now.
    forget_letters(addresses=subject.mails)
    empty_log()


def _carry_out_imported(wish: Pending) -> None:
    """Erase somebody whose comments an import brought; nobody writes as her meanwhile."""
    part = imported()
    with part.alone():
        whose = part.found(wish.marks)
        # From now on each of them is known as hers, also where this is killed.
        people.widen_erasure(erasure=wish.id, marks=whose.comments)
        subject = _Subject(None, texts.Chosen(whose.comments), whose.names, whose.mails)
        overwrite_what_goes()
        with site_speech():
            _in_all_threads(wish, subject)
            part.forget_apart(marks={*wish.marks, *whose.comments}, whose=whose)
            _finish_imported(wish, subject)
    empty_log()


def drop_lost_pictures() -> None:
    """Delete the files of portraits that nobody has any more."""
    people.drop_pictures_but(kept=pictures_in_use())


def _subject(whom: Whom) -> _Subject:
    if whom.person is not None:
        mails = tuple(mails_of(whom.person))
        return _Subject(whom, Writer(whom.person, None), (whom.name,), mails)
    guest = whom.guest or 0
    return _Subject(whom, Writer(None, guest), tuple(texts.guest_names(guest)), ())


def _in_place(subject: _Subject, thread: int) -> _Subject:
    """Return what there is of her in one discussion: of an import, by the names she has there."""
    if not isinstance(subject.writer, texts.Chosen):
        return subject
    chosen = texts.within(thread, subject.writer)
    return replace(subject, writer=chosen, names=texts.names_in(thread=thread, chosen=chosen))


def _eraser(subject: _Subject, sources: Sequence[str] = ()) -> Eraser:
    gone, nobody = _("[erased at the writer's wish]"), _("[name erased]")
    return Eraser(texts=sources, names=subject.names, gone=gone, nobody=nobody)


@transaction.atomic
def _strike_calls(subject: _Subject) -> None:
    """Take a member's name out wherever somebody calls it; a guest's may be another one's too."""
    if subject.whom is None or subject.whom.person is None:
        return
    for name in subject.names:
        changed = texts.reword_callers(name=name, eraser=_eraser(subject))
        _follow(changed)


def _in_all_threads(wish: Pending, subject: _Subject) -> None:
    for thread in texts.threads_of(subject.writer):
        _in_thread(thread, subject, with_texts=wish.texts)
    purge()


@transaction.atomic
def _in_thread(thread: int, subject: _Subject, *, with_texts: bool) -> None:
    """Erase in one discussion: what she wrote, what quotes it, and what was said about it."""
    subject = _in_place(subject, thread)
    sources = texts.sources_in(thread=thread, writer=subject.writer) if with_texts else []
    eraser = _eraser(subject, sources)
    if with_texts:
        mine = texts.erase_texts(thread=thread, writer=subject.writer)
        forget_many(comments=mine.values())
        for comment in records.open_cases(list(mine)):
            settle_case(comment=comment, state="gone", revision=0)
        records.forget_texts_of(comments=list(mine))
    else:
        mine = texts.take_name_off(thread=thread, writer=subject.writer, eraser=eraser)
        records.forget_name_in(comments=list(mine), strike=eraser.without_names)
        index(documents=comment_documents(comments=list(mine)))
    others = texts.reword_others(thread=thread, eraser=eraser)
    _follow(others)
    if subject.whom is None:
        beside = Beside(frozenset(mine), frozenset(others), with_texts)
        imported().forget(beside=beside, strike=eraser.without_names)


def _follow(changed: Sequence[str]) -> None:
    """Let the index and the scores know what others' comments say now."""
    if changed:
        index(documents=comment_documents(comments=changed))
        records.forget_scores(comments=changed)


@transaction.atomic
def _finish(wish: Pending, subject: _Subject) -> bool:
    """Forget who she was: the last step, after which there is nobody to be erased.

    Return False, and forget nothing, where she has written something meanwhile.
    """
    whom = subject.whom
    if whom is None:
        raise TypeError("somebody of an import")
    people.lock_for_good(whom=whom)
    if texts.threads_of(subject.writer):
        return False
    if wish.name:
        # Before what else decisions touch: they have the log first.
        lock_log()
    known = records.Forgotten(whom.word, whom.person, whom.guest, whom.name, subject.mails)
    records.forget_whom(whom=known)
    forget_in_errors(words=[*subject.mails, *subject.names])
    forget_letters(addresses=subject.mails)
    if whom.person is not None:
        people.remove_person(person=whom.person)
    elif whom.guest is not None:
        people.remove_guest(guest=whom.guest)
    if wish.name:
        _keep_record(wish, subject)
    people.settle_erasure(erasure=wish.id)
    return True


@transaction.atomic
def _finish_imported(wish: Pending, subject: _Subject) -> None:
    """Forget what else was kept of her address, and keep that it is done."""
    if wish.name:
        lock_log()
    records.forget_mails(mails=subject.mails)
    names = [name for name in subject.names if len(name) >= _NAME_LEAST]
    forget_in_errors(words=[*subject.mails, *names])
    forget_letters(addresses=subject.mails)
    if wish.name:
        _keep_record(wish, subject)
    people.settle_erasure(erasure=wish.id)


def _keep_record(wish: Pending, subject: _Subject) -> None:
    """Keep that an owner asked for it, and why: the public log tells it, without a name."""
    ruling = Ruling(
        wish.word,
        "erase",
        "free",
        "erased",
        kind=PERSON if subject.whom and subject.whom.person is not None else GUEST,
        reason=_eraser(subject).without_names(wish.reason),
    )
    keep_decision(actor=Actor(person=wish.by, name=wish.name, role="owner"), ruling=ruling)
