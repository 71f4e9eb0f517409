"""A site in which every place holds hostile text, and the addresses where each can be seen."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from itertools import chain, repeat

from django.db import transaction
from PIL import Image

from colonnade.articles import loading
from colonnade.articles.actions import settle
from colonnade.articles.models import Byline, Picture
from colonnade.discussion.actions import LoadedComment, LoadedThread, ensure_thread, load_thread
from colonnade.discussion.models import Comment, Thread
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for
from colonnade.flows.decide import decide
from colonnade.kit import clock
from colonnade.kit.markup import Format, sanitize_editorial
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import keep_decision, publish_policy
from colonnade.moderation.ruling import Ground, Ruling
from colonnade.outbox.worker import deliver
from colonnade.people.actions import ensure_guest
from colonnade.people.models import Person
from colonnade.people.reading import Actor
from colonnade.project.searched import all_documents
from colonnade.project.wiring import WIRING
from colonnade.search.actions import rebuild
from colonnade.sites.actions import change_setting
from colonnade.sites.models import Site
from colonnade.sites.reading import current_site, forget_site

SIZE = 300  # comments on a page
World = dict[str, list[str]]


def build(texts: Sequence[str], owner: int, *, step: int = 9, served: bool = False) -> World:
    """Fill the site; `owner` (primary key) writes some of it. Return addresses by kind.

    One of `step` texts gets an article. Where the site is served, its own worker does the rest.
    """
    clean = [text.replace("\x00", "") for text in texts]
    thread = _comments(clean, owner)
    count = Thread.objects.get(public_id=thread).places
    world: World = {"thread": [], "threads": [thread], "comments": [], "people": []}
    pages = range(1, -(-count // SIZE) + 1)
    for viewing in ("size=300", "view=flat&order=newest&size=300", "fold=collapsed&size=300"):
        world["thread"] += [f"/t/{thread}/?{viewing}&page={page}" for page in pages]
    mine = Comment.objects.filter(thread__public_id=thread, person=owner).order_by("pk")
    shown = mine.filter(visibility="visible")
    world["comments"] = list(shown.values_list("public_id", flat=True))
    with transaction.atomic():  # once for all: a served site's worker wants to write too
        _threads(clean)
        _people(clean, world)
        _rules(clean, world)
        _newspaper(clean, world, step)
    while not served and deliver(WIRING):
        pass
    rebuild(documents=all_documents())
    return world


def _comments(texts: list[str], owner: int) -> str:
    guest = ensure_guest(token="hostile" * 8)
    start = clock.now() - timedelta(days=1)
    found: list[LoadedComment] = []
    for form in Format:
        for index, text in enumerate(texts):
            is_own = index % 11 == 0
            found.append(
                LoadedComment(
                    parent=len(found) - 1 if index % 5 == 1 else None,
                    created=start,
                    source=text,
                    person=owner if is_own else None,
                    guest=None if is_own else guest,
                    guest_name="" if is_own else text[:60],
                    format=form,
                    visibility="held" if index % 9 == 3 else "visible",
                    earlier=text[::-1] if index % 11 == 0 else "",
                )
            )
    for text in texts[::4]:
        number = len(found)
        removed = {"visibility": "removed", "note": text[:500]}
        found.append(LoadedComment(None, start, text, guest=guest, guest_name="x", **removed))  # type: ignore[arg-type]
        found.append(LoadedComment(number, start, "y", guest=guest, guest_name="y"))
    about = LoadedThread("hostile", texts[0][:300], "javascript:canary()", texts[1][:80])
    return load_thread(site=current_site(), thread=about, comments=found, seed=987_654)


def _threads(texts: list[str]) -> None:
    for number, text in enumerate(texts[::7]):
        words = text[:300] if text.strip() else "x"
        public_id = ensure_thread(
            site=current_site(), key=f"odd-{number}", title="x", section=text[:80]
        )
        Thread.objects.filter(public_id=public_id).update(title=words, url=text[:2000])


def _people(texts: list[str], world: World) -> None:
    people = [
        Person(
            name=text[:60] or "x",
            name_key=f"odd {number}",
            email=f"odd{number}@example.org",
            role="moderator" if number % 3 else "member",
        )
        for number, text in enumerate(texts[::6])
    ]
    Person.objects.bulk_create(people)
    made = list(Person.objects.filter(name_key__startswith="odd ").order_by("pk"))
    comments = Comment.objects.filter(thread__public_id=world["threads"][0], person=None)
    for row, person in zip(comments.order_by("pk")[: len(made)], made, strict=False):
        Comment.objects.filter(pk=row.pk).update(person=person.pk, guest=None, guest_name="")
    world["people"] = [person.handle for person in made]


def _rules(texts: list[str], world: World) -> None:
    with suppress(Refusal):
        change_setting(name="title", value=texts[2][:120])
    Site.objects.update(tagline=texts[3][:200], footer="\n\n".join(texts[4:40])[:5000])
    forget_site()
    lines = [" ".join(text.split())[:200] for text in texts[:200]]
    source = "\n".join(f"{number}. **{line}** more" for number, line in enumerate(lines, 1))
    for wording in (source.replace("more", "less", 20), source):  # what changed is shown too
        publish_policy(source=wording[:50_000], author=texts[5][:60])
    moderator = Actor(person=None, name=texts[6][:60], role="moderator")
    held = Comment.objects.filter(visibility="visible", depth=0).order_by("-pk")[:5]
    for row, text in zip(held, texts[7:], strict=False):
        if text.strip() and comment_for(STAFF, row.public_id):
            decide(
                actor=moderator,
                comment=row.public_id,
                act="remove",
                reason=text[:500],
                ground=Ground(law=text[:200]),
            )
            decide(actor=moderator, comment=row.public_id, act="restore", reason=text[:500])
    subjects = [*world["comments"], "2" * 12]
    for subject, text in zip(chain(subjects, repeat("2" * 12)), texts, strict=False):
        why = Ground(law=text[:200])
        ruling = Ruling(subject, "hold", "visible", "held", reason=text[:500], ground=why)
        keep_decision(actor=moderator, ruling=ruling)


def _newspaper(texts: list[str], world: World, step: int) -> None:
    now = clock.now()
    section = loading.load_section(
        title=texts[0][:60],
        slug="odd",
        standfirst=texts[1][:200],
        place=9,
        sample=False,
        moment=now,
    )
    Byline.objects.bulk_create(
        [
            Byline(name=text[:80], slug=f"odd-{number}", line=text[:120], about=text[:1000])
            for number, text in enumerate(texts)
        ]
    )
    made = Byline.objects.filter(slug__startswith="odd-")
    bylines = [row.pk for row in sorted(made, key=lambda row: int(row.slug[4:]))]
    picture = _picture(texts)
    keys = [
        loading.load_article(
            article=loading.LoadedArticle(
                section=section,
                slug=f"odd-{number}",
                headline=text[:250] or "x",
                standfirst=text[:500],
                bylines=[bylines[step * number]],
                lead=picture,
                lead_caption=text[:300],
                tags=[text[:90]] if text.strip() else [],
                published=now,
                corrections=[(now.date(), text)],
                body=[
                    {"type": "text", "value": sanitize_editorial(text)},
                    {"type": "quotation", "value": {"text": text, "speaker": text[:300]}},
                ],
            )
        )
        for number, text in enumerate(texts[::step])
    ]
    settle(articles=keys)
    Picture.objects.filter(pk=picture).update(title=texts[5][:250])
    world["articles"] = [f"/odd/odd-{number}/" for number in range(len(keys))]
    world["pages"] = [str(key) for key in keys]
    world["section"] = [str(section)]
    world["byline"] = [str(bylines[0])]
    world["picture"] = [str(picture)]
    world["tags"] = [f"/bylines/odd-{number}/" for number in range(0, len(texts), step)]


def _picture(texts: list[str]) -> int:
    out = BytesIO()
    Image.new("RGB", (700, 400), "teal").save(out, "JPEG")
    return loading.load_picture(
        picture=loading.LoadedPicture(
            name="quay.jpg",
            content=out.getvalue(),
            alt=texts[6][:250],
            credit=texts[7][:200],
            created=clock.now(),
        )
    )
