"""Uploaded pictures made into portraits and copies, decoded where a fault can do no harm."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from struct import unpack_from

from colonnade.kit import picture_child
from colonnade.kit.picture_child import COPIES, SIZES, TOO_MANY_PIXELS
from colonnade.kit.refusals import Kind, Refusal

__all__ = ["COPIES", "MAX_MIB", "SIZES", "make_copy", "make_portraits"]

MAX_MIB = 8

_SECONDS = 20  # on the wall; the child allows itself less time of the processor


def make_portraits(data: bytes) -> dict[int, bytes]:
    """Return the middle square of a JPEG, PNG, WebP or GIF as WebP of each of SIZES pixels.

    The first picture of an animation counts; nothing but pixels is kept: no EXIF, no place, no
    comment. Raises Refusal picture_too_large (max_mib), picture_too_many_pixels or
    picture_unreadable.
    """
    if len(data) > MAX_MIB * 2**20:
        raise Refusal("picture_too_large", Kind.TOO_LARGE, max_mib=MAX_MIB)
    return dict(zip(SIZES, _decoded(data), strict=True))


def make_copy(data: bytes, *, width: int, form: str) -> bytes:
    """Return the whole picture, upright, at most `width` pixels wide, in one of COPIES' formats.

    Nothing but pixels is kept. Raises Refusal picture_too_many_pixels or picture_unreadable.
    """
    (copy,) = _decoded(data, str(width), form)
    return copy


def _decoded(data: bytes, *wanted: str) -> list[bytes]:
    status, answer = _decode(data, *wanted)
    if status == TOO_MANY_PIXELS:
        raise Refusal("picture_too_many_pixels", Kind.INVALID)
    if status:
        raise Refusal("picture_unreadable", Kind.INVALID)
    return _parts(answer)


def _decode(data: bytes, *wanted: str) -> tuple[int, bytes]:
    """Run the child on `data`; return its exit status and what it wrote."""
    command = [sys.executable, "-I", picture_child.__file__, _libraries(), *wanted]
    try:
        child = subprocess.run(  # noqa: S603 - a program of our own, no shell
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, b""
    return child.returncode, child.stdout


def _libraries() -> str:
    """Return the folder that Pillow is in: an isolated interpreter may not look there."""
    found = importlib.util.find_spec("PIL")
    return str(Path(found.origin).parents[1]) if found and found.origin else ""


def _environment() -> dict[str, str]:
    """Return what an interpreter may need to start, and none of the site's secrets."""
    needed = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
    return {name: os.environ[name] for name in needed if name in os.environ}


def _parts(answer: bytes) -> list[bytes]:
    parts, at = [], 0
    while at < len(answer):
        (length,) = unpack_from(">I", answer, at)
        parts.append(answer[at + 4 : at + 4 + length])
        at += 4 + length
    return parts
