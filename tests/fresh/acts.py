"""Everything that changes what readers see, done at random; the name of an act is its function's.

An act that is refused, or finds nothing to act on, has done nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from colonnade.discussion import actions as talk
from colonnade.discussion.models import Comment, Thread
from colonnade.flows.begin_thread import begin_thread
from colonnade.flows.decide import decide
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.leave_thread_out import leave_thread_out
from colonnade.flows.manage_thread import manage_thread
from colonnade.flows.post_comment import NewComment, post_comment
from colonnade.kit import clock, ids
from colonnade.moderation.actions import publish_policy
from colonnade.moderation.ruling import Ground
from colonnade.people import actions as people
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings, keep_slots
from colonnade.sites.look import Slot
from colonnade.sites.reading import current_site
from tests.factories import deliver_all
from tests.fresh import newsroom_acts as press
from tests.fresh.picking import a_person, a_thread, a_word, any_of, brought_text, own_comment
from tests.fresh.world import World

Act = Callable[[World], object]


def post(world: World) -> None:
    thread = a_thread(world)
    there = Comment.objects.filter(thread=thread, visibility="visible")
    parents = ["", *there.values_list("public_id", flat=True)]
    new = NewComment(
        thread=thread.public_id,
        body=f"A word, {a_word(world)}.",
        key=uuid4(),
        parent=world.dice.choice(parents),
    )
    post_comment(actor=world.dice.choice(world.members), new=new)


def post_as_guest(world: World) -> None:
    new = NewComment(
        thread=a_thread(world).public_id,
        body=f"From outside, {a_word(world)}.",
        key=uuid4(),
        name=f"Guest {a_word(world)}",
        guest_token=ids.new_token(),
    )
    post_comment(actor=Actor(address="192.0.2.9"), new=new)


def moderate(world: World) -> None:
    act = world.dice.choice(["approve", "remove", "hold", "restore"])
    comment = any_of(world, Comment.objects.all()).public_id
    decide(
        actor=world.owner, comment=comment, act=act, reason="Off topic.", ground=Ground(law="§ 1")
    )


def edit(world: World) -> None:
    row, actor = own_comment(world)
    edit_comment(actor=actor, comment=row.public_id, body=f"Better so, {a_word(world)}.")


def delete(world: World) -> None:
    row, actor = own_comment(world)
    delete_comment(actor=actor, comment=row.public_id)


def manage(world: World) -> None:
    manage_thread(
        actor=world.owner,
        thread=a_thread(world).public_id,
        closed=world.dice.random() < 0.5,
        commenting=world.dice.choice(["", "members", "guests", "guests-held"]),
    )


def leave_out(world: World) -> None:
    comment = any_of(world, Comment.objects.all()).public_id
    act = world.dice.choice(["noindex", "index"])
    decide(actor=world.owner, comment=comment, act=act, ground=Ground(law="§ 1"))


def leave_all_out(world: World) -> None:
    leave_thread_out(
        actor=world.owner,
        thread=a_thread(world).public_id,
        on=world.dice.random() < 0.5,
        reason="A name.",
    )


def begin(world: World) -> None:
    begin_thread(actor=world.owner, title=f"Begun {a_word(world)}")


def close_by_the_clock(world: World) -> None:
    closes = clock.now() + timedelta(hours=world.dice.choice([1, 5, 30]))
    talk.set_closes(thread=a_thread(world).pk, closes=world.dice.choice([None, closes]))


def hide_or_show(world: World) -> None:
    talk.set_hidden(thread=a_thread(world).pk, hidden=world.dice.random() < 0.5)


def describe(world: World) -> None:
    row = any_of(world, Thread.objects.filter(url=""))
    talk.describe_thread(thread=row.pk, title=f"Title {a_word(world)}", section=a_word(world))


def add_from_elsewhere(world: World) -> None:
    comment = talk.AddedComment(parent="", visibility="visible", text=brought_text(world))
    talk.add_loaded(thread=a_thread(world).public_id, comments=[comment])


def revise_from_elsewhere(world: World) -> None:
    row = any_of(world, Comment.objects.exclude(visibility="deleted"))
    wording = brought_text(world).wordings
    moment, state = clock.now(), world.dice.choice([None, "visible", "removed"])
    revised = talk.RevisedComment(
        wordings=wording, excerpt="Revised", edited=moment, visibility=state
    )
    before = talk.revise_loaded(comment=row.public_id, revised=revised)
    if world.dice.random() < 0.3 and state is None:
        talk.restore_loaded(comment=row.public_id, before=before)


def move(world: World) -> None:
    row = any_of(world, Comment.objects.all())
    others = Comment.objects.filter(thread=row.thread).values_list("public_id", flat=True)
    talk.move(comment=row.public_id, parent=world.dice.choice(["", *others]))


def bring_and_show(world: World) -> None:
    shape = talk.Shape()
    shape.add(None, "visible", clock.now())
    thread = talk.LoadedThread(key=a_word(world), title="Brought", hidden=True)
    made = talk.load_shaped(
        site=current_site(), thread=thread, shape=shape, texts=[brought_text(world)]
    )
    if world.dice.random() < 0.5:
        talk.show_threads(threads=[made])


def remove_threads(world: World) -> None:
    rows = Thread.objects.filter(title="Brought")
    talk.remove_loaded_threads(threads=[any_of(world, rows).public_id])


# ---------------------------------------------------------------------------- people


def rename(world: World) -> None:
    people.rename(person=a_person(world).pk, name=f"Reader {a_word(world)}")


def picture(world: World) -> None:
    people.keep_picture(person=a_person(world).pk, picture=world.dice.choice(["", uuid4().hex]))


def role(world: World) -> None:
    wanted = world.dice.choice(["member", "moderator", "editor"])
    people.change_role(person=a_person(world).pk, role=wanted)


def suspend(world: World) -> None:
    person = a_person(world).pk
    if world.dice.random() < 0.5:
        people.shut_out(person=person, until=None)
    else:
        people.unbar(person=person)


def keep_to_herself(world: World) -> None:
    """What nobody else sees: a copy that is dropped for it is dropped needlessly."""
    person = a_person(world).pk
    people.keep_viewing(person=person, viewing="flat")
    people.keep_shortcuts(person=person, on=False)
    people.end_sessions(person=person)


# ---------------------------------------------------------------------------- the site


def setting(world: World) -> None:
    name, values = world.dice.choice(
        [
            ("title", ["The Gull", "The Heron"]),
            ("tagline", ["", "All that floats"]),
            ("time_zone", ["UTC", "Asia/Tokyo"]),
            ("language", ["en", "de"]),
            ("commenting", ["members", "guests", "guests-held"]),
            ("menu", ["", "About | /pages/about/"]),
            ("footer", ["", "Made *here*."]),
            ("accent", ["", "#8c1d18"]),
            ("public_url", ["", "https://gull.example"]),
        ]
    )
    change_settings(values={name: world.dice.choice(values)})


def slots(world: World) -> None:
    html = world.dice.choice(["", f"<b>{a_word(world)}</b>"])
    keep_slots(slots=[Slot(world.dice.choice(["footer", "side", "below-article"]), html)])


def policy(world: World) -> None:
    publish_policy(source=f"Rule {a_word(world)}.", author="Owner")


def deliver(world: World) -> None:
    deliver_all()


ACTS: tuple[Act, ...] = (
    *(post, post, post, post_as_guest, moderate, moderate, edit, edit, delete, manage, begin),
    *(leave_out, leave_all_out),
    *(close_by_the_clock, hide_or_show, describe, add_from_elsewhere, revise_from_elsewhere),
    *(move, bring_and_show, remove_threads, rename, picture, role, suspend, keep_to_herself),
    *(setting, slots, policy, deliver, deliver),
    *(press.correct, press.correct, press.follow_up, press.draft, press.readdress, press.tag),
    *(press.withdraw, press.publish_again, press.write, press.schedule, press.move_article),
    *(press.drop_article, press.section, press.plain_page, press.pick, press.byline),
    *(press.describe_picture, press.show_in_text, press.keep_renderings, press.on_time),
)
