"""After any act, a copy of a page that no event spoiled is what the page is now.

This is what lets finished pages be kept: `bin/test --full` tries many more ways to break it.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from colonnade.articles.models import ArticlePage
from colonnade.discussion.models import Thread
from colonnade.discussion.reading import thread_of
from colonnade.kit.refusals import Refusal
from colonnade.outbox.models import Event
from colonnade.sites.reading import current_site
from colonnade.sites.speech import site_speech
from tests.factories import make_comment
from tests.fresh.acts import ACTS, Act, post
from tests.fresh.keeper import Keeper, Stale
from tests.fresh.picking import Nothing
from tests.fresh.world import World

pytestmark = pytest.mark.django_db(transaction=True)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTES = (0, 1, 30, 200)
# After the first look; an act that has nothing to act on, or is refused, is tried so often.
PAGES, TRIES = 8, 30


def test_after_each_act_what_no_event_spoiled_is_fresh():
    with time_machine.travel(START, tick=False) as traveler:
        world = World(0)
        keeper = Keeper(world.dice)
        keeper.look("nothing", world.addresses())
        keeper.most = PAGES
        for act in dict.fromkeys(ACTS):
            traveler.shift(timedelta(minutes=world.dice.choice(MINUTES)))
            assert any(done(act, world) for _ in range(TRIES)), act.__name__
            keeper.look(act.__name__, world.addresses())


@pytest.mark.full
@pytest.mark.parametrize("seed", range(40))
def test_what_no_event_spoiled_is_fresh(seed, capsys):
    with time_machine.travel(START, tick=False) as traveler:
        world = World(seed)
        keeper = Keeper(world.dice)
        keeper.look("nothing", world.addresses())
        order = list(ACTS)
        for step in range(120):
            if step % len(ACTS) == 0:
                world.dice.shuffle(order)  # each act has its turn
            act = order[step % len(ACTS)]
            traveler.shift(timedelta(minutes=world.dice.choice(MINUTES)))
            if done(act, world):
                keeper.look(act.__name__, world.addresses())
    with capsys.disabled():
        print(f"\n{table(keeper)}")  # noqa: T201 - what each act costs in copies


def test_a_keeper_that_hears_of_no_event_is_caught(monkeypatch):
    world = World(0)
    keeper = Keeper(world.dice)
    keeper.look("nothing", world.addresses())
    monkeypatch.setattr(keeper, "_spoils", set)
    post(world)
    with pytest.raises(Stale):
        keeper.look("post", world.addresses())


def test_a_comment_spoils_no_other_discussion_and_no_other_article():
    world = World(1)
    keeper = Keeper(world.dice)
    keeper.look("nothing", world.addresses())
    thread, other = Thread.objects.filter(visible__gt=0).order_by("-url")[:2]
    found = thread_of(current_site(), thread.public_id)
    assert found is not None
    make_comment(found, author=world.members[0])
    spoils = set(Event.objects.latest("pk").spoils.split())
    assert len(spoils) == 3
    assert spoils & keeper.keys_of(f"/t/{thread.public_id}/feed.xml")
    assert spoils & keeper.keys_of("/")
    assert spoils & keeper.keys_of(f"/people/{world.members[0].handle}/")
    assert not spoils & keeper.keys_of(f"/t/{other.public_id}/feed.xml")
    assert not spoils & keeper.keys_of(f"/people/{world.members[1].handle}/")
    others = list(ArticlePage.objects.values_list("public_path", flat=True))
    spoiled = [path for path in others if spoils & keeper.keys_of(path)]
    assert spoiled == [path for path in others if path == thread.url]


def done(act: Act, world: World) -> bool:
    """Do it; return False where it could not be done."""
    try:
        with site_speech():
            act(world)
    except (Refusal, Nothing):
        return False
    return True


def table(keeper: Keeper) -> str:
    """Return, for each act: how often, copies dropped, and how many of them needlessly."""
    lines = [
        f"{act:24}{keeper.looks[act]:5}{keeper.seen[act]:7}"
        f"{keeper.dropped[act]:7}{keeper.needless[act]:9}"
        for act in sorted(keeper.looks)
    ]
    return "\n".join([f"{'act':24}{'n':>5}{'copies':>7}{'dropped':>7}{'needless':>9}", *lines])
