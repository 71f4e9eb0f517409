"""Remember for an hour that somebody posted, for the limits."""

from datetime import timedelta

from django.conf import settings

from colonnade.kit import clock, ids
from colonnade.moderation.models import Trace
from colonnade.outbox.rows import insert
from colonnade.people.reading import Actor


def keep_trace(*, actor: Actor, thread: int) -> None:
    """Remember that somebody posted, for the limits; the address only as a keyed digest."""
    digest = address_digest(actor.address)
    insert(Trace, address=digest, person=actor.person, thread=thread, created=clock.now())


def address_digest(address: str) -> str:
    """Return what is kept of a visitor's address: a digest that only this site can make."""
    return ids.token_from(str(settings.SECRET_KEY), "address", address)


def sweep_traces() -> None:
    """Forget traces older than an hour."""
    Trace.objects.filter(created__lt=clock.now() - timedelta(hours=1)).delete()
