"""Public profiles."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.discussion.reading import comments_by
from colonnade.kit.keys import SHOWN, person_key, spoken_by, topic_key
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor, Profile, profile_of
from colonnade.web.keeping import Keeping
from colonnade.web.views.pages import public_page


def profile_or_refuse(handle: str) -> Profile:
    """Return the profile, or raise Refusal person_missing."""
    found = profile_of(handle)
    if found is None:
        raise Refusal("person_missing", Kind.MISSING, name=handle)
    return found


@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """Show a person and her newest comments."""
    found = profile_or_refuse(handle)
    comments = comments_by(Actor(), person=found.id, limit=50)
    topics = {topic_key(row.thread) for row in comments}
    keeping = Keeping((person_key(handle), spoken_by(handle), SHOWN, *sorted(topics)))
    context = {"profile": found, "comments": comments}
    return public_page(request, "web/person.html", context, keeping=keeping)


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a person's picture: always a WebP that we made ourselves."""
    path = settings.MEDIA_ROOT / "portraits" / f"{name}.webp"
    if not path.is_file():
        raise Refusal("picture_missing", Kind.MISSING)
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
