"""After an erasure nothing leads to her: not a row, not a word of the index, not a file."""

from pathlib import Path

import pytest
from django.core import mail

from colonnade.discussion.models import Comment, Thread
from colonnade.flows import erase
from colonnade.flows.ask_erase import ask_erase, ask_erase_for, keep_after_all
from colonnade.flows.erase_again import erase_again
from colonnade.flows.erased_list import erased_in
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.models import Appeal, Case, Decision, LogEntry, Report
from colonnade.people.actions.erasing import note_erased
from colonnade.people.erasures import Erased, erasure_of
from colonnade.people.models import Erasure, Guest, Person
from colonnade.people.reading import actor_of
from colonnade.people.whom import whom_of
from tests.erasing import dump, world
from tests.factories import deliver_all, fresh, make_actor, make_comment, make_person, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA = tmp_path
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.MAIL_GOES_TO_FILES = True


def carried_out(her: world.World, *, texts: bool = True) -> str:
    """Erase her now; return her word."""
    whom = whom_of(person=her.her.person, guest=her.her.guest)
    assert whom is not None
    erase.carry_out(erasure=note_erased(word=whom.word, texts=texts))
    deliver_all()
    return whom.word


@pytest.mark.parametrize("make", [world.member, world.guest])
def test_nothing_of_hers_is_found_anywhere(make):
    her = make()
    assert len(dump.hits(world.CANARIES)) > 20
    carried_out(her)
    assert dump.hits(world.CANARIES) == set()
