"""Sealed copies at rest: who has the database alone reads none, and changes none unnoticed."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for
from colonnade.flows.decide import decide
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.end_silence import keep_law_desk
from colonnade.flows.obey import obey
from colonnade.flows.take_order import take_order
from colonnade.flows.unseal import unseal
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions.orders import keep_order, seal
from colonnade.moderation.models import Access, Order, Sealed
from colonnade.moderation.orders import PRESERVE, REMOVE, Copy, NewOrder
from colonnade.moderation.reading.orders import looks_at, order_named, sealed_body, sealed_states
from colonnade.moderation.ruling import Ground
from colonnade.moderation.seals import Label, Locked, lock, unlock
from colonnade.outbox.actions import empty_log
from colonnade.people.reading import Actor
from tests.erasing.dump import hits
from tests.factories import make_comment, make_thread, there

CANARY = "Zebraquartz under seal"
WHY = "The court asks."
LABEL = Label("23456789bcdf", "23456789bcdg", "d" * 64)
_CLEAR, _LOCKED = "0017_alarms_of_orders", "0018_sealed_copies_locked"


@pytest.fixture
def order(owner: Actor, writer: Actor) -> str:
    return taken(owner, make_comment(make_thread(), author=writer, body=CANARY))


def taken(owner: Actor, comment: str, kind: str = REMOVE) -> str:
    return take_order(actor=owner, new=NewOrder(authority="Court", kind=kind, comment=comment))


def refused(code: str) -> AbstractContextManager[object]:
    return pytest.raises(Refusal, match=code)


def row_of(order: str) -> Sealed:
    return Sealed.objects.get(order__public_id=order)


def test_what_is_locked_opens_with_its_label_alone():
    locked = lock(CANARY, LABEL)
    assert unlock(locked, LABEL) == CANARY
    assert lock(CANARY, LABEL).body != locked.body
    for name in ("order", "subject", "digest"):
        with refused("sealed_broken"):
            unlock(locked, replace(LABEL, **{name: "z" * 12}))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: ("A" if body[0] != "A" else "B") + body[1:],
        lambda body: body[:-8],
        lambda body: body + "AAAA",
        lambda _: "",
        lambda _: "AAAA",
        lambda _: "\u2603 no Base64",
        lambda _: json.dumps({"wordings": []}),
    ],
    ids=["nonce", "cut", "longer", "empty", "short", "snow", "clear"],
)
def test_what_was_changed_is_not_opened(spoil: Callable[[str], str]):
    locked = lock(CANARY, LABEL)
    with refused("sealed_broken"):
        unlock(replace(locked, body=spoil(locked.body)), LABEL)


def test_a_forged_copy_in_the_clear_is_not_taken():
    with refused("sealed_key"):
        unlock(Locked("", json.dumps({"wordings": []})), LABEL)


@pytest.mark.django_db
def test_it_stands_in_no_column_once_the_comment_is_gone(owner, writer, order):
    subject = there(order_named(order)).subject
    assert hits([CANARY])  # as long as readers see it
    delete_comment(actor=writer, comment=subject)
    assert hits([CANARY]) == set()
    held = json.loads(unseal(actor=owner, order=order, why=WHY))
    assert held["wordings"][0]["source"] == CANARY
    assert held["writer"]["name"] == "Wilma Writer"
    assert [look.why for look in looks_at(order)] == [WHY]


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_it_comes_to_the_file_or_its_log():
    """On SQLite every byte is looked at; PostgreSQL's columns are."""
    word, order = "Okapiquartz", an_order()
    body = json.dumps({"wordings": [word] * 900})
    seal(order=order, copy=Copy(body, digest_of(body), clock.now() + timedelta(days=1)))
    assert not stored(word)
    empty_log()
    assert not stored(word)
    assert sealed_body(order) == body


@pytest.mark.django_db
def test_the_digest_that_lies_open_proves_no_guess(owner, order):
    """Two copies of the same comment as it stands have digests of their own."""
    other = taken(owner, there(order_named(order)).subject, PRESERVE)
    bodies = [json.loads(unseal(actor=owner, order=one, why=WHY)) for one in (order, other)]
    salts = [body["salt"] for body in bodies]
    assert len(set(salts)) == 2
    assert [len(salt) for salt in salts] == [32, 32]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["body", "digest", "subject"])
def test_a_changed_row_is_found_and_shown_to_nobody(owner, writer, order, field):
    comment = make_comment(make_thread(), author=writer, body="Another one")
    another = row_of(taken(owner, comment, PRESERVE))
    Sealed.objects.filter(order__public_id=order).update(**{field: getattr(another, field)})
    with refused("sealed_broken"):
        unseal(actor=owner, order=order, why=WHY)
    assert not Access.objects.exists()
    assert sealed_states().broken == [order]


