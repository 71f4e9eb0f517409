"""Sample content on its way into the site."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from colonnade.cli.crowd import CROWD_SEED, crowd
from colonnade.cli.sample import GUEST, SampleComment, SampleThread, people, threads
from colonnade.cli.sample.generated import generate
from colonnade.discussion.actions import LoadedComment, LoadedThread, load_thread
from colonnade.discussion.reading import comment_id_of, thread_at, thread_of
from colonnade.kit import clock
from colonnade.moderation.actions import keep_decision
from colonnade.moderation.ruling import Ruling
from colonnade.people.actions import add_sample_people
from colonnade.people.reading import Actor
from colonnade.search.actions import index
from colonnade.search.comments import comment_documents
from colonnade.sites.actions import change_setting
from colonnade.sites.reading import current_site

if TYPE_CHECKING:
    from colonnade.cli.articles_loading import Subject

TITLE, TAGLINE = "The Ropewalk Ledger", "Letters from the harbour"
_SEED = 1_891_000
# How long a moderator takes.
_DECIDED_AFTER = timedelta(minutes=7)
# More than any thread of the sample has: each decision has a number of its own.
_MOST_COMMENTS = 100_000
_QUESTIONS = (
    "Should the market hall open on Sundays?",
    "One more ferry, or one more bridge?",
    "What should become of the old power station?",
    "Must every street have a name?",
)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A thread that is there now; `again` where it was there before."""

    thread: str
    key: str
    title: str
    comments: int
    again: bool


def load_newspaper(moment: datetime | None = None) -> list[Loaded]:
    """Load the sample newspaper as of `moment` (now); the main thread comes first.

    Threads that are there already stay as they are.
    """
    now = moment or clock.now().replace(microsecond=0)
    with transaction.atomic():
        pairs = [(person.name, person.role) for person in people()]
        ids = add_sample_people(people=pairs, seed=_SEED, moment=now - timedelta(days=30))
        known = dict(zip((person.key for person in people()), ids, strict=True))
        subjects = _load_articles(now)
        return [
            _load_sample(thread, known, now, _SEED + number)
            for number, thread in enumerate(_threads(subjects))
        ]


def _load_articles(now: datetime) -> "dict[str, Subject]":
    """Load the articles where there is a newsroom; return the subjects of the sample's threads."""
    if not settings.CONFIG.articles:
        return {}
    from colonnade.articles.removing import count_sample
    from colonnade.cli.articles_loading import load_articles, sample_subjects
    from colonnade.search.articles import article_documents

    if count_sample().articles:
        return sample_subjects()
    subjects = load_articles(now)
    index(documents=article_documents())
    return subjects


def _threads(subjects: "dict[str, Subject]") -> list[SampleThread]:
    """Return the sample's threads on their articles, and those of articles without a comment.

    Where there are no articles, each thread stands alone.
    """
    hung = [_on(thread, subjects.get(thread.key)) for thread in threads()]
    named = {thread.key for thread in threads()}
    empty = [_empty(one) for name, one in subjects.items() if name not in named]
    return [*hung, *empty]


def _on(thread: SampleThread, subject: "Subject | None") -> SampleThread:
    if subject is None:
        return replace(thread, url="")
    return replace(_empty(subject), comments=thread.comments)


def _empty(subject: "Subject") -> SampleThread:
    return SampleThread(
        key=subject.key,
        url=subject.path,
        title=subject.headline,
        section=subject.section,
        commenting=subject.commenting,
        closed=subject.closed,
        closes=subject.closes,
        comments=(),
    )


def name_newspaper() -> None:
    """Give a site that was made for the sample the newspaper's name."""
    change_setting(name="title", value=TITLE)
    change_setting(name="tagline", value=TAGLINE)


def _load_sample(sample: SampleThread, known: dict[str, int], now: datetime, seed: int) -> Loaded:
    found = _find(sample.key)
    if found:
        return found
    thread = LoadedThread(
        key=sample.key,
        title=sample.title,
        url=sample.url,
        section=sample.section,
        commenting=sample.commenting,
        closed=sample.closed,
        closes=sample.closes,
        sample=True,
        created=now - timedelta(hours=6),
    )
    places = {comment.ref: index for index, comment in enumerate(sample.comments)}
    comments = [_comment(comment, places, known, now) for comment in sample.comments]
    loaded = _load(thread, comments, seed)
    _record_removals(loaded.thread, comments, known)
    return loaded


def _comment(
    sample: SampleComment, places: dict[str, int], known: dict[str, int], now: datetime
) -> LoadedComment:
    is_guest = sample.author.startswith(GUEST)
    return LoadedComment(
        parent=None if sample.parent is None else places[sample.parent],
        created=now - timedelta(minutes=sample.minutes),
        # What its writer deleted is kept nowhere.
        source="" if sample.state == "deleted" else sample.body,
        person=None if is_guest else known[sample.author],
        guest_name=sample.author.removeprefix(GUEST) if is_guest else "",
        visibility=sample.state,
        note=sample.reason,
        earlier=sample.edited or "",
    )


def _record_removals(thread: str, comments: Sequence[LoadedComment], known: dict[str, int]) -> None:
    moderator = next(person for person in people() if person.role == "moderator")
    actor = Actor(person=known[moderator.key], name=moderator.name, role="moderator")
    info = thread_of(current_site(), thread)
    for seq, comment in enumerate(comments, start=1):
        if info and comment.visibility == "removed":
            subject = comment_id_of(info.id, seq) or ""
            keep_decision(
                actor=actor,
                ruling=Ruling(subject, "remove", "visible", "removed", reason=comment.note),
                moment=comment.created + _DECIDED_AFTER,
                sample=info.id * _MOST_COMMENTS + seq,
            )


def load_generated(*, comments: int, seed: int, key: str, say: Say) -> Loaded:
    """Load one thread of generated comments, or find the one that has this key."""
    found = _find(key)
    if found:
        return found
    now = clock.now().replace(microsecond=0)
    with transaction.atomic():
        authors = add_sample_people(people=crowd(), seed=CROWD_SEED, moment=now)
        say(f"Writing {comments:,} comments ...")
        listed = [
            LoadedComment(
                parent=comment.parent,
                created=now - timedelta(minutes=comment.minutes),
                source=comment.body,
                person=authors[comment.author],
            )
            for comment in generate(comments, seed)
        ]
        title = f"{_QUESTIONS[seed % len(_QUESTIONS)]} ({comments:,} comments)"
        thread = LoadedThread(key=key, title=title, section="Load", sample=True, created=now)
        loaded = _load(thread, listed, _number_of(key), say)
    say(f"{comments:,} comments are there.")
    return loaded


def _load(
    thread: LoadedThread, comments: Sequence[LoadedComment], seed: int, say: Say | None = None
) -> Loaded:
    site = current_site()
    public_id = load_thread(site=site, thread=thread, comments=comments, seed=seed)
    info = thread_of(site, public_id)
    if info:
        if say:
            say("Indexing their words ...")
        index(documents=comment_documents(thread=info.id))
    return Loaded(public_id, thread.key, thread.title, len(comments), again=False)


def _find(key: str) -> Loaded | None:
    info = thread_at(current_site(), key=key)
    if info is None:
        return None
    return Loaded(info.public_id, key, info.title, info.total, again=True)


def _number_of(key: str) -> int:
    """Return the number that public ids follow from: other keys, other numbers."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6])
