"""The owner's list of accounts: roles; measures stand on each one's own page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from colonnade.discussion.reading import section_labels
from colonnade.discussion.viewing import page_from
from colonnade.flows.give_role import give_role as give
from colonnade.kit.refusals import Refusal
from colonnade.people.policy import ROLES
from colonnade.people.reading import Account, Actor, accounts, duties, people_behind
from colonnade.sites.reading import current_site
from colonnade.staff.access import for_owners
from colonnade.staff.pages import see, staff_page

_SIZE = 50
_QUERY_LIMIT = 200


@for_owners
@require_GET
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List accounts, staff first, or those whose name or address holds the query."""
    return _list(request, actor)


@for_owners
@require_POST
def give_role(request: HttpRequest, actor: Actor, handle: str) -> HttpResponse:
    """Give somebody else another role."""
    try:
        give(actor=actor, handle=handle, role=request.POST.get("role", ""))
    except Refusal as refusal:
        return _list(request, actor, refusal)
    return _back(request, handle)


def _back(request: HttpRequest, handle: str) -> HttpResponse:
    query = {name: request.POST[name] for name in ("q", "page") if request.POST.get(name)}
    return see(reverse("staff_people") + f"#p-{handle}", **query, saved=handle)


def _duties(found: list[Account]) -> dict[str, list[str]]:
    """Return by handle for which sections the moderators among them answer."""
    known = duties()
    moderators = [one.handle for one in found if one.role == "moderator"]
    people = people_behind(moderators)
    return {handle: known.get(person, []) for handle, person in people.items()}


def _list(request: HttpRequest, actor: Actor, refusal: Refusal | None = None) -> HttpResponse:
    asked = request.GET.dict() or request.POST.dict()
    page = page_from(asked)
    query = asked.get("q", "")[:_QUERY_LIMIT].replace("\0", "").strip()
    found = accounts(like=query, limit=_SIZE + 1, skip=(page - 1) * _SIZE)
    context = {
        "people": found[:_SIZE],
        "roles": ROLES,
        "sections": section_labels(current_site()),
        "duties": _duties(found),
        "query": query,
        "page": page,
        "more": len(found) > _SIZE,
        "saved": request.GET.get("saved", ""),
    }
    return staff_page(request, actor, "people.html", context, refusal=refusal)
