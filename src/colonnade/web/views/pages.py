"""What page views share: rendering, cacheable answers, numbers of pages."""

import hashlib
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines

from colonnade.people.visitor import member_named
from colonnade.sites.reading import current_site
from colonnade.web.csp import policy_with
from colonnade.web.keeping import Keeping, tell
from colonnade.web.wording import spoken_now

PUBLIC = "public, no-cache"


def fill(template: str, context: Mapping[str, object], request: HttpRequest) -> str:
    """Return a Jinja2 template's text, without request, session or token in its context."""
    site = context.get("site") or current_site()
    places = {"path": request.path, "here": request.get_full_path()}
    return str(
        engines["jinja2"]
        .get_template(template)
        .render({**spoken_now(), "site": site, **places, **context})
    )


def public_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    keeping: Keeping | None,
    frames: tuple[str, ...] = (),
) -> HttpResponse:
    """Answer with the same bytes for everybody, to be revalidated by its strong ETag.

    Such a page carries the owner's own HTML; search engines are asked to leave out one whose
    context has `left_out`. `frames`: hosts whose videos it may hold.
    `keeping`: what spoils a copy of it; None where nobody is to keep one.
    """
    slots = current_site().slots
    body = fill(template, {"slots": slots, **context}, request).encode()
    response = public_answer(request, body, keeping=keeping)
    if context.get("left_out"):
        ask_to_leave_out(response)
    response.headers["Content-Security-Policy"] = policy_with(slots, frames)
    return response


def ask_to_leave_out(response: HttpResponse) -> None:
    """Ask search engines to leave an answer out."""
    response.headers["X-Robots-Tag"] = "noindex"


def public_answer(
    request: HttpRequest,
    body: bytes,
    content_type: str = "text/html; charset=utf-8",
    *,
    keeping: Keeping | None,
) -> HttpResponse:
    """Answer public bytes, 304 where the client has them already; `keeping` as for a page."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "")
    if etag in {tag.strip() for tag in known.split(",")}:
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(body, content_type=content_type)
    if keeping is not None:
        tell(response, keeping)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PUBLIC
    return response


def own_page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Answer with a page for this visitor alone: never stored, with a token for its forms."""
    whole = {"token": get_token(request), **context}
    return passing_page(request, template, whole, status=status)


def passing_page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int
) -> HttpResponse:
    """Answer with a page that nobody stores and that needs no token: no cookie comes with it.

    Its head names the member who asks.
    """
    whole = {"visitor": member_named(request), **context}
    response = HttpResponse(fill(template, whole, request), status=status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
