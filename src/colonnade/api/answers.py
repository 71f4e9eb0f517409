"""JSON answers: public ones, the same for everybody, and private ones."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from pydantic import BaseModel


def public_json(request: HttpRequest, shape: BaseModel) -> HttpResponse:
    """Answer with the same bytes for everybody, revalidated by a strong ETag."""
    return public_bytes(request, shape.model_dump_json().encode(), "application/json")


def public_bytes(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    """Answer public bytes: 304 where the client has them already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    said = request.META.get("HTTP_IF_NONE_MATCH", "")
    known = parse_etags(said) if said else []
    if known == ["*"] or etag in [tag.removeprefix("W/") for tag in known]:
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(body, content_type=content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def own_json(shape: BaseModel, *, status: int = 200) -> HttpResponse:
    """Answer with what is for this visitor alone: never stored."""
    body = shape.model_dump_json().encode()
    response = HttpResponse(body, content_type="application/json", status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
