"""A comment's own addresses: where it stands, and what its writer may do with it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from colonnade.discussion.policy import BODY_LIMIT, may_delete, may_edit, may_see
from colonnade.discussion.reading import (
    Detail,
    comment_for,
    own_comment_for,
    page_of,
    place_of,
    public_wordings,
    source_for,
)
from colonnade.discussion.render import comment_html
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.sentences import sentence, status
from colonnade.flows.waiting_words import why_it_waits
from colonnade.kit import clock
from colonnade.kit.keys import thread_key
from colonnade.kit.markup import Format, render
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.reading import statements_on
from colonnade.people.reading import Actor
from colonnade.people.visitor import actor_from, guest_token
from colonnade.sites.reading import current_site, public_address
from colonnade.web.discussion_part import see_now
from colonnade.web.keeping import Keeping, people_in
from colonnade.web.typed import insist_decodable
from colonnade.web.viewing import saved_viewing
from colonnade.web.views.errors import problem, wait_long_enough, wants_json
from colonnade.web.views.pages import ask_to_leave_out, own_page, public_page

_DIGITS = 9


@require_safe
def comment(request: HttpRequest, comment: str) -> HttpResponse:
    """Lead to the page that holds the comment under this reader's options, at its anchor."""
    viewing = saved_viewing(request)
    place = place_of(comment, viewing)
    if place is not None:
        path, page, is_left_out = place
        answer = see_now(f"{path}{viewing.query(page)}#c-{comment}")
        if is_left_out:
            ask_to_leave_out(answer)
        return answer
    if own_comment_for(actor_from(request), comment) is not None:
        return HttpResponseRedirect(reverse("mine", args=[comment]), status=303)
    raise Refusal("comment_missing", Kind.MISSING)


def own_comment(request: HttpRequest, comment: str) -> tuple[Actor, Detail]:
    """Return the visitor and her own comment; raises Refusal comment_missing."""
    actor = actor_from(request)
    found = own_comment_for(actor, comment)
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    return actor, found


def _changeable(request: HttpRequest, comment: str) -> tuple[Actor, Detail]:
    """Return the same where its thread is not hidden from her."""
    actor, found = own_comment(request, comment)
    if not may_see(actor, found):
        raise Refusal("comment_missing", Kind.MISSING)
    return actor, found


@require_safe
def mine(request: HttpRequest, comment: str) -> HttpResponse:
    """Show a writer her own comment, held or not, with its state and what she may do."""
    actor, found = own_comment(request, comment)
    token = guest_token(request)
    is_guests = actor.guest is not None and actor.guest == found.guest
    key = reverse("guest_key", args=[token, comment]) if is_guests else ""
    context = {
        "comment": found,
        "waits_because": why_it_waits(comment) if found.visibility == "held" else "",
        "decision": statements_on(actor, [comment]).get(comment, ""),
        "private_link": public_address(key) if key else "",
        "placed": page_of(comment, saved_viewing(request)) is not None,
        "may_edit": may_edit(actor, found, minutes=current_site().edit_minutes, now=clock.now()),
        "may_delete": may_delete(actor, found),
    }
    return own_page(request, "web/mine.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, comment: str) -> HttpResponse:
    """Show the form with the comment's source (GET); preview or keep a new wording (POST)."""
    actor, found = _changeable(request, comment)
    if not may_edit(actor, found, minutes=current_site().edit_minutes, now=clock.now()):
        raise Refusal("edit_denied", Kind.DENIED)
    if request.method == "GET":
        wording = source_for(found)
        return _edit_form(request, found, body=wording.source, revision=wording.number)
    body = request.POST.get("body", "")
    revision = _number(request.POST.get("revision", ""))
    try:
        insist_decodable(request)
        if "preview" in request.POST:
            text = accept_text(body, field="body", limit=BODY_LIMIT)
            html = render(text, Format.MARKDOWN)
            return _edit_form(request, found, body=body, revision=revision or 0, preview=html)
        held = edit_comment(actor=actor, comment=comment, body=body, revision=revision)
    except Refusal as refusal:
        if wants_json(request):
            return problem(refusal)
        fresh = found.revision if refusal.code == "edited_elsewhere" else revision or 0
        return _edit_form(request, found, body=body, revision=fresh, refusal=refusal)
    if wants_json(request):
        fresh_row = comment_for(actor, comment)
        html = comment_html(fresh_row, current_site()) if fresh_row else ""
        return JsonResponse({"html": html, "held": held})
    return HttpResponseRedirect(reverse("mine" if held else "comment", args=[comment]), status=303)


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else None


def _edit_form(
    request: HttpRequest,
    found: Detail,
    *,
    body: str,
    revision: int,
    preview: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse:
    conflict = refusal is not None and refusal.code == "edited_elsewhere"
    context = {
        "comment": found,
        "body": body,
        "revision": revision,
        "preview": preview,
        "refusal": sentence(refusal) if refusal else "",
        "theirs": source_for(found).source if conflict else "",
        "limit": BODY_LIMIT,
    }
    code = status(refusal) if refusal else 200
    page = own_page(request, "web/edit.html", context, status=code)
    return wait_long_enough(page, refusal)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, comment: str) -> HttpResponse:
    """Ask whether the comment shall go (GET), and delete it (POST)."""
    actor, found = _changeable(request, comment)
    if not may_delete(actor, found):
        raise Refusal("delete_denied", Kind.DENIED)
    if request.method == "GET":
        return own_page(request, "web/delete.html", {"comment": found})
    delete_comment(actor=actor, comment=comment)
    address = found.thread_path
    if wants_json(request):
        return JsonResponse({"thread": address})
    return own_page(request, "web/deleted.html", {"comment": found, "thread": address})


@require_safe
def history(request: HttpRequest, comment: str) -> HttpResponse:
    """Show every wording of a visible comment, newest first."""
    found = comment_for(Actor(), comment)
    if found is None:
        raise Refusal("comment_missing", Kind.MISSING)
    context = {"comment": found, "wordings": public_wordings(found)}
    keeping = Keeping((thread_key(found.thread), *people_in([found])))
    return public_page(request, "web/history.html", context, keeping=keeping)
