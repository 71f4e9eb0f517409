"""The acts of `acts.py` that the newsroom does."""

import json
from datetime import timedelta

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
from colonnade.kit import clock
from tests.fresh.picking import a_word, an_article, any_of
from tests.fresh.world import World
from tests.web.press import make_article, text


def correct(world: World) -> None:
    page = an_article(world)
    page.title = f"Headline {a_word(world)}"
    name, value = world.dice.choice(
        [
            ("standfirst", a_word(world)),
            ("discussion", world.dice.choice(["open", "read-only", "hidden"])),
            ("close_after", world.dice.choice([None, 1])),
            ("commenting", world.dice.choice(["", "members"])),
            ("body", json.dumps(list(text(a_word(world))))),
        ]
    )
    setattr(page, name, value)
    page.save_revision().publish()


def follow_up(world: World) -> None:
    page, other = an_article(world), an_article(world)
    if page.pk != other.pk:
        page.earlier = json.dumps([{"type": "article", "value": other.pk}])
        page.save_revision().publish()


def draft(world: World) -> None:
    """A wording that is not public: a copy that is dropped for it is dropped needlessly."""
    page = an_article(world)
    page.title = f"Draft {a_word(world)}"
    page.save_revision()


def readdress(world: World) -> None:
    page = an_article(world)
    page.slug = f"slug-{a_word(world)}"
    page.save_revision().publish()


def tag(world: World) -> None:
    page = an_article(world)
    page.tags.set([world.dice.choice(["tide", "boat", "rope"])])
    page.save_revision().publish()


def withdraw(world: World) -> None:
    any_of(world, ArticlePage.objects.filter(live=True)).unpublish()


def publish_again(world: World) -> None:
    any_of(world, ArticlePage.objects.filter(live=False)).save_revision().publish()


def write(world: World) -> None:
    section = any_of(world, SectionPage.objects.all()).pk
    kind = world.dice.choice(["open", "hidden"])
    pk = make_article(section, f"New {a_word(world)}", talk=False, discussion=kind)
    newsroom.settle(articles=[pk])


def schedule(world: World) -> None:
    page = an_article(world)
    page.expire_at = clock.now() + timedelta(hours=1)
    page.save_revision().publish()


def move_article(world: World) -> None:
    page, section = an_article(world), any_of(world, SectionPage.objects.all())
    page.move(section, pos="last-child")


def drop_article(world: World) -> None:
    page = an_article(world)
    if ArticlePage.objects.count() > 3:
        if world.dice.random() < 0.5:
            page.delete()
        else:
            remove_imported_pages(pages=[page.pk])


def section(world: World) -> None:
    page = any_of(world, SectionPage.objects.all())
    change = world.dice.choice(["title", "slug", "standfirst", "place", "live"])
    if change == "live" and page.live:
        page.unpublish()
        return
    if change == "place":
        page.place = world.dice.randrange(9)
    elif change != "live":
        setattr(page, change, f"part-{a_word(world)}")
    page.save_revision().publish()


def plain_page(world: World) -> None:
    page = any_of(world, PlainPage.objects.all())
    change = world.dice.choice(["title", "in_footer", "live"])
    if change == "live" and page.live:
        page.unpublish()
        return
    page.title = f"Page {a_word(world)}"
    page.in_footer = change != "in_footer"
    page.save_revision().publish()


def pick(world: World) -> None:
    front = FrontPage.objects.get()
    front.picks = json.dumps([{"type": "article", "value": an_article(world).pk}])
    front.save_revision().publish()


def byline(world: World) -> None:
    row = any_of(world, Byline.objects.all())
    setattr(row, world.dice.choice(["name", "line", "about"]), f"Byline {a_word(world)}")
    row.save()


def describe_picture(world: World) -> None:
    row = any_of(world, Picture.objects.all())
    setattr(row, world.dice.choice(["description", "credit"]), a_word(world))
    row.save()


def show_in_text(world: World) -> None:
    page, found = an_article(world), any_of(world, Picture.objects.all())
    page.body = json.dumps([{"type": "picture", "value": {"picture": found.pk, "caption": "So"}}])
    page.lead = world.dice.choice([None, found])
    page.save_revision().publish()


def keep_renderings(world: World) -> None:
    newsroom.refresh_renderings()


def on_time(world: World) -> None:
    newsroom.publish_due()
