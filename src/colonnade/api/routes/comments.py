"""Single comments."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from colonnade.api import shapes
from colonnade.api.answers import own_json, public_json
from colonnade.api.guard import asking
from colonnade.api.showing import show_comment
from colonnade.api.typed import Edit
from colonnade.discussion.reading import Detail, comment_for
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.kit.ids import PUBLIC_ID
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor

router = Router(tags=["comments"])


@router.api_operation(
    ["GET", "HEAD"], "/comments/{comment}", operation_id="read_comment", response=shapes.Comment
)
def read(request: HttpRequest, comment: str) -> HttpResponse:
    """Read a comment: everybody a visible one, its writer and moderators also a held one."""
    public = comment_for(Actor(), _known(comment))
    if public is not None:
        return public_json(request, show_comment(public))
    return own_json(show_comment(_there(comment_for(asking(request), comment))))


@router.patch("/comments/{comment}", operation_id="edit_comment", response=shapes.Comment)
def edit(request: HttpRequest, comment: str, typed: Edit) -> HttpResponse:
    """Change the wording of one's own comment; the former wording is kept and can be read."""
    actor = asking(request)
    edit_comment(actor=actor, comment=_known(comment), body=typed.body, revision=typed.revision)
    return own_json(show_comment(_there(comment_for(actor, comment))))


@router.delete("/comments/{comment}", operation_id="delete_comment", response={204: None})
def delete(request: HttpRequest, comment: str) -> HttpResponse:
    """Delete one's own comment; where it was answered, a tombstone keeps its place."""
    delete_comment(actor=asking(request), comment=_known(comment))
    response = HttpResponse(status=204)
    del response.headers["Content-Type"]
    return response


def _known(public_id: str) -> str:
    if not PUBLIC_ID.fullmatch(public_id):
        raise Refusal("comment_missing", Kind.MISSING)
    return public_id


def _there(comment: Detail | None) -> Detail:
    if comment is None:
        raise Refusal("comment_missing", Kind.MISSING)
    return comment
