"""What the staff's views share: rendering, and the way back after an act."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template import engines
from django.urls import reverse

from colonnade.flows.sentences import sentence, status
from colonnade.kit.refusals import Refusal
from colonnade.people.policy import may_own, may_write
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site

_DIGITS = 9


def staff_page(
    request: HttpRequest,
    actor: Actor,
    template: str,
    context: Mapping[str, object],
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Answer with a page for this person alone; with a refusal's words and status if given."""
    whole = {
        "site": context.get("site") or current_site(),
        "path": request.path,
        "token": get_token(request),
        "actor": actor,
        "owns": may_own(actor),
        # Views that know say whether others than owners have the law desk.
        "law": may_own(actor),
        "writes": settings.CONFIG.articles and may_write(actor),
        "shortcuts": getattr(request.user, "shortcuts", True),
        "refusal": sentence(refusal) if refusal else "",
        **context,
    }
    text = engines["jinja2"].get_template(f"staff/{template}").render(whole)
    response = HttpResponse(text, status=status(refusal) if refusal else 200)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def see(address: str, **query: str) -> HttpResponse:
    """Lead on to an address of this room, with more in its query."""
    parts = urlsplit(address)
    pairs = {**dict(parse_qsl(parts.query)), **query}
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    found = f"{parts.path}?{urlencode(pairs)}" if pairs else parts.path
    return HttpResponseRedirect(found + fragment, status=303)


def staff_path(raw: str) -> str:
    """Return `raw` if it leads to a page of this room, else the queue's address."""
    home = reverse("staff_queue")
    inside = raw.startswith(home) and ".." not in raw and "\\" not in raw
    return raw if inside else home


def number_from(word: str) -> int:
    """Return the whole number that a form's field holds, 0 where it holds none."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else 0
