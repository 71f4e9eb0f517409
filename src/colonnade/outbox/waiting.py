"""What waits in the outbox for its handlers: read often, so by constant statements."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from colonnade.kit import clock
from colonnade.outbox.rows import change, every

# After so many failures of one handler with one event it is given up.
MAX_ATTEMPTS = 12
_READY = """
SELECT id, name, payload,
       EXISTS (SELECT 1 FROM outbox_delivery AS known WHERE known.event_id = outbox_event.id)
FROM outbox_event
WHERE delivered IS NULL
  AND NOT EXISTS (SELECT 1 FROM outbox_delivery AS later
                  WHERE later.event_id = outbox_event.id AND NOT later.done
                    AND later.due > %s AND later.attempts < %s)
ORDER BY id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event on its way; `is_known`: some handler has a receipt for it, or has failed."""

    id: int
    name: str
    payload: dict[str, Any]
    is_known: bool


def ready_events(most: int) -> list[Waiting]:
    """Return the oldest events that wait and may be delivered now (one query)."""
    rows = every(_READY, clock.now(), MAX_ATTEMPTS, most)
    return [Waiting(key, name, json.loads(told), bool(known)) for key, name, told, known in rows]


def settle(events: Sequence[Waiting]) -> None:
    """Keep that these events have reached all their handlers (one query, or none)."""
    if events:
        places = ", ".join(["%s"] * len(events))
        sql = f"UPDATE outbox_event SET delivered = %s WHERE id IN ({places})"  # noqa: S608
        change(sql, clock.now(), *(event.id for event in events))
