"""Writing a comment: form, preview, post. Nothing typed is ever lost on the way."""

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.discussion.policy import BODY_LIMIT, STAFF
from colonnade.discussion.reading import Detail, ThreadInfo, comment_for
from colonnade.discussion.render import comment_html
from colonnade.flows.post_comment import NewComment, Posted, key_from, post_comment
from colonnade.flows.sentences import sentence, status
from colonnade.flows.waiting_words import why_held_now
from colonnade.kit.markup import Format, render
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.people.policy import may_comment
from colonnade.people.visitor import actor_from, guest_token, keep_guest, new_guest_token
from colonnade.sites.reading import current_site
from colonnade.web.bearing import told_at_form
from colonnade.web.typed import insist_decodable
from colonnade.web.views.errors import problem, wait_long_enough, wants_json
from colonnade.web.views.pages import own_page
from colonnade.web.views.thread import thread_or_refuse


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    body: str = ""
    name: str = ""
    parent: str = ""
    key: str = ""


def _typed(request: HttpRequest) -> Typed:
    fields = request.POST
    return Typed(
        body=fields.get("body", ""),
        name=fields.get("name", ""),
        parent=fields.get("parent", ""),
        key=fields.get("key", ""),
    )


@csrf_exempt  # a preview writes nothing; the cacheable page that leads here has no token
@require_http_methods(["GET", "POST"])
def comment_form(request: HttpRequest, thread: str) -> HttpResponse:
    """Show the form (GET), or a preview of what was typed with a button that posts it (POST)."""
    found = thread_or_refuse(current_site(), thread)
    if request.method == "GET":
        return _form(request, found, Typed())
    typed = _typed(request)
    try:
        insist_decodable(request)
        body = accept_text(typed.body, field="body", limit=BODY_LIMIT)
    except Refusal as refusal:
        return problem(refusal) if wants_json(request) else _form(request, found, typed, refusal)
    html = render(body, Format.MARKDOWN)
    if wants_json(request):
        return JsonResponse({"html": html})
    return _form(request, found, typed, preview=html)


@require_safe
def reply_form(request: HttpRequest, comment: str) -> HttpResponse:
    """Show the form for an answer, under the comment that is answered."""
    parent = _visible(request, comment)
    found = thread_or_refuse(current_site(), parent.thread)
    return _form(request, found, Typed(parent=parent.id))


@require_POST
def post(request: HttpRequest, thread: str) -> HttpResponse:
    """Post what was typed, or show the form again with everything in it and the reason."""
    typed = _typed(request)
    actor = actor_from(request)
    try:
        insist_decodable(request)
        key = key_from(typed.key)
        known = guest_token(request) if actor.guest is not None else ""
        token = known or new_guest_token(thread, key)
        new = NewComment(
            thread=thread,
            body=typed.body,
            key=key,
            parent=typed.parent,
            name=typed.name,
            guest_token="" if actor.is_member else token,
        )
        posted = post_comment(actor=actor, new=new)
    except Refusal as refusal:
        found = thread_or_refuse(current_site(), thread)
        return problem(refusal) if wants_json(request) else _form(request, found, typed, refusal)
    response = _posted(request, posted)
    if not actor.is_member:
        keep_guest(response, token)
    return response


def _posted(request: HttpRequest, posted: Posted) -> HttpResponse:
    own = reverse("mine", args=[posted.comment])
    place = reverse("comment", args=[posted.comment])
    if not wants_json(request):
        simple = posted.author.is_member and not posted.held
        return HttpResponseRedirect(place if simple else own, status=303)
    # Where it came before: with staff's eyes, since she may have deleted it.
    detail = posted.shown or comment_for(STAFF, posted.comment)
    html = comment_html(detail, current_site()) if detail is not None else ""
    number = 0 if detail is None else detail.seq
    body = {"id": posted.comment, "number": number, "held": posted.held, "html": html, "mine": own}
    why = why_held_now(posted.verdict)
    return JsonResponse({**body, "why": why} if why else body, status=201)


def _visible(request: HttpRequest, comment: str) -> Detail:
    found = comment_for(actor_from(request), comment)
    if found is None or found.visibility != "visible":
        raise Refusal("comment_missing", Kind.MISSING)
    return found


def _form(
    request: HttpRequest,
    thread: ThreadInfo,
    typed: Typed,
    refusal: Refusal | None = None,
    *,
    preview: str = "",
) -> HttpResponse:
    actor = actor_from(request)
    at_form = told_at_form(actor, thread)
    may = may_comment(actor, thread.commenting) and not thread.closed
    context = {
        "thread": thread,
        "actor": actor,
        "may": may and not at_form.keeps_out,
        "typed": typed,
        # A key that was used for another text must not come back.
        "key": str(uuid4()) if _is_spent(typed, refusal) else typed.key,
        "parent": comment_for(actor, typed.parent) if typed.parent else None,
        "preview": preview,
        "refusal": sentence(refusal) if refusal else "",
        "limit": BODY_LIMIT,
        "bears": at_form.bears,
        "stricter": at_form.stricter,
    }
    code = status(refusal) if refusal else 200
    page = own_page(request, "web/compose.html", context, status=code)
    return wait_long_enough(page, refusal)


def _is_spent(typed: Typed, refusal: Refusal | None) -> bool:
    return not typed.key or (refusal is not None and refusal.code in {"key_taken", "key_invalid"})
