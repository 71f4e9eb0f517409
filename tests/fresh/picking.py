"""What an act of `acts.py` falls upon, as the dice of its world say."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from wagtail.models import Page

from colonnade.articles.models import ArticlePage
from colonnade.discussion import actions as talk
from colonnade.discussion.models import Comment, Thread
from colonnade.kit import ids
from colonnade.kit.markup import Format, render
from colonnade.people.models import Person
from colonnade.people.reading import Actor
from tests.fresh.world import World


class Nothing(Exception):
    """There is nothing to act on."""


def any_of(world: World, rows: "QuerySet[Any]") -> Any:
    found = list(rows.order_by("pk"))
    if not found:
        raise Nothing
    return world.dice.choice(found)


def a_thread(world: World) -> Thread:
    found: Thread = any_of(world, Thread.objects.all())
    return found


def a_person(world: World) -> Person:
    rows = Person.objects.filter(pk__in=[one.person for one in world.members])
    found: Person = any_of(world, rows)
    return found


def an_article(world: World) -> ArticlePage:
    found = any_of(world, Page.objects.type(ArticlePage))
    return ArticlePage.objects.get(pk=found.pk)


def own_comment(world: World) -> tuple[Comment, Actor]:
    actor = world.dice.choice(world.members)
    return any_of(world, Comment.objects.filter(person=actor.person)), actor


def a_word(world: World) -> str:
    return "".join(world.dice.choice("abdegkpqtxz") for _ in range(8))


def brought_text(world: World) -> talk.LoadedText:
    source, moment = f"Brought {a_word(world)}", datetime(2020, 1, 1, tzinfo=UTC)
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
