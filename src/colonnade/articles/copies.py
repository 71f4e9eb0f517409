"""The public copies of pictures: made on first demand, kept in the media folder."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from colonnade.articles.models import Picture
from colonnade.articles.sizes import FORMATS, WIDTHS, PictureInfo, picture_key
from colonnade.kit.pictures import make_copy

FOLDER = "pictures"


def copy_of(key: str, width: int, form: str) -> Path | None:
    """Return the file of a copy, made now if it is not there; None where there is no such copy.

    Raises the refusals of `make_copy`.
    """
    if width not in WIDTHS or form not in FORMATS:
        return None
    path = _file(key, width, form)
    if path.is_file():
        return path
    row = Picture.objects.filter(file_hash__startswith=key).order_by("pk").first()
    if row is None or not key:
        return None
    with row.open_file() as file:
        _write(path, make_copy(file.read(), width=width, form=form))
    return path


def make_copies(picture: PictureInfo) -> None:
    """Make every copy of a picture that is not there yet, before readers ask for them."""
    for form in FORMATS:
        for width in picture.widths:
            copy_of(picture.key, width, form)


def forget_copies(file_hash: str) -> int:
    """Delete every copy of a picture that is no more; return how many there were."""
    found = list(_folder().glob(f"{picture_key(file_hash)}-*"))
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def _file(key: str, width: int, form: str) -> Path:
    return _folder() / f"{key}-{width}.{form}"


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place whole; two who make the same one do no harm."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, half = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(half).replace(path)
