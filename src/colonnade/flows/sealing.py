"""What is laid away under seal when an authority orders something about a comment."""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from colonnade.discussion.reading import Detail, revisions_for
from colonnade.kit import clock
from colonnade.moderation.orders import Copy
from colonnade.moderation.reading.traces import traces_of
from colonnade.sites.reading import current_site, public_address

FORMAT = "colonnade sealed comment, version 1"


def sealed_copy(found: Detail, *, since: datetime, before: str | None = None) -> Copy:
    """Return the comment as it is now, to be kept for the site's days from `since` on.

    Text, its wordings, who wrote it and when, and what is kept of the address she wrote from.
    What the copy `before` this one holds and the comment does not any more, as the name of
    somebody who was erased meanwhile, stays in it.
    """
    held = _as_it_is(found)
    if before is not None:
        former = json.loads(before)
        named = former["writer"]["name"]
        held["writer"] = former["writer"] if named else held["writer"]
        held["addresses"] = former["addresses"] or held["addresses"]
        there = {one["source"] for one in held["wordings"]}
        held["wordings"] += [one for one in former["wordings"] if one["source"] not in there]
    body = json.dumps(held, ensure_ascii=False, indent=1)
    digest = hashlib.sha256(body.encode()).hexdigest()
    return Copy(body, digest, sealed_until(since))


def sealed_until(since: datetime) -> datetime:
    """Return until when a copy is kept, for the site's days from `since` on."""
    return since + timedelta(days=current_site().sealed_days)


def _as_it_is(found: Detail) -> dict[str, Any]:
    author = found.author
    return {
        "format": FORMAT,
        "sealed": clock.now().isoformat(),
        # The digest lies open beside it: without this, whoever guessed the rest could prove it.
        "salt": secrets.token_hex(16),
        "comment": found.id,
        "address": public_address(f"/c/{found.id}/"),
        "thread": {
            "id": found.thread,
            "title": found.thread_title,
            "address": public_address(found.thread_path),
        },
        "answers": found.parent,
        "state": found.visibility,
        "note": found.note,
        "writer": {
            "kind": author.kind if author else "unknown",
            "name": author.name if author else "",
            "handle": author.handle if author else "",
        },
        "written": found.created.isoformat(),
        "edited": found.edited.isoformat() if found.edited else "",
        "wordings": wordings_of(found),
        # Digests that this site alone can compare with an address; forgotten after an hour.
        "addresses": traces_of(found.person, found.created) if found.person else [],
    }


def wordings_of(found: Detail) -> list[dict[str, Any]]:
    """Return every wording of a comment as a document of its own keeps it, newest first."""
    return [
        {
            "number": one.number,
            "created": one.created.isoformat(),
            "format": one.format,
            "source": one.source,
            "html": one.html,
        }
        for one in revisions_for(found)
    ]
