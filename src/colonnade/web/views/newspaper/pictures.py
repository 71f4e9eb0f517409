"""Pictures of articles: copies for readers, originals for the newsroom."""

from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from colonnade.articles.copies import copy_of
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.policy import may_write
from colonnade.people.visitor import member_from

TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
_YEAR = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, key: str, width: str, form: str) -> FileResponse:
    """Send a copy made from a picture's pixels; its address changes with its content."""
    path = copy_of(key, int(width), form)
    if path is None:
        raise Refusal("picture_missing", Kind.MISSING)
    return _send(path, form, _YEAR)


@require_safe
def newsroom_picture(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """Send an original, or a copy for the newsroom's screens, to one who writes."""
    if not may_write(member_from(request)):
        raise Refusal("picture_missing", Kind.MISSING)
    path = (Path(settings.MEDIA_ROOT) / folder / name).resolve()
    form = path.suffix.lstrip(".").lower()
    if path.parent != (Path(settings.MEDIA_ROOT) / folder).resolve() or form not in TYPES:
        raise Refusal("picture_missing", Kind.MISSING)
    if not path.is_file():
        raise Refusal("picture_missing", Kind.MISSING)
    return _send(path, form, "private, max-age=600")


def _send(path: Path, form: str, keep: str) -> FileResponse:
    response = FileResponse(path.open("rb"), content_type=TYPES[form], status=HTTPStatus.OK)
    response.headers["Cache-Control"] = keep
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
