"""The files of the site's own look: its stylesheet and its logo."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.kit.refusals import Kind, Refusal
from colonnade.sites.reading import current_site
from colonnade.web.keeping import AS_SITE, tell
from colonnade.web.look import stylesheet_of

_FOREVER = "public, max-age=31536000, immutable"


@require_safe
def stylesheet(request: HttpRequest, name: str) -> HttpResponse:
    """Send the stylesheet that the owner's accent color and own CSS make."""
    current, text = stylesheet_of(current_site())
    if not current:
        raise Refusal("look_missing", Kind.MISSING)
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    # An older page may still ask for the older one: it gets what holds now, and does not keep it.
    response.headers["Cache-Control"] = _FOREVER if name == current else "public, no-cache"
    if name == current:
        tell(response, AS_SITE)
    return response


@require_safe
def logo(request: HttpRequest, name: str) -> FileResponse:
    """Send the site's logo: always a WebP that we made ourselves."""
    path = settings.MEDIA_ROOT / "look" / name
    if not path.is_file():
        raise Refusal("picture_missing", Kind.MISSING)
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response.headers["Cache-Control"] = _FOREVER
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
