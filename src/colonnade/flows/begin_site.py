"""Set a site up for its owner: its settings, her account, her policy; all or nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import POLICY_LIMIT, publish_policy
from colonnade.moderation.reading import policy
from colonnade.people.actions import check_email, check_password, claim_name, set_up_account
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor, own_account
from colonnade.sites.actions import change_settings, keep_begun
from colonnade.sites.settings import faults_in


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an owner typed on her first page; `after`: the policy's version she wrote from."""

    settings: Mapping[str, str]
    name: str
    email: str
    password: str
    policy: str
    after: int


def faults_in_beginning(*, actor: Actor, beginning: Beginning) -> dict[str, Refusal]:
    """Return why parts of it cannot be kept, by the field's name; empty if all can."""
    faults = faults_in(beginning.settings)
    with _noted(faults, "policy"):
        accept_text(beginning.policy, field="policy", limit=POLICY_LIMIT)
        _current_number(beginning)
    if not own_account(actor.person or 0).is_settled:
        with _noted(faults, "name"):
            claim_name(raw=beginning.name, besides=actor.person, staff=True)
        with _noted(faults, "email"):
            check_email(raw=beginning.email, besides=actor.person)
        with _noted(faults, "password"):
            check_password(password=beginning.password, name=beginning.name, email=beginning.email)
    return faults


@transaction.atomic
def begin_site(*, actor: Actor, beginning: Beginning) -> None:
    """Keep all of it. A policy that nobody changed gets no new version, but for the starter text,
    which is published as it stands.

    Raises Refusal owners_only, or the first of `faults_in_beginning`.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    for fault in faults_in_beginning(actor=actor, beginning=beginning).values():
        raise fault
    change_settings(values=beginning.settings)
    person, author = actor.person or 0, actor.name
    if not own_account(person).is_settled:
        set_up_account(
            person=person,
            name=beginning.name,
            email=beginning.email,
            password=beginning.password,
        )
        author = own_account(person).name
    number = _current_number(beginning)
    if number is not None:
        publish_policy(source=beginning.policy, author=author, after=number)
    keep_begun()


def _current_number(beginning: Beginning) -> int | None:
    """Return after which version the text is to be published, None where it holds already.

    Raises Refusal policy_elsewhere where another version came in between.
    """
    current = policy()
    number, source = (current.number, current.source) if current else (0, "")
    if number and beginning.policy.replace("\r\n", "\n").strip() == source.strip():
        return None
    if number != beginning.after:
        raise Refusal("policy_elsewhere", Kind.CONFLICT, number=number)
    return number


@contextmanager
def _noted(faults: dict[str, Refusal], field: str) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        faults[field] = refusal
