"""What was decided lately, for the staff's eyes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from colonnade.discussion.reading import comments_among
from colonnade.discussion.viewing import page_from
from colonnade.moderation.reading import latest_decisions
from colonnade.people.policy import duty_of
from colonnade.people.reading import Actor
from colonnade.staff.access import for_moderators
from colonnade.staff.pages import staff_page

_SIZE = 50


@for_moderators
@require_GET
def decisions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one page of decisions, newest first."""
    page = page_from(request.GET.dict())
    found = latest_decisions(_SIZE + 1, skip=(page - 1) * _SIZE)
    shown = found[:_SIZE]
    duty = duty_of(actor)
    comments = comments_among(actor, (subject for subject, _ in shown))
    context = {
        "decisions": shown,
        "comments": {
            name: row
            for name, row in comments.items()
            if duty is None or row.thread_section in duty
        },
        "page": page,
        "more": len(found) > _SIZE,
    }
    return staff_page(request, actor, "decisions.html", context)
