"""Try it first: what a list or a choice would have done is what it does."""

from uuid import uuid4

import pytest

from colonnade.flows import try_gates
from colonnade.flows.decide import decide
from colonnade.flows.post_comment import NewComment, post_comment
from colonnade.flows.try_gates import Trial, try_list, try_rules
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import create_list, keep_choices, switch_list
from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.gates.rules import Rules
from colonnade.moderation.lists.accepting import Plan
from colonnade.moderation.models import Print, Standing
from colonnade.sites.actions import change_settings
from tests.factories import STAFF, deliver_all, make_actor, make_thread
from tests.moderation.test_gates import LONG

TEXTS = [
    "You rascal, read it again.",
    "A calm word.",
    "See https://example.org/a and https://example.org/b for it.",
    LONG,
    "R**asca**l! With https://example.org/c",
    LONG.replace("spring", "SPRING"),
    "Call tel:123 now.",
    "The ras-cal is none.",
]
PLAN = Plan("Insults", "words", "hold")


def no_limits() -> None:
    change_settings(values={"limit_account": "0", "limit_address": "0"})


def write(thread, writers) -> list[str]:
    """Post every text by each of the writers in turn; return what came of each."""
    no_limits()
    outcomes = []
    for number, body in enumerate(TEXTS * 2):
        new = NewComment(thread=thread.public_id, body=body, key=uuid4())
        posted = post_comment(actor=writers[number % len(writers)], new=new)
        outcomes.append(posted.verdict.code or "pass")
        deliver_all()
    return outcomes


def make_writers():
    writers = [make_actor(), make_actor(), make_actor(role="moderator")]
    Standing.objects.create(person=writers[1].person, level="known", cause="given")
    return writers


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plan", "entries"),
    [
        (PLAN, "rascal\ncalm word"),
        (Plan("Numbers", "patterns", "hold"), r"tel:\d+" + "\nras.?cal"),
    ],
)
def test_a_list_that_is_tried_says_what_it_then_does(plan, entries):
    writers = make_writers()
    write(make_thread(), writers)
    tried = try_list(actor=STAFF, plan=plan, pasted=entries, so_far=Trial())
    switch_list(public_id=create_list(plan=plan, pasted=entries), on=True)
    live = write(make_thread(), writers)
    assert (tried.seen, tried.caught, tried.rest) == (16, len(live) - live.count("pass"), 0)
    assert tried.caught > 3
    assert tried.shown == tried.caught


@pytest.mark.django_db
@pytest.mark.parametrize(
    "choices",
    [
        Choices(links_new=0, links_known=1),
        Choices(repeats="hold"),
        Choices(links_new=1, repeats="hold"),
    ],
)
def test_a_choice_that_is_tried_says_what_it_then_does(choices):
    writers = make_writers()
    write(make_thread(), writers)
    before = try_rules(actor=STAFF, rules=Rules(choices), so_far=Trial())
    keep_choices(choices=choices)
    # A week later, so that what was written before is not repeated.
    Print.objects.all().delete()
    live = write(make_thread(), writers)
    assert before.caught == len(live) - live.count("pass") > 0


@pytest.mark.django_db
def test_first_posts_are_those_before_the_first_accepted():
    thread, ann = make_thread(), make_actor()
    keep_choices(choices=Choices(first_posts=1))
    new = [NewComment(thread=thread.public_id, body="A word.", key=uuid4()) for _ in range(3)]
    first, second = (post_comment(actor=ann, new=one) for one in new[:2])
    decide(actor=STAFF, comment=first.comment, act="approve")
    third = post_comment(actor=ann, new=new[2])
    assert [one.held for one in (first, second, third)] == [True, True, False]
    tried = try_rules(actor=STAFF, rules=Rules(Choices(first_posts=1)), so_far=Trial())
    # The second is accepted by today's knowledge: the first was found good.
    assert [sample.comment for sample in tried.samples] == [first.comment]


@pytest.mark.django_db
def test_it_goes_on_portion_by_portion(monkeypatch):
    monkeypatch.setattr(try_gates, "PORTION", 7)
    write(make_thread(), make_writers())
    so_far, rounds = Trial(), 0
    while rounds == 0 or so_far.rest:
        so_far = try_list(actor=STAFF, plan=PLAN, pasted="rascal", so_far=so_far)
        rounds += 1
    assert (rounds, so_far.seen) == (3, 16)
    whole = try_list(actor=STAFF, plan=PLAN, pasted="rascal", so_far=Trial())
    monkeypatch.undo()
    assert whole.seen == 7
    assert so_far.caught == try_list(actor=STAFF, plan=PLAN, pasted="rascal", so_far=Trial()).caught


@pytest.mark.django_db
def test_only_the_staff_may_try():
    with pytest.raises(Refusal) as refusal:
        try_list(actor=make_actor(), plan=PLAN, pasted="a", so_far=Trial())
    assert refusal.value.code == "moderators_only"
