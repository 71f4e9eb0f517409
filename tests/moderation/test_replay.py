"""Try it first equals a live replay: what a list or a choice would have met, it meets.

A past is written on a site without rules, and some of it removed. Then rules are tried on it; then
the same posts come in anew, by new writers, through the same flow as every post, with the rules
switched on and staff who decide as they did before.
"""

import random
from uuid import uuid4

import pytest

from colonnade.flows.decide import decide
from colonnade.flows.post_comment import NewComment, post_comment
from colonnade.flows.try_gates import Trial, try_list, try_rules
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import create_list, keep_choices, switch_list
from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.gates.rules import Rules
from colonnade.moderation.lists.accepting import Plan, accept_entries
from colonnade.moderation.lists.compiled import make_ready
from colonnade.moderation.models import Print, Standing
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import ensure_guest
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings
from tests.factories import STAFF, deliver_all, make_actor, make_thread

pytestmark = pytest.mark.django_db

POSTS = 30
# Those of `writers` whose standing is above the first level.
EARNED = (1, 2)
LONG = "The harbor needs a new bridge since the old one was closed by the town {} spring."
TEXTS = (
    "A calm word, number {}.",
    "You rascal, number {}!",
    "Call tel:{} now.",
    "See https://example.org/{} and https://example.com/{}.",
    LONG,
    "You **Ras**cal, see https://example.org/{}.",
    "A harassing rascality, {}.",
)
WORDS = (Plan("Insults", "words", "hold", ""), "rascal")
NUMBERS = (Plan("Numbers", "patterns", "refuse", ""), r"tel:\d+")
RULES: dict[str, tuple[Choices, list[tuple[Plan, str]]]] = {
    "words": (Choices(), [WORDS]),
    "pattern": (Choices(), [NUMBERS]),
    "both lists": (Choices(), [WORDS, NUMBERS]),
    "links": (Choices(links_guest=0, links_new=1, links_known=2), []),
    "first posts": (Choices(first_posts=2), []),
    "first posts and a list that refuses": (Choices(first_posts=2), [NUMBERS]),
    "repeats": (Choices(repeats="hold"), []),
    "like removed": (Choices(like_removed="hold"), []),
    "all": (
        Choices(
            first_posts=1,
            links_guest=0,
            links_new=1,
            links_known=5,
            trusted_pass=True,
            repeats="hold",
            like_removed="hold",
        ),
        [WORDS, NUMBERS],
    ),
}


def writers() -> list[Actor]:
    """Return new writers: members, one of long standing, a guest and one of the staff."""
    members = [make_actor() for _ in range(3)]
    Standing.objects.create(person=members[1].person, level="known", cause="given")
    Standing.objects.create(person=members[2].person, level="trusted", cause="given")
    guest = Actor(guest=ensure_guest(token=uuid4().hex * 2), address="192.0.2.7")
    return [*members, guest, make_actor(role="moderator")]


def come_in(script: list[tuple[int, str, bool]]) -> list[tuple[str, str]]:
    """Post it all, in order; return of each its public id and whether it passed."""
    thread, by = make_thread(commenting="guests"), writers()
    found = []
    for who, body, is_bad in script:
        new = NewComment(thread.public_id, body, uuid4(), name="Passer-by")
        try:
            posted = post_comment(actor=by[who], new=new)
        except Refusal as refusal:
            found.append(("", f"refuse {refusal.code}"))
            continue
        word = f"hold {posted.verdict.code}" if posted.held else "pass"
        found.append((posted.comment, word))
        if is_bad:
            rule, one = Ground(rule=1), posted.comment
            decide(actor=STAFF, comment=one, act="remove", reason="Rude.", ground=rule)
        elif posted.held:
            decide(actor=STAFF, comment=posted.comment, act="approve")
        deliver_all()
    return found


def written(seed: int) -> list[tuple[int, str, bool]]:
    """Return who writes what, in order, and whether the staff takes it away."""
    dice = random.Random(seed)
    found = []
    for _ in range(POSTS):
        who, body = dice.randrange(5), dice.choice(TEXTS).replace("{}", str(dice.randrange(3)))
        # A trial asks for today's standing: who has earned one loses none on the way.
        found.append((who, body, who not in EARNED and dice.random() < 0.3))
    return found


@pytest.mark.parametrize("name", RULES)
def test_what_a_trial_tells_is_what_then_happens(name):
    change_settings(values={"limit_address": "0", "limit_account": "0", "limit_thread": "0"})
    choices, plans = RULES[name]
    script = written(len(name))
    past = come_in(script)
    assert {word for _, word in past} == {"pass"}
    ready = tuple(make_ready("", plan, accept_entries(plan.kind, text)) for plan, text in plans)
    told: dict[str, str] = {}
    trial = try_rules(actor=STAFF, rules=Rules(choices, ready), so_far=Trial())
    assert trial.caught == len(trial.samples) < POSTS == trial.seen
    told = {one.comment: f"{one.outcome} {one.code}" for one in trial.samples}
    Print.objects.all().delete()
    keep_choices(choices=choices)
    for plan, text in plans:
        switch_list(public_id=create_list(plan=plan, pasted=text), on=True)
    live = come_in(script)
    expected = [told.get(comment, "pass") for comment, _ in past]
    different = [
        (script[at], expected[at], live[at][1])
        for at in range(POSTS)
        if expected[at] != live[at][1]
    ]
    assert different == []
    assert set(expected) > {"pass"}, "it caught something"


def test_a_list_by_itself_is_tried_as_it_then_works():
    plan, text = WORDS
    script = written(3)[: POSTS // 2]
    past = come_in(script)
    trial = try_list(actor=STAFF, plan=plan, pasted=text, so_far=Trial())
    switch_list(public_id=create_list(plan=plan, pasted=text), on=True)
    live = come_in(script)
    caught = {one.comment for one in trial.samples}
    assert [comment in caught for comment, _ in past] == [word != "pass" for _, word in live]
