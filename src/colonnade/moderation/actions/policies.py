"""Publish a version of the moderation policy."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from colonnade.kit.keys import POLICY
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.models import PolicyVersion
from colonnade.outbox.actions import spoil

POLICY_LIMIT = 50_000


@transaction.atomic
def publish_policy(*, source: str, author: str, after: int | None = None) -> int:
    """Publish a new version of the moderation policy (Markdown) and return its number.

    `after` is the version it was written from. Raises Refusal policy_elsewhere where another
    one came in between.
    """
    text = accept_text(source, field="policy", limit=POLICY_LIMIT)
    last = PolicyVersion.objects.aggregate(last=Max("number"))["last"] or 0
    if after not in {None, last}:
        raise Refusal("policy_elsewhere", Kind.CONFLICT, number=last)
    try:
        with transaction.atomic():
            row = PolicyVersion.objects.create(number=last + 1, source=text, author=author)
            spoil(POLICY)
    except IntegrityError as error:
        raise Refusal("policy_elsewhere", Kind.CONFLICT, number=last + 1) from error
    return row.number
