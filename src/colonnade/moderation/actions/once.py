"""Keep which acts were asked for, so that a request that comes twice does nothing twice."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from colonnade.kit import clock, ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.models import ActKey
from colonnade.people.reading import Actor

DAYS = 7


def begin_once(*, actor: Actor, key: str, asked: str) -> str | None:
    """Take a key for what is asked for; return None, or what came of the same request before.

    In the transaction of the act: what is refused leaves the key free. Of two at once the second
    waits for the first. Raises Refusal key_taken where the key was used for something else.
    """
    mark = _mark(actor, key)
    digest = ids.fingerprint(asked)
    try:
        with transaction.atomic():
            ActKey.objects.create(fingerprint=mark, digest=digest)
    except IntegrityError:
        before = ActKey.objects.get(fingerprint=mark)
        if before.digest != digest:
            raise Refusal("key_taken", Kind.CONFLICT) from None
        return before.answer
    return None


def end_once(*, actor: Actor, key: str, answer: str) -> None:
    """Keep what came of it (a public id, or '')."""
    ActKey.objects.filter(fingerprint=_mark(actor, key)).update(answer=answer)


def sweep_keys() -> None:
    """Forget keys that nobody sends again."""
    ActKey.objects.filter(created__lt=clock.now() - timedelta(days=DAYS)).delete()


def _mark(actor: Actor, key: str) -> str:
    return ids.fingerprint(f"{actor.person or ''}\x1f{actor.guest or ''}\x1f{key}")
