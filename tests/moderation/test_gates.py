"""Gates before posting: what holds, what refuses, what the writer is told, and what it costs."""

import re
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from colonnade.flows.decide import decide
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.post_comment import NewComment, Posted, post_comment
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation import gates
from colonnade.moderation.actions import (
    create_list,
    end_raid,
    keep_choices,
    keep_prints,
    keep_raid,
    switch_list,
)
from colonnade.moderation.gates import Facts
from colonnade.moderation.gates.choices import (
    PRESETS,
    Choices,
    accept_choices,
    choices_from,
)
from colonnade.moderation.gates.rules import Strictness
from colonnade.moderation.lists.accepting import Plan
from colonnade.moderation.models import Measure, Print, Refused, Standing
from colonnade.moderation.reading import why_held
from colonnade.people.reading import Actor
from tests.factories import STAFF, deliver_all, make_actor, make_person, make_thread
from tests.queries import queries

LONG = "The harbor needs a new bridge since the old one was closed by the town this spring."


def say(thread, body="A thought of mine.", actor: Actor | None = None) -> Posted:
    new = NewComment(thread=thread.public_id, body=body, key=uuid4())
    return post_comment(actor=actor or make_actor(), new=new)


def refusal_of(thread, body="A thought of mine.", actor: Actor | None = None) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        say(thread, body, actor)
    return refusal.value


def make_list(*, kind="words", effect="hold", entries="rascal", sentence="", on=True) -> str:
    plan = Plan("Insults", kind, effect, sentence)
    found = create_list(plan=plan, pasted=entries)
    if on:
        switch_list(public_id=found, on=True)
    return found


@pytest.mark.django_db
def test_a_list_holds_or_refuses_once_it_is_on_and_says_why():
    thread = make_thread()
    words = make_list(entries="rascal\nthis fool", on=False)
    assert not say(thread, "You rascal!").held
    switch_list(public_id=words, on=True)
    held = say(thread, "You **Ras**cal!")
    assert (held.held, held.verdict.code) == (True, "list_holds")
    kept = why_held([held.comment])[held.comment]
    assert (kept.list, kept.entry, kept.list_name) == (words, "rascal", "Insults")
    assert not say(thread, "You rascal!", make_actor(role="moderator")).held
    pattern = make_list(
        kind="patterns", effect="refuse", entries=r"tel:\d+", sentence="No numbers."
    )
    refusal = refusal_of(thread, "tel:12")
    assert (refusal.code, refusal.data) == ("list_refuses_because", {"words": "No numbers."})
    assert refusal_of(thread, "You rascal, tel:1").code == "list_refuses_because"
    assert [(row.gate, row.count) for row in Refused.objects.all()] == [("list_refuses_because", 2)]
    switch_list(public_id=pattern, on=False)
    assert not say(thread, "tel:12").held


@pytest.mark.django_db
def test_first_posts_wait_until_one_was_accepted():
    keep_choices(choices=Choices(first_posts=1))
    thread, ann = make_thread(), make_actor()
    first = say(thread, actor=ann)
    assert first.verdict.code == "first_posts_wait"
    assert say(thread, actor=ann).held
    decide(actor=STAFF, comment=first.comment, act="approve")
    assert not say(thread, actor=ann).held
    known = make_actor()
    Standing.objects.create(person=known.person, level="known", cause="given")
    assert not say(thread, actor=known).held


@pytest.mark.django_db
@pytest.mark.parametrize(("level", "most"), [("", 0), ("known", 2), ("trusted", 3)])
def test_links_go_by_standing(level, most):
    keep_choices(choices=Choices(links_new=0, links_known=2))
    thread, ann = make_thread(), make_actor()
    if level:
        Standing.objects.create(person=ann.person, level=level, cause="given")
    text = "See " + " ".join(f"https://example.org/{number}" for number in range(most))
    assert not say(thread, text, ann).held
    more = say(thread, text + " https://example.com", ann)
    assert more.held == (level != "trusted")
    if more.held:
        assert why_held([more.comment])[more.comment].words == str(most)


@pytest.mark.django_db
@pytest.mark.parametrize("effect", ["off", "hold", "refuse"])
def test_a_text_that_came_lately_is_known_again(effect):
    keep_choices(choices=Choices(repeats=effect))
    thread = make_thread()
    first = say(thread, LONG)
    assert not first.held
    keep_prints(digests={first.comment: Facts(f"<p>{LONG}</p>").digest or 0})
    if effect == "refuse":
        assert refusal_of(thread, LONG.upper()).code == "repeat_refused"
        return
    assert say(thread, LONG.upper()).held == (effect == "hold")
    assert not say(thread, "I agree.").held
    assert not say(thread, "I agree.").held


@pytest.mark.django_db
def test_of_two_at_once_the_second_is_known_before_any_worker_ran():
    keep_choices(choices=Choices(repeats="hold"))
    assert not say(make_thread(), LONG).held
    assert say(make_thread(), LONG).held
    assert Print.objects.count() == 2
    deliver_all()
    assert Print.objects.count() == 2
    keep_choices(choices=Choices(like_removed="hold"))
    say(make_thread(), f"{LONG} And something more of quite another kind, as long as the first.")
    assert Print.objects.count() == 2


@pytest.mark.django_db
def test_a_text_like_a_removed_one_waits():
    keep_choices(choices=Choices(like_removed="hold"))
    thread = make_thread()
    digest = Facts(f"<p>{LONG}</p>").digest
    assert digest is not None
    keep_prints(digests={"aaa": digest})
    assert not say(thread, LONG).held
    keep_prints(digests={"aaa": digest}, removed=["aaa"])
    assert say(thread, LONG).verdict.code == "like_removed_waits"


