"""Somebody with everything, and canaries in all that is hers."""

from dataclasses import dataclass, replace
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from colonnade.discussion.models import Comment, Revision
from colonnade.discussion.reading import ThreadInfo, comment_for
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.decide import decide
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.measure import Why, impose
from colonnade.flows.report import Notice, report
from colonnade.kit import clock
from colonnade.moderation.actions import (
    Terms,
    keep_note,
    keep_prints,
    keep_standing,
    keep_trace,
)
from colonnade.moderation.models import Decision, Hold, Score
from colonnade.moderation.ruling import Ground
from colonnade.outbox.models import Delivery, Event
from colonnade.people.actions import add_person, ensure_guest, make_link
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from colonnade.people.whom import whom_of
from tests.erasing.dump import mail_folder
from tests.factories import deliver_all, make_actor, make_comment, make_thread

NAME, MAIL, OTHER_MAIL = "Wyvernia Quol", "zumpfhorn@example.org", "jarlquist@example.net"
PICTURE = "ab" * 16
TEXT = "The fjordkrapf sails at dawn over the long bridge."
OLDER = "An earlier gletschkurb that was reworded."
HELD, REMOVED = "A held mirzlaub in waiting.", "A removed tolvanick of hers."
REPORTED, OBJECTED = "I report brunzwick here.", "I object with kelpvaria, please."
SAID, FACTS, NOTED = "She wrote hulmprax.", "Found: dorvaxil.", "Mind the pyxmarre."
# One part of each: some stores keep words without what they share with the word before.
CANARIES = (
    *("wyvernia", "zumpfhorn", "jarlquist", PICTURE, "fjordkrapf", "gletschkurb", "mirzlaub"),
    *("tolvanick", "brunzwick", "kelpvaria", "hulmprax", "dorvaxil", "pyxmarre", "skornbeth"),
)
_LAW = Ground(law="A law", facts=FACTS)


@dataclass(frozen=True, slots=True)
class World:
    """Whom it is about, where she wrote, and what others answered."""

    her: Actor
    thread: ThreadInfo
    owner: Actor
    replies: tuple[str, ...]
    hers: tuple[str, ...]


def member() -> World:
    """Return a member with everything."""
    pk = add_person(name=NAME, email=MAIL, password="quiet harbor lantern")
    person = Person.objects.get(pk=pk)
    EmailAddress.objects.create(user=person, email=OTHER_MAIL, verified=False)
    Person.objects.filter(pk=pk).update(picture=PICTURE)
    for size in (48, 96, 192):
        _file(Path(settings.MEDIA_ROOT) / "portraits" / f"{PICTURE}-{size}.webp", PICTURE)
    _file(mail_folder() / "1.log", f"To: {MAIL}\n\nHello {NAME}")
    _file(mail_folder() / "2.log", "To: other@example.org\n\nHello")
    make_link(name=NAME)
    client = Client()
    client.force_login(person)
    client.get("/me/")
    actor = actor_of(Person.objects.get(pk=pk), address="192.0.2.77")
    world = _everything(actor)
    failed = Event.objects.create(name="Failed", payload={}, recorded=clock.now())
    Delivery.objects.create(event=failed, handler="x", due=clock.now(), error=f"refused {MAIL}")
    return world


def guest() -> World:
    """Return a guest with everything that a guest can have."""
    token = "skornbeth-private-key"
    return _everything(Actor(guest=ensure_guest(token=token), address="192.0.2.78"))


def _everything(her: Actor) -> World:
    cache.clear()
    thread, owner = make_thread(), make_actor(role="owner")
    make_actor(role="owner")  # somebody else who may decide an appeal
    mine = [make_comment(thread, author=her, body=OLDER)]
    found = comment_for(her, mine[0])
    assert found is not None
    edit_comment(actor=her, comment=mine[0], body=TEXT, revision=1)
    if her.guest is not None:
        decide(actor=owner, comment=mine[0], act="approve")
    _call_by_name(her)
    replies = _replies(thread, mine[0])
    mine += [make_comment(thread, author=her, body=HELD, held=True, parent=replies[0])]
    mine += [make_comment(thread, author=her, body=REMOVED)]
    mine += [make_comment(make_thread(), author=her, body="Elsewhere: skornbeth.")]
    _call_by_name(her)
    replies += [make_comment(thread, body="An answer to what goes.", parent=mine[2])]
    decide(actor=owner, comment=mine[2], act="remove", reason=SAID, ground=_LAW)
    _object(her, mine[2])
    _restricted(her, owner)
    _reports(her, thread, mine[0])
    keep_note(actor=owner, subject=mine[0], words=NOTED)
    _rows(her, mine, thread)
    deliver_all()
    return World(her, thread, owner, tuple(replies), tuple(mine))


def _call_by_name(her: Actor) -> None:
    if her.guest is not None:
        Comment.objects.filter(guest=her.guest).update(guest_name=NAME)


def _replies(thread: ThreadInfo, comment: str) -> list[str]:
    bodies = (
        f"{NAME} wrote:\n> The fjordkrapf sails at dawn\n> over the long bridge.\n\nSurely not.",
        f"As @{NAME} says.\n\n> {TEXT}\n\nAnd so on.",
        f"> > An earlier gletschkurb that was reworded.\n> No, {NAME}!\n\nYes.",
        "No quotes here.",
    )
    return [make_comment(thread, parent=comment, body=body) for body in bodies]


def _object(her: Actor, comment: str) -> None:
    decision = Decision.objects.get(subject=comment, act="remove").public_id
    appeal(by=Objector(her), decision=decision, words=OBJECTED)


def _restricted(her: Actor, owner: Actor) -> None:
    whom = whom_of(person=her.person, guest=her.guest)
    assert whom is not None
    impose(actor=owner, whom=whom, terms=Terms("warn"), why=Why(SAID, _LAW))
    keep_standing(person=her.person, guest=her.guest, level="new", cause="lost")
    keep_note(actor=owner, subject=whom.word, words=NOTED)


def _reports(her: Actor, thread: ThreadInfo, mine: str) -> None:
    other = make_comment(thread, body="Somebody's own words.")
    told = Notice(other, "illegal", words=REPORTED, email=MAIL, name=NAME, good_faith=True)
    report(actor=her, notice=told)
    if her.is_member:  # her address is hers, whoever sends it
        again = replace(told, words=f"Again: {REPORTED}")
        report(actor=Actor(address="192.0.2.79"), notice=again)
    about = replace(told, comment=mine, words=f"{NAME} said hulmprax", email="r@example.org")
    report(actor=make_actor(), notice=about)


def _rows(her: Actor, mine: list[str], thread: ThreadInfo) -> None:
    keep_trace(actor=her, thread=thread.id)
    for comment in mine:
        Score.objects.create(comment=comment, score=0.5, words=["fjordkrapf"], lesson=1)
        Hold.objects.create(comment=comment, code="listed", words="mirzlaub", entry="tolvanick")
    keep_prints(digests=dict.fromkeys(mine, 7), removed=[])
    assert Revision.objects.filter(source__contains="fjordkrapf").exists()


def _file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
