"""A small site with everything that readers can see, and all its public addresses."""

import random
from collections.abc import Iterator
from datetime import timedelta

from colonnade.articles.loading import load_plain_page
from colonnade.articles.models import ArticlePage, ArticleTag, Byline, PlainPage, SectionPage
from colonnade.discussion.actions import LoadedComment, LoadedThread, load_thread
from colonnade.discussion.models import Comment, Thread
from colonnade.kit import clock
from colonnade.moderation.actions import publish_policy
from colonnade.moderation.models import PolicyVersion
from colonnade.people.models import Person
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings
from colonnade.sites.reading import current_site
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread
from tests.web.press import (
    make_article,
    make_byline,
    make_picture,
    make_section,
    text,
    thread_of_article,
)

OPTIONS = ("", "?order=newest", "?view=flat&fold=collapsed&size=10", "?size=10&page=2")


class World:
    """The site, its people, and the dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        change_settings(values={"limit_address": "0", "limit_account": "0", "limit_thread": "0"})
        self.members: list[Actor] = [make_actor() for _ in range(4)]
        self.owner = make_actor(role="owner")
        make_person(role="owner")
        self.picture = make_picture()
        bylines = [make_byline(f"Writer {n}", f"writer-{n}", picture=self.picture) for n in "ab"]
        sections = [make_section(slug) for slug in ("harbor", "town")]
        publish_policy(source="Be kind.", author="Owner")
        load_plain_page(
            title="About", slug="about", body=text("We."), sample=False, moment=clock.now()
        )
        first = make_article(sections[0], bylines=bylines[:1], lead=self.picture, tags=["tide"])
        second = make_article(sections[0], earlier=[first], bylines=bylines, tags=["tide", "boat"])
        make_article(sections[1], hours=24 * 40, discussion="read-only")
        make_thread(comments=3)
        for thread in (make_thread(), thread_of_article(first), thread_of_article(second)):
            for number in range(4):
                make_comment(thread, author=self.dice.choice(self.members), body=f"Said {number}.")
        self._long_thread()
        deliver_all()

    def addresses(self) -> Iterator[str]:
        """Yield every public address there is now, and some that are only so under options."""
        yield from ("/", "/archive/", "/sitemap.xml", "/robots.txt", "/rules/", "/pages/none/")
        yield from (
            "/log/",
            "/log/entries.json",
            "/.well-known/colonnade-log.json",
            "/log/verify.py",
        )
        yield from ("/feeds/log.xml", "/feeds/log.json", f"/log/{clock.now().year}/")
        yield from (f"/feeds/{kind}.{form}" for kind in ("articles", "comments") for form in FORMS)
        yield from (f"/rules/{row.number}/" for row in PolicyVersion.objects.all())
        for section in SectionPage.objects.all():
            yield from (f"/{section.slug}/", f"/feeds/sections/{section.slug}.xml")
        yield from (f"/bylines/{row.slug}/" for row in Byline.objects.all())
        yield from {f"/tags/{row.tag.slug}/" for row in ArticleTag.objects.all()}
        yield from (f"/pages/{row.slug}/" for row in PlainPage.objects.all())
        months = {row.published for row in ArticlePage.objects.exclude(published=None)}
        yield from {f"/archive/{month:%Y/%m}/" for month in months}
        for path in ArticlePage.objects.exclude(public_path="").values_list("public_path"):
            yield from (f"{path[0]}{options}" for options in OPTIONS[:2])
        for thread in Thread.objects.all():
            yield from (f"/t/{thread.public_id}/{options}" for options in OPTIONS)
            yield from (f"/t/{thread.public_id}/feed.{form}" for form in FORMS)
        yield from (f"/people/{row.handle}/" for row in Person.objects.all())
        for comment in Comment.objects.filter(revision__gt=1):
            yield f"/c/{comment.public_id}/history"

    def _long_thread(self) -> None:
        start, people = clock.now() - timedelta(days=2), [one.person for one in self.members]
        comments = [
            LoadedComment(
                parent=self.dice.choice([None, n - 1]) if n else None,
                created=start + timedelta(minutes=n),
                source=f"Number {n}.",
                person=self.dice.choice(people),
            )
            for n in range(14)
        ]
        thread = LoadedThread(key="long", title="A long one")
        load_thread(site=current_site(), thread=thread, comments=comments, seed=99)


FORMS = ("xml", "json")