@pytest.mark.django_db
def test_measures_are_gates():
    thread, ann = make_thread(), make_actor()
    measure = Measure.objects.create(person=ann.person, kind="hold_all", decision="x")
    assert say(thread, actor=ann).verdict.code == "measure_holds"
    Measure.objects.filter(pk=measure.pk).update(kind="slow", seconds=600)
    assert refusal_of(thread, actor=ann).code == "slowed"
    Measure.objects.filter(pk=measure.pk).update(
        kind="suspend", until=clock.now() + timedelta(days=1)
    )
    assert refusal_of(thread, actor=ann).code == "suspended"
    Measure.objects.filter(pk=measure.pk).update(kind="ban", until=None)
    assert refusal_of(thread, actor=ann).code == "banned"
    assert not say(thread).held


@pytest.mark.django_db
def test_a_raid_switch_ends_by_itself(monkeypatch):
    thread, other = make_thread(commenting="guests"), make_thread(commenting="guests")
    strict = Strictness(slow_seconds=600, members_only=True, hold_all=True)
    until = clock.now() + timedelta(hours=2)
    ann = make_actor()
    raid = keep_raid(thread=thread.id, strictness=strict, until=until, decision="x")
    assert say(thread, actor=ann).verdict.code == "raid_holds"
    assert refusal_of(thread, actor=ann).code == "slowed"
    assert not say(other, actor=ann).held
    assert not say(thread, actor=make_actor(role="moderator")).held
    guest = Actor(address="192.0.2.9")
    new = NewComment(thread=thread.public_id, body="Hello", key=uuid4(), name="Passer-by")
    with pytest.raises(Refusal) as refusal:
        post_comment(actor=guest, new=new)
    assert refusal.value.code == "raid_members_only"
    monkeypatch.setattr(clock, "now", lambda: until)
    assert not say(thread, actor=ann).held
    monkeypatch.undo()
    end_raid(public_id=raid)
    assert not say(thread, actor=ann).held
    with pytest.raises(Refusal) as refusal:
        end_raid(public_id=raid)
    assert refusal.value.code == "raid_missing"


@pytest.mark.django_db
def test_a_wording_passes_the_gates_again():
    thread, ann = make_thread(), make_actor()
    comment = say(thread, actor=ann).comment
    make_list()
    assert not edit_comment(actor=ann, comment=comment, body="Another thought.")
    assert edit_comment(actor=ann, comment=comment, body="You rascal.")
    assert why_held([comment])[comment].code == "list_holds"
    make_list(effect="refuse", entries="scoundrel")
    with pytest.raises(Refusal):
        edit_comment(actor=ann, comment=comment, body="You scoundrel.")


@pytest.mark.django_db
def test_all_gates_cost_few_statements():
    thread, ann = make_thread(), make_actor()
    say(thread, LONG, ann)
    make_list(entries="\n".join(f"word{number}" for number in range(1000)))
    say(thread, LONG, ann)
    # The site, a savepoint of the test's, its thread; the one that is new is what bears on her.
    with queries(14):
        say(thread, LONG, ann)
    keep_choices(choices=Choices(first_posts=3, links_new=1, repeats="hold", like_removed="hold"))
    say(thread, LONG, ann)
    keep_prints(digests={str(number): number for number in range(2000)})
    # Earlier texts; what was accepted of somebody new; what this text is like.
    with queries(17):
        say(thread, LONG, ann)


def test_choices_that_were_kept_by_another_version_are_read():
    read = choices_from({"first_posts": "2", "links_new": 3, "strange": 1, "stamp": "x"})
    assert read == replace(Choices(), links_new=3)


@pytest.mark.django_db
def test_a_writer_is_told_why_hers_waits():
    person, thread = make_person(), make_thread()
    make_list(sentence="Please stay kind.")
    client = Client()
    client.force_login(person)
    typed = {"body": "You rascal!", "key": str(uuid4())}
    path = f"/t/{thread.public_id}/comment/post"
    answer = client.post(path, typed, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["why"]) == (201, "Please stay kind.")
    page = client.get(answer.json()["mine"]).content.decode()
    assert "Please stay kind." in page
    assert "rascal" not in page.replace("You rascal!", "")


def holding_codes() -> set[str]:
    """Return the codes with which gates hold, as they are written there."""
    folder = Path(gates.__file__).parent
    texts = [path.read_text() for path in sorted(folder.glob("*.py"))]
    return {code for text in texts for code in re.findall(r'"(\w+_(?:waits?|holds\w*))"', text)}


def test_a_preset_fits_its_own_door():
    for preset in PRESETS.values():
        typed = {name: str(value) for name, value in asdict(preset.choices).items()}
        typed["trusted_pass"] = "on" if preset.choices.trusted_pass else "off"
        typed = {name: "" if value == "-1" else value for name, value in typed.items()}
        assert accept_choices(typed, Choices()) == preset.choices


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("first_posts", "21"),
        ("first_posts", "-1"),
        ("first_posts", "²"),
        ("links_new", "101"),
        ("repeats", "remove"),
        ("like_removed", "refuse"),
        ("check_seconds", "11"),
        ("check_url", "ftp://example.org"),
        ("check_url", "https://"),
        ("check_url", "https://exa mple.org"),
        ("check_url", "https://example.org/" + "x" * 500),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(name, raw):
    with pytest.raises(Refusal) as refusal:
        accept_choices({name: raw}, Choices())
    assert (refusal.value.code, refusal.value.data["name"]) == ("gate_choice_invalid", name)
