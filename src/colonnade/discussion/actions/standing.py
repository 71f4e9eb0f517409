"""How a thread stands, and putting it back so: what a later import changed can be undone."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from colonnade.discussion import keys
from colonnade.discussion.actions.threads import lock
from colonnade.discussion.models import Block, Comment, Thread
from colonnade.outbox.actions import spoil

_NUMBERS = ("next_seq", "total", "visible", "held", "gone", "places", "last_comment")
_ORDER = ("pk", "parent_id", "depth", "opens", "closes", "placed", "placed_replies")
_BLOCK = ("pk", "axis", "first", "count")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is kept about a thread's order and counts, and who may see what in which wording.

    `digest` is equal where all of it is.
    """

    numbers: Mapping[str, object]
    order: Mapping[int, tuple[object, ...]]
    blocks: Sequence[tuple[object, ...]]
    digest: str


def standing_of(thread: str) -> Standing:
    """Return how a thread (public id) stands: reads every comment's numbers, no texts."""
    found = Thread.objects.filter(public_id=thread).values("pk", *_NUMBERS).get()
    pk = found.pop("pk")
    if isinstance(found["last_comment"], datetime):
        found["last_comment"] = found["last_comment"].isoformat()
    digest = hashlib.sha256(repr(sorted(found.items())).encode())
    order: dict[int, tuple[object, ...]] = {}
    rows = Comment.objects.filter(thread=pk).order_by("pk")
    for *numbers, visibility, revision in rows.values_list(*_ORDER, "visibility", "revision"):
        order[numbers[0]] = tuple(numbers[1:])
        digest.update(repr((numbers, visibility, revision)).encode())
    kept = list(Block.objects.filter(thread=pk).order_by("pk").values_list(*_BLOCK))
    digest.update(repr(kept).encode())
    return Standing(found, order, kept, digest.hexdigest())


def difference(before: Standing, now: Standing) -> dict[str, Any]:
    """Return, fit for JSON, what `put_back` needs to lead from `now` to `before`."""
    changed = [
        [pk, *numbers] for pk, numbers in before.order.items() if now.order.get(pk) != numbers
    ]
    return {
        "numbers": dict(before.numbers),
        "order": changed,
        "blocks": [list(block) for block in before.blocks] if before.blocks != now.blocks else None,
    }


@transaction.atomic
def put_back(*, thread: str, before: Mapping[str, Any]) -> None:
    """Let a thread stand as it stood; comments that came since are gone already."""
    pk = lock(Thread.objects.values_list("pk", flat=True).get(public_id=thread)).pk
    spoil(*keys.spoken(thread))
    numbers = dict(before["numbers"])
    if numbers["last_comment"]:
        numbers["last_comment"] = datetime.fromisoformat(numbers["last_comment"])
    Thread.objects.filter(pk=pk).update(**numbers)
    names = [name.removesuffix("_id") for name in _ORDER[1:]]
    rows = [Comment(**dict(zip(_ORDER, values, strict=True))) for values in before["order"]]
    Comment.objects.bulk_update(rows, names, batch_size=_BATCH)
    if before["blocks"] is not None:
        Block.objects.filter(thread=pk).delete()
        Block.objects.bulk_create(
            Block(thread_id=pk, **dict(zip(_BLOCK, values, strict=True)))
            for values in before["blocks"]
        )
