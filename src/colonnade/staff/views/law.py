"""The law desk: orders of authorities, what is kept for them under seal, and who has the desk."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from colonnade.discussion.reading import comment_for, comments_among
from colonnade.discussion.viewing import page_from
from colonnade.flows.alarm_desk import at_the_desk
from colonnade.flows.give_law_desk import give_law_desk
from colonnade.flows.obey import obey, set_aside
from colonnade.flows.take_order import acknowledge_order, take_order
from colonnade.flows.unseal import unseal
from colonnade.kit import clock
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.orders import DUE, KINDS, NewOrder
from colonnade.moderation.reading.orders import (
    ORDERS_SIZE,
    OrderSeen,
    law_duties,
    looks_at,
    open_orders,
    order_named,
    orders_about,
    settled_orders,
)
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor, staff
from colonnade.sites.reading import current_site
from colonnade.staff.access import for_law_desk, for_owners
from colonnade.staff.asked import seen_from
from colonnade.staff.pages import number_from, see, staff_page

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(?::\d{2})?")
_FIELDS = ("authority", "reference", "kind", "comment", "law", "words")
_TIMES = ("received", "deadline", "silent_until")
# What an address of a comment on this site may be cut from.
_WORD = re.compile(r"[0-9a-z]+")
_LONGEST = 500


@for_law_desk
@require_GET
def orders(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what is to be carried out, the one due first first, and what is settled."""
    page = page_from(request.GET.dict())
    waiting, settled = open_orders(), settled_orders(page)
    subjects = {one.subject for one in (*waiting, *settled[:ORDERS_SIZE])}
    context = {
        "waiting": waiting,
        "settled": settled[:ORDERS_SIZE],
        "page": page,
        "more": len(settled) > ORDERS_SIZE,
        "comments": comments_among(actor, subjects),
        "now": clock.now(),
        "law": True,
        "holders": law_duties(),
        "colleagues": [one for one in staff() if one.role != "owner"] if may_own(actor) else [],
        "saved": request.GET.get("saved", ""),
        "unheard": not at_the_desk(),
    }
    return staff_page(request, actor, "law.html", context)


@for_law_desk
@require_http_methods(["GET", "POST"])
def new_order(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what was ordered (GET); keep it and lead there (POST)."""
    typed, refusal = request.POST.dict(), None
    if request.method == "POST":
        try:
            order = take_order(actor=actor, new=_order_from(typed))
            return see(reverse("staff_order", args=[order]), saved="new")
        except Refusal as found:
            refusal = found
    else:
        typed = {"comment": request.GET.get("comment", ""), "kind": KINDS[0]}
        typed["received"] = clock.now().astimezone(_zone()).strftime("%Y-%m-%dT%H:%M")
    about = comment_for(actor, comment_from(typed.get("comment", "")))
    context = {"typed": typed, "kinds": KINDS, "law": True, "comment": about, "due": DUE}
    context["unheard"] = not at_the_desk()
    return staff_page(request, actor, "new_order.html", context, refusal=refusal)


@for_law_desk
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, actor: Actor, order: str) -> HttpResponse:
    """Show one order (GET); acknowledge it, carry it out or set it aside (POST)."""
    found = _found(order)
    if request.method == "GET":
        return _order_page(request, actor, found)
    try:
        _act(actor, order, request.POST)
    except Refusal as refusal:
        return _order_page(request, actor, _found(order), refusal=refusal)
    return see(reverse("staff_order", args=[order]), saved="act")


@for_law_desk
@require_http_methods(["GET", "POST"])
def sealed(request: HttpRequest, actor: Actor, order: str) -> HttpResponse:
    """Ask why somebody looks at a sealed copy (GET); write it down and show the copy (POST)."""
    found, copy, refusal = _found(order), None, None
    why = request.POST.get("why", "")
    if request.method == "POST":
        try:
            copy = json.loads(unseal(actor=actor, order=order, why=why))
        except Refusal as caught:
            refusal = caught
    context = {"order": found, "copy": copy, "why": why, "law": True, "looks": looks_at(order)}
    return staff_page(request, actor, "sealed.html", context, refusal=refusal)


@for_owners
@require_POST
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say who of the staff has the law desk besides the owners."""
    chosen = {number_from(word) for word in request.POST.getlist("person")}
    give_law_desk(actor=actor, people=chosen)
    return see(reverse("staff_law"), saved="desk")


def _order_page(
    request: HttpRequest, actor: Actor, found: OrderSeen, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "order": found,
        "comment": comments_among(actor, [found.subject]).get(found.subject),
        "others": [one for one in orders_about(found.subject) if one.id != found.id],
        "late": found.is_late(clock.now()),
        "looks": looks_at(found.id),
        "silent": found.silent_until is not None and found.silent_until > clock.now(),
        "answer": request.POST.get("answer", ""),
        "saved": request.GET.get("saved", "") if refusal is None else "",
        "law": True,
        "unheard": found.is_open and not at_the_desk(),
    }
    return staff_page(request, actor, "order.html", context, refusal=refusal)


def _act(actor: Actor, order: str, typed: Mapping[str, str]) -> None:
    act, answer = typed.get("act", ""), typed.get("answer", "")
    if act == "acknowledge":
        acknowledge_order(actor=actor, order=order)
    elif act == "obey":
        obey(actor=actor, order=order, answer=answer, seen=seen_from(typed))
    elif act == "aside":
        set_aside(actor=actor, order=order, answer=answer)
    else:
        raise Refusal("act_impossible", Kind.CONFLICT, state="", act=act[:20])


def _found(order: str) -> OrderSeen:
    found = order_named(order)
    if found is None:
        raise Refusal("order_missing", Kind.MISSING)
    return found


def _order_from(typed: Mapping[str, str]) -> NewOrder:
    """Return the order that a form says; raises Refusal order_time."""
    words = {name: typed.get(name, "") for name in _FIELDS}
    words["comment"] = comment_from(words["comment"])
    received, deadline, silent = (moment_from(typed.get(name, "")) for name in _TIMES)
    if typed.get("silent") and silent is None:
        raise Refusal("order_silence", Kind.INVALID)
    silent = silent if typed.get("silent") else None
    return NewOrder(**words, received=received, deadline=deadline, silent_until=silent)


def comment_from(raw: str) -> str:
    """Return the public id that was typed, or that an address of a comment here holds, or ''."""
    words = _WORD.findall(raw[:_LONGEST])
    return next((word for word in reversed(words) if PUBLIC_ID.fullmatch(word)), "")


def moment_from(raw: str) -> datetime | None:
    """Return a moment typed in the site's zone, None for an empty field; raises order_time."""
    if not raw.strip():
        return None
    match = _MOMENT.fullmatch(raw.strip())
    if match is None:
        raise Refusal("order_time", Kind.INVALID)
    try:
        local = datetime.fromisoformat(f"{match[1]}T{match[2]:0>5}")
        return local.replace(tzinfo=_zone()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refusal("order_time", Kind.INVALID) from error


def _zone() -> ZoneInfo:
    return ZoneInfo(current_site().time_zone)
