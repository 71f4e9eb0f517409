"""A link in the staff's mail: it shows one comment, and decides on it once, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.discussion.reading import Detail, comments_among
from colonnade.flows.decide_by_mail import decide_by_mail, whom_a_link_is_for
from colonnade.kit.refusals import Refusal
from colonnade.people.reading import Actor
from colonnade.staff.asked import ground_from, seen_from, worded
from colonnade.staff.pages import staff_page
from colonnade.staff.reasons import standard_reasons


@require_http_methods(["GET", "POST"])
def by_mail(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what the link is for (GET, as often as wanted); decide, and use it up (POST)."""
    actor, comment = whom_a_link_is_for(secret)
    if request.method == "GET":
        return _page(request, actor, comment)
    typed = request.POST
    ground = ground_from(typed)
    try:
        decide_by_mail(
            secret=secret,
            act=typed.get("act", ""),
            reason=worded(typed.get("reason", ""), ground),
            ground=ground,
            seen=seen_from(typed),
        )
    except Refusal as refusal:
        return _page(request, actor, comment, refusal)
    return staff_page(request, actor, "by_mail.html", {"done": typed.get("act", "")})


def _page(
    request: HttpRequest, actor: Actor, comment: Detail, refusal: Refusal | None = None
) -> HttpResponse:
    parents = comments_among(actor, [comment.parent]) if comment.parent else {}
    context = {
        "comment": comment,
        "parent": parents.get(comment.parent),
        "reasons": standard_reasons(),
        "typed": request.POST.get("reason", ""),
        "done": "",
    }
    return staff_page(request, actor, "by_mail.html", context, refusal=refusal)
