"""Everything that changes what readers see, done at random; the name of an act is its function's.

An act that is refused, or finds nothing to act on, has done nothing.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from wagtail.models import Page

from colonnade.articles import actions as newsroom
from colonnade.articles.models import (
    ArticlePage,
    Byline,
    FrontPage,
    Picture,
    PlainPage,
    SectionPage,
)
from colonnade.articles.removing import remove_imported_pages
from colonnade.discussion import actions as talk
from colonnade.discussion.models import Comment, Thread
from colonnade.flows.begin_thread import begin_thread
from colonnade.flows.decide import decide
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.manage_thread import manage_thread
from colonnade.flows.post_comment import NewComment, post_comment
from colonnade.kit import clock, ids
from colonnade.kit.markup import Format, render
from colonnade.moderation.actions import publish_policy
from colonnade.people import actions as people
from colonnade.people.models import Person
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings, keep_slots
from colonnade.sites.look import Slot
from colonnade.sites.reading import current_site
from tests.factories import deliver_all
from tests.laws.world import World
from tests.web.press import make_article, text

Act = Callable[[World], object]


def post(world: World) -> None:
    thread = _thread(world)
    there = Comment.objects.filter(thread=thread, visibility="visible")
    parents = ["", *there.values_list("public_id", flat=True)]
    new = NewComment(
        thread=thread.public_id,
        body=f"A word, {_word(world)}.",
        key=uuid4(),
        parent=world.dice.choice(parents),
    )
    post_comment(actor=world.dice.choice(world.members), new=new)


def post_as_guest(world: World) -> None:
    new = NewComment(
        thread=_thread(world).public_id,
        body=f"From outside, {_word(world)}.",
        key=uuid4(),
        name=f"Guest {_word(world)}",
        guest_token=ids.new_token(),
    )
    post_comment(actor=Actor(address="192.0.2.9"), new=new)


def moderate(world: World) -> None:
    act = world.dice.choice(["approve", "remove", "hold", "restore"])
    comment = _any(world, Comment.objects.all()).public_id
    decide(actor=world.owner, comment=comment, act=act, reason="Off topic.")


def edit(world: World) -> None:
    row, actor = _own(world)
    edit_comment(actor=actor, comment=row.public_id, body=f"Better so, {_word(world)}.")


def delete(world: World) -> None:
    row, actor = _own(world)
    delete_comment(actor=actor, comment=row.public_id)


def manage(world: World) -> None:
    manage_thread(
        actor=world.owner,
        thread=_thread(world).public_id,
        closed=world.dice.random() < 0.5,
        commenting=world.dice.choice(["", "members", "guests", "guests-held"]),
    )


def begin(world: World) -> None:
    begin_thread(actor=world.owner, title=f"Begun {_word(world)}")


def close_by_the_clock(world: World) -> None:
    closes = clock.now() + timedelta(hours=world.dice.choice([1, 5, 30]))
    talk.set_closes(thread=_thread(world).pk, closes=world.dice.choice([None, closes]))


def hide_or_show(world: World) -> None:
    talk.set_hidden(thread=_thread(world).pk, hidden=world.dice.random() < 0.5)


def describe(world: World) -> None:
    row = _any(world, Thread.objects.filter(url=""))
    talk.describe_thread(thread=row.pk, title=f"Title {_word(world)}", section=_word(world))


def add_from_elsewhere(world: World) -> None:
    comment = talk.AddedComment(parent="", visibility="visible", text=_text(world))
    talk.add_loaded(thread=_thread(world).public_id, comments=[comment])


def revise_from_elsewhere(world: World) -> None:
    row = _any(world, Comment.objects.exclude(visibility="deleted"))
    wording = _text(world).wordings
    moment, state = clock.now(), world.dice.choice([None, "visible", "removed"])
    revised = talk.RevisedComment(
        wordings=wording, excerpt="Revised", edited=moment, visibility=state
    )
    before = talk.revise_loaded(comment=row.public_id, revised=revised)
    if world.dice.random() < 0.3 and state is None:
        talk.restore_loaded(comment=row.public_id, before=before)


def move(world: World) -> None:
    row = _any(world, Comment.objects.all())
    others = Comment.objects.filter(thread=row.thread).values_list("public_id", flat=True)
    talk.move(comment=row.public_id, parent=world.dice.choice(["", *others]))


def bring_and_show(world: World) -> None:
    shape = talk.Shape()
    shape.add(None, "visible", clock.now())
    thread = talk.LoadedThread(key=_word(world), title="Brought", hidden=True)
    made = talk.load_shaped(site=current_site(), thread=thread, shape=shape, texts=[_text(world)])
    if world.dice.random() < 0.5:
        talk.show_threads(threads=[made])


def remove_threads(world: World) -> None:
    rows = Thread.objects.filter(title="Brought")
    talk.remove_loaded_threads(threads=[_any(world, rows).public_id])


# ---------------------------------------------------------------------------- people


def rename(world: World) -> None:
    people.rename(person=_person(world).pk, name=f"Reader {_word(world)}")


def picture(world: World) -> None:
    people.keep_picture(person=_person(world).pk, picture=world.dice.choice(["", uuid4().hex]))


def role(world: World) -> None:
    wanted = world.dice.choice(["member", "moderator", "editor"])
    people.change_role(name=_person(world).name, role=wanted)


def suspend(world: World) -> None:
    people.suspend(name=_person(world).name, suspended=world.dice.random() < 0.5)


def keep_to_herself(world: World) -> None:
    """What nobody else sees: a copy that is dropped for it is dropped needlessly."""
    person = _person(world).pk
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
    html = world.dice.choice(["", f"<b>{_word(world)}</b>"])
    keep_slots(slots=[Slot(world.dice.choice(["footer", "side", "below-article"]), html)])


def policy(world: World) -> None:
    publish_policy(source=f"Rule {_word(world)}.", author="Owner")


# ---------------------------------------------------------------------------- the newsroom


def correct(world: World) -> None:
    page = _article(world)
    page.title = f"Headline {_word(world)}"
    name, value = world.dice.choice(
        [
            ("standfirst", _word(world)),
            ("discussion", world.dice.choice(["open", "read-only", "hidden"])),
            ("close_after", world.dice.choice([None, 1])),
            ("commenting", world.dice.choice(["", "members"])),
            ("body", json.dumps(list(text(_word(world))))),
        ]
    )
    setattr(page, name, value)
    page.save_revision().publish()


def follow_up(world: World) -> None:
    page, other = _article(world), _article(world)
    if page.pk != other.pk:
        page.earlier = json.dumps([{"type": "article", "value": other.pk}])
        page.save_revision().publish()


def draft(world: World) -> None:
    """A wording that is not public: a copy that is dropped for it is dropped needlessly."""
    page = _article(world)
    page.title = f"Draft {_word(world)}"
    page.save_revision()


def readdress(world: World) -> None:
    page = _article(world)
    page.slug = f"slug-{_word(world)}"
    page.save_revision().publish()


def tag(world: World) -> None:
    page = _article(world)
    page.tags.set([world.dice.choice(["tide", "boat", "rope"])])
    page.save_revision().publish()


def withdraw(world: World) -> None:
    _any(world, ArticlePage.objects.filter(live=True)).unpublish()


def publish_again(world: World) -> None:
    _any(world, ArticlePage.objects.filter(live=False)).save_revision().publish()


def write(world: World) -> None:
    section = _any(world, SectionPage.objects.all()).pk
    kind = world.dice.choice(["open", "hidden"])
    pk = make_article(section, f"New {_word(world)}", talk=False, discussion=kind)
    newsroom.settle(articles=[pk])


def schedule(world: World) -> None:
    page = _article(world)
    page.expire_at = clock.now() + timedelta(hours=1)
    page.save_revision().publish()


def move_article(world: World) -> None:
    page, section = _article(world), _any(world, SectionPage.objects.all())
    page.move(section, pos="last-child")


def drop_article(world: World) -> None:
    page = _article(world)
    if ArticlePage.objects.count() > 3:
        if world.dice.random() < 0.5:
            page.delete()
        else:
            remove_imported_pages(pages=[page.pk])


def section(world: World) -> None:
    page = _any(world, SectionPage.objects.all())
    change = world.dice.choice(["title", "slug", "standfirst", "place", "live"])
    if change == "live" and page.live:
        page.unpublish()
        return
    if change == "place":
        page.place = world.dice.randrange(9)
    elif change != "live":
        setattr(page, change, f"part-{_word(world)}")
    page.save_revision().publish()


def plain_page(world: World) -> None:
    page = _any(world, PlainPage.objects.all())
    change = world.dice.choice(["title", "in_footer", "live"])
    if change == "live" and page.live:
        page.unpublish()
        return
    page.title = f"Page {_word(world)}"
    page.in_footer = change != "in_footer"
    page.save_revision().publish()


def pick(world: World) -> None:
    front = FrontPage.objects.get()
    front.picks = json.dumps([{"type": "article", "value": _article(world).pk}])
    front.save_revision().publish()


def byline(world: World) -> None:
    row = _any(world, Byline.objects.all())
    setattr(row, world.dice.choice(["name", "line", "about"]), f"Byline {_word(world)}")
    row.save()


def describe_picture(world: World) -> None:
    row = _any(world, Picture.objects.all())
    setattr(row, world.dice.choice(["description", "credit"]), _word(world))
    row.save()


def show_in_text(world: World) -> None:
    page, found = _article(world), _any(world, Picture.objects.all())
    page.body = json.dumps([{"type": "picture", "value": {"picture": found.pk, "caption": "So"}}])
    page.lead = world.dice.choice([None, found])
    page.save_revision().publish()


def keep_renderings(world: World) -> None:
    newsroom.refresh_renderings()


def on_time(world: World) -> None:
    newsroom.publish_due()


def deliver(world: World) -> None:
    deliver_all()


ACTS: tuple[Act, ...] = (
    *(post, post, post, post_as_guest, moderate, moderate, edit, edit, delete, manage, begin),
    *(close_by_the_clock, hide_or_show, describe, add_from_elsewhere, revise_from_elsewhere),
    *(move, bring_and_show, remove_threads, rename, picture, role, suspend, keep_to_herself),
    *(setting, slots, policy, correct, correct, follow_up, draft, readdress, tag, withdraw),
    *(publish_again, write, schedule, move_article, drop_article, section, plain_page, pick),
    *(byline, describe_picture, show_in_text, keep_renderings, on_time, deliver, deliver),
)


class Nothing(Exception):
    """There is nothing to act on."""


def _any(world: World, rows: "QuerySet[Any]") -> Any:
    found = list(rows.order_by("pk"))
    if not found:
        raise Nothing
    return world.dice.choice(found)


def _thread(world: World) -> Thread:
    found: Thread = _any(world, Thread.objects.all())
    return found


def _person(world: World) -> Person:
    rows = Person.objects.filter(pk__in=[one.person for one in world.members])
    found: Person = _any(world, rows)
    return found


def _article(world: World) -> ArticlePage:
    found = _any(world, Page.objects.type(ArticlePage))
    return ArticlePage.objects.get(pk=found.pk)


def _own(world: World) -> tuple[Comment, Actor]:
    actor = world.dice.choice(world.members)
    return _any(world, Comment.objects.filter(person=actor.person)), actor


def _word(world: World) -> str:
    return "".join(world.dice.choice("abdegkpqtxz") for _ in range(8))


def _text(world: World) -> talk.LoadedText:
    source, moment = f"Brought {_word(world)}", datetime(2020, 1, 1, tzinfo=UTC)
    html = render(source, Format.MARKDOWN)
    wording = talk.LoadedWording(source, Format.MARKDOWN, html, moment, shown=True)
    return talk.LoadedText(
        public_id=ids.new_id(),
        key=uuid4(),
        created=moment,
        edited=None,
        excerpt=source,
        wordings=(wording,),
        person=world.dice.choice([None, world.members[0].person]),
    )
