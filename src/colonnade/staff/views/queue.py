"""The queue: what waits, longest first, each comment in its context."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from colonnade.discussion.reading import (
    Detail,
    Source,
    Waiting,
    comments_among,
    sources_for,
    waiting_comments,
)
from colonnade.discussion.viewing import page_from
from colonnade.kit import clock
from colonnade.moderation.reading import Verdict, newest_decisions_on
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators
from colonnade.staff.done import done_from
from colonnade.staff.pages import staff_page
from colonnade.staff.reasons import standard_reasons


@dataclass(frozen=True, slots=True)
class Case:
    """A comment that waits, with all that a moderator needs to decide on it.

    `held` is the colleague's decision that put it here, if one did; `back` leads to the place
    in the queue where it stood.
    """

    comment: Detail
    parent: Detail | None
    source: Source | None
    held: Verdict | None
    waits: str
    back: str


@for_moderators
@require_GET
def queue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one page of what waits."""
    waiting = waiting_comments(page_from(request.GET.dict()))
    context = {
        "waiting": waiting,
        "cases": _cases(actor, waiting, request.path),
        "reasons": standard_reasons(),
        "done": done_from(request, actor) if "done" in request.GET else None,
        "at": request.GET.get("at", ""),
    }
    return staff_page(request, actor, "queue.html", context)


def _cases(actor: Actor, waiting: Waiting, path: str) -> list[Case]:
    rows = waiting.rows
    parents = comments_among(actor, (row.parent for row in rows if row.parent))
    sources = sources_for(rows)
    decided = newest_decisions_on(row.id for row in rows)
    after = [following.id for _row, following in pairwise(rows)] + [""]
    cases = []
    for row, following in zip(rows, after, strict=False):
        verdict = decided.get(row.id)
        held = verdict if verdict is not None and verdict.after == "held" else None
        cases.append(
            Case(
                comment=row,
                parent=parents.get(row.parent),
                source=sources.get(row.id),
                held=held,
                waits=_how_long(row, held),
                back=_place(path, waiting.page, following),
            )
        )
    return cases


def _place(path: str, page: int, at: str) -> str:
    """Return the queue's address where what was decided is told above the comment `at`."""
    pairs: dict[str, str | int] = {"page": page} if page > 1 else {}
    if at:
        pairs["at"] = at
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _how_long(row: Detail, held: Verdict | None) -> str:
    since: list[datetime] = [row.created]
    since += [row.edited] if row.edited else []
    since += [held.created] if held else []
    now = clock.now()
    if (now - max(since)).total_seconds() < 60:  # noqa: PLR2004 - a minute
        return _("less than a minute")
    return timesince(max(since), now, depth=1)
