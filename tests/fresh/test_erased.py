"""After an erasure no finished page that is kept shows her any more: each was spoiled."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from colonnade.discussion.models import Comment, Thread
from colonnade.discussion.reading import thread_of
from colonnade.flows.decide import decide
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.erase import carry_out
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import rename
from colonnade.people.actions.erasing import note_erased
from colonnade.people.models import Person
from colonnade.people.reading import actor_of
from colonnade.sites.reading import current_site
from tests.factories import deliver_all, make_comment, there
from tests.fresh.keeper import Keeper
from tests.fresh.world import World

pytestmark = pytest.mark.django_db(transaction=True)

NAME, WORDS = "Wyvernia Quol", "The fjordkrapf sails at dawn."


@pytest.mark.parametrize("texts", [True, False])
def test_no_kept_page_shows_her(texts, settings, tmp_path: Path):
    settings.DATA = tmp_path
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        world = World(7)
        handle = _somebody_everywhere(world)
        keeper = Keeper(world.dice)
        keeper.look("before", world.addresses())
        assert _showing(keeper, NAME) > 5
        assert _showing(keeper, "fjordkrapf") > 3
        carry_out(erasure=note_erased(word=handle, texts=texts))
        keeper.look("erase", world.addresses())
        assert _showing(keeper, NAME) == 0
        assert bool(_showing(keeper, "fjordkrapf")) is not texts
        deliver_all()
        keeper.look("deliver", world.addresses())


def _somebody_everywhere(world: World) -> str:
    """Let one of the members have her name on many pages, and others quote and call her."""
    rename(person=world.members[0].person or 0, name=NAME)
    her = actor_of(Person.objects.get(pk=there(world.members[0].person)))
    rows = Thread.objects.filter(visible__gt=0)[:2]
    threads = [there(thread_of(current_site(), row.public_id)) for row in rows]
    for thread in threads:
        mine = make_comment(thread, author=her, body=WORDS)
        quoted = make_comment(thread, parent=mine, body=f"> {WORDS}\n\nNo, @{NAME}.")
        other = Comment.objects.select_related("person").get(public_id=quoted)
        assert other.person is not None
        again = f"> {WORDS}\n\nYes, @{NAME}."
        edit_comment(actor=actor_of(other.person), comment=quoted, body=again)
    gone = make_comment(threads[0], author=her, body=WORDS)
    make_comment(threads[0], parent=gone, body="An answer.")
    decide(actor=world.owner, comment=gone, act="remove", reason=NAME, ground=Ground(law="A law"))
    deliver_all()
    return her.handle


def _showing(keeper: Keeper, words: str) -> int:
    return sum(words in copy.body for copy in keeper._kept.values())
