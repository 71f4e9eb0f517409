"""The queue: what waits for a moderator, each comment in its context and in her hands alone."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from colonnade.discussion.viewing import page_from
from colonnade.moderation.actions import claim
from colonnade.moderation.desk import AGES, ORDERS, Item, Sieve, counted, sieve_from
from colonnade.moderation.reading import (
    Desk,
    appeal_hours_a_week,
    count_appeals,
    desk_for,
    filters_of,
)
from colonnade.moderation.standing import GUEST, KNOWN, NEW, TRUSTED
from colonnade.people.reading import Actor, staff
from colonnade.staff.access import for_moderators
from colonnade.staff.cards import cards_for, how_long
from colonnade.staff.done import done_from, together_from
from colonnade.staff.pages import staff_page
from colonnade.staff.reasons import standard_reasons

SIZE = 25
LEVELS = {GUEST: _("guest"), NEW: _("new"), KNOWN: _("known"), TRUSTED: _("trusted")}
WHYS = {
    "reported": _("Reported"),
    "other": _("Waits by the site's rule, or a colleague held it"),
    "first_posts_wait": _("First posts"),
    "links_wait": _("Links"),
    "list_holds": _("A list"),
    "list_holds_because": _("A list, with a sentence"),
    "repeat_waits": _("Repeated text"),
    "like_removed_waits": _("Like something removed"),
    "measure_holds": _("A measure on the writer"),
    "raid_holds": _("Stricter hours"),
    "check_holds": _("The outside check"),
    "check_holds_because": _("The outside check, with a sentence"),
}
ORDER_WORDS = {"likely": _("Likely trouble first"), "oldest": _("The oldest first")}
# Whoever was quicker took one; then the next ones are tried.
_TRIES = 4


@for_moderators
@require_GET
def queue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one page of what waits, and take it in hand for this moderator."""
    asked = request.GET.dict()
    sieve, page = sieve_from(asked), page_from(asked)
    desk = desk_for(actor, sieve)
    total = len(desk.items)
    pages = max(1, -(-total // SIZE))
    page = min(page, pages)
    shown = _take(actor, desk, (page - 1) * SIZE)
    cards = cards_for(actor, shown)
    reasons = standard_reasons()
    context = {
        "cards": cards,
        "total": total,
        "page": page,
        "pages": pages,
        "desk": desk,
        "appeals": count_appeals(sections=desk.duty),
        "appeal_hours": appeal_hours_a_week(),
        "counts": [
            (one, WHYS.get(one.why, one.why), how_long(one.oldest)) for one in counted(desk.all)
        ],
        "sieve": sieve,
        "query": urlencode(sieve.pairs()),
        "back": _place(request.path, page, sieve.pairs()),
        "backs": {
            one.comment.id: _place(request.path, page, _at(sieve, one.after)) for one in cards
        },
        "offers": _offers(desk, sieve),
        "filters": filters_of(actor),
        "colleagues": [one for one in staff() if one.id != actor.person],
        "reasons": reasons,
        "titles": {one.number: one.title for one in reasons},
        "done": done_from(request, actor) if "done" in asked else None,
        "together": together_from(request),
        "at": asked.get("at", ""),
        "said": asked.get("said", ""),
    }
    return staff_page(request, actor, "queue.html", context)


def _take(actor: Actor, desk: Desk, start: int) -> list[Item]:
    """Take a page of what waits in hand; what a colleague took this moment is left to her."""
    mine: list[Item] = []
    behind = desk.items[start:]
    for _try in range(_TRIES):
        wanted, behind = behind[: SIZE - len(mine)], behind[SIZE - len(mine) :]
        if not wanted:
            break
        got = claim(actor=actor, comments=[one.comment for one in wanted])
        mine += [one for one in wanted if one.comment in got]
    return mine


def _offers(desk: Desk, sieve: Sieve) -> dict[str, object]:
    """Return what can be chosen: only what is there, and what was chosen."""
    sections = {one.section for one in desk.all if one.section} | {sieve.section} - {""}
    whys = {one.why for one in desk.all} | {sieve.why} - {""}
    return {
        "sections": {one: one for one in sorted(sections)},
        "levels": LEVELS,
        "whys": {why: WHYS.get(why, why) for why in sorted(whys)},
        "ages": AGES,
        "orders": {one: ORDER_WORDS[one] for one in ORDERS},
    }


def _at(sieve: Sieve, after: str) -> Mapping[str, str]:
    return {**sieve.pairs(), "at": after} if after else sieve.pairs()


def _place(path: str, page: int, pairs: Mapping[str, str]) -> str:
    """Return the queue's address where what was decided is told above the comment `at`."""
    whole = {"page": str(page), **pairs} if page > 1 else dict(pairs)
    return f"{path}?{urlencode(whole)}" if whole else path
