"""The public copies of pictures: made on first demand, kept in the media folder."""

import os
import tempfile
from itertools import product
from pathlib import Path

from django.conf import settings

from colonnade.articles.models import Picture
from colonnade.articles.sizes import FORMATS, WIDTHS, PictureInfo, picture_info, picture_key
from colonnade.kit.pictures import make_copy
from colonnade.kit.refusals import Refusal

FOLDER = "pictures"
_NEWEST = 200
# What nearly every browser takes; the others wait for theirs.
_MODERN = ("avif", "webp")
# Nothing is left to be made of them: all copies are there, or the file is broken or gone.
# Forgotten with the process.
_finished: set[str] = set()


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


def make_missing_copy() -> bool:
    """Make one copy that readers will ask for and that is not there yet; tell whether one was.

    Only the newest pictures are looked through; what is left out is made when it is asked for,
    and so is what cannot be read: the page that asks shows the picture's words.
    """
    for row in Picture.objects.order_by("-pk")[:_NEWEST]:
        info = picture_info(row)
        if info is None or info.key in _finished:
            continue
        for form, width in product(_MODERN, info.widths):
            if not _file(info.key, width, form).exists():
                _make(info, width, form)
                return True
        _finished.add(info.key)
    return False


def _make(info: PictureInfo, width: int, form: str) -> None:
    try:
        copy_of(info.key, width, form)
    except (Refusal, OSError):
        _finished.add(info.key)


def forget_copies(file_hash: str) -> int:
    """Delete every copy of a picture that is no more; return how many there were."""
    _finished.discard(picture_key(file_hash))
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