@pytest.mark.django_db
def test_another_secret_opens_nothing_loses_nothing_and_the_former_one_opens_it(
    owner, order, settings
):
    former, before = settings.SECRET_KEY, row_of(order)
    settings.SECRET_KEY = "another secret"
    with refused("sealed_key"):
        unseal(actor=owner, order=order, why=WHY)
    assert not Access.objects.exists()
    assert sealed_states().foreign == [order]
    keep_law_desk()
    assert (row_of(order).key, row_of(order).body) == (before.key, before.body)
    settings.FORMER_SECRETS = ("one of long ago", former)
    assert sealed_states().former == 1
    assert CANARY in unseal(actor=owner, order=order, why=WHY)
    keep_law_desk()
    settings.FORMER_SECRETS = ()
    assert sealed_states().own == 1
    assert CANARY in unseal(actor=owner, order=order, why=WHY)
    # What it holds is what it was.
    assert row_of(order).digest == before.digest


@pytest.mark.django_db
def test_an_order_is_carried_out_though_its_copy_cannot_be_opened(owner, order, settings):
    """The law gives an hour; the first copy stays, and as long as a new one would."""
    settings.SECRET_KEY, former = "another secret", settings.SECRET_KEY
    Sealed.objects.update(until=clock.now() + timedelta(days=1))
    before, subject = row_of(order), there(order_named(order)).subject
    assert obey(actor=owner, order=order).decision
    assert there(comment_for(STAFF, subject)).visibility == "removed"
    after = row_of(order)
    assert (after.body, after.digest) == (before.body, before.digest)
    assert after.until - clock.now() > timedelta(days=183)
    # A new one is entered and sealed as ever.
    assert CANARY in unseal(actor=owner, order=taken(owner, subject, PRESERVE), why=WHY)
    settings.SECRET_KEY = former
    assert CANARY in unseal(actor=owner, order=order, why=WHY)


@pytest.mark.django_db
def test_a_secret_that_an_editor_gave_a_line_end_is_the_same(owner, order, settings):
    settings.SECRET_KEY += "\n"
    assert CANARY in unseal(actor=owner, order=order, why=WHY)


@pytest.mark.django_db
def test_an_obeyed_order_is_sealed_anew_with_what_the_first_copy_held(owner, order):
    subject, first = there(order_named(order)).subject, row_of(order)
    decide(actor=owner, comment=subject, act="hold", ground=Ground(rule=1))
    obey(actor=owner, order=order)
    assert row_of(order).digest != first.digest
    assert json.loads(unseal(actor=owner, order=order, why=WHY))["state"] == "held"


@pytest.fixture
def at_former_schema() -> Iterator[StateApps]:
    if connection.vendor == "sqlite":
        # Some builds of it overwrite by themselves; the migration must not count on that.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = OFF")
    yield migrated(_CLEAR)
    migrated(_LOCKED)
    connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_copies_that_lay_in_the_clear_are_locked_and_stay_readable(at_former_schema):
    word = "Tapirquartz"
    body = json.dumps({"wordings": [word] * 900})
    order = an_order()
    at_former_schema.get_model("moderation", "Sealed").objects.create(
        order_id=Order.objects.values_list("pk", flat=True).get(public_id=order),
        subject="23456789bcdf",
        body=body,
        digest=digest_of(body),
        until=clock.now() + timedelta(days=1),
    )
    assert stored(word)
    migrated(_LOCKED)
    empty_log()
    assert not stored(word)
    assert sealed_body(order) == body
    assert row_of(order).digest == digest_of(body)
    # And back: an older version finds what it knows.
    former = migrated(_CLEAR)
    assert former.get_model("moderation", "Sealed").objects.get().body == body


def an_order() -> str:
    now = clock.now()
    new = NewOrder(authority="Court", kind=PRESERVE, comment="23456789bcdf")
    return keep_order(actor=Actor(), new=new, received=now, deadline=now + timedelta(days=1))


def digest_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def stored(word: str) -> bool:
    """Return whether the database keeps it: a byte of SQLite's files, a column of PostgreSQL.

    Each test asks for a word of its own: the file may still hold what others wrote.
    """
    if connection.vendor != "sqlite":
        return bool(hits([word]))
    path = Path(str(connection.settings_dict["NAME"]))
    files = sorted(path.parent.glob(f"{path.name}*"))
    assert files
    return any(word.encode() in one.read_bytes() for one in files)


def migrated(name: str) -> StateApps:
    executor = MigrationExecutor(connection)
    executor.migrate([("moderation", name)])
    return executor.loader.project_state([("moderation", name)]).apps
