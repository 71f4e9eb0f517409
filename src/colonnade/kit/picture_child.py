"""The program that decodes one uploaded picture, from standard input to standard output.

Its arguments: the folder of the library, and for one copy instead of portraits: its greatest width
and its format.

It is run by its path in an isolated interpreter, so it imports nothing of ours. Its memory and
time are bounded before a byte of the picture is looked at.
"""

import resource
import sys
import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from struct import pack

sys.path += sys.argv[1:2] if __name__ == "__main__" else []

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

SIZES = (48, 96, 192)  # pixels
UNREADABLE = 3  # exit status
TOO_MANY_PIXELS = 4  # exit status
# How copies are written; the speed of AVIF costs a tenth of its size and saves most of its time.
COPIES: dict[str, tuple[str, dict[str, int]]] = {
    "avif": ("AVIF", {"quality": 58, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 78}),
    "jpg": ("JPEG", {"quality": 80, "progressive": 1, "optimize": 1}),
    "png": ("PNG", {"optimize": 1}),
}

_MAX_PIXELS = 40_000_000
_MEMORY = 188 * 2**20  # bytes of memory in use, at most
_MEMORY_FOR_COPIES = 384 * 2**20  # of an editor's picture, many times as wide as a portrait
_MEMORY_ANYWHERE = 512 * 2**20  # bytes of address space, where use cannot be measured
_SECONDS = 10  # of the processor
_QUALITY = 82
_NEAR = 1024  # pixels; larger squares are thinned out to this before they are scaled well
# Loaded before memory is bounded.
_FORMATS = tuple(
    reader.format
    for reader in (
        AvifImagePlugin.AvifImageFile,
        GifImagePlugin.GifImageFile,
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
    )
)
_ORIENTATION = 0x0112  # the EXIF tag, and what undoes each of its values
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class _TooManyPixels(Exception):
    """The picture would need more memory than it may have."""


def main() -> int:
    """Answer with each portrait behind its length in four bytes; return the exit status."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS // 2  # it refuses twice this before it makes room
    data = sys.stdin.buffer.read()
    _bound(_MEMORY_FOR_COPIES if sys.argv[2:] else _MEMORY)
    try:
        answer = b"".join(pack(">I", len(part)) + part for part in _parts(data, sys.argv[2:]))
    except (_TooManyPixels, Image.DecompressionBombError, MemoryError):
        return TOO_MANY_PIXELS
    except Exception:  # noqa: BLE001 - decoders of hostile data fail in every way
        return UNREADABLE
    sys.stdout.buffer.write(answer)
    return 0


def _bound(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    room = _MEMORY_ANYWHERE
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text("ascii").split()
        reserved, used = (int(count) * resource.getpagesize() for count in pages[:2])
        room = reserved + memory - used
    with suppress(ValueError, OSError):  # some systems know the limit and do not keep it
        resource.setrlimit(resource.RLIMIT_AS, (room, room))


def _parts(data: bytes, wanted: list[str]) -> list[bytes]:
    return [_copy(data, int(wanted[0]), wanted[1])] if wanted else _portraits(data)


def _copy(data: bytes, width: int, form: str) -> bytes:
    """Return the whole picture, upright and at most so wide, of its pixels alone."""
    with Image.open(BytesIO(data), formats=_FORMATS) as picture:
        if picture.width * picture.height > _MAX_PIXELS:
            raise _TooManyPixels
        turn = _UPRIGHT.get(_orientation(picture))
        picture.draft("RGB", (width, width))
        picture.load()
        whole = _plain(picture)
    upright = whole.transpose(turn) if turn is not None else whole
    if upright.width > width:
        height = max(1, round(upright.height * width / upright.width))
        upright = upright.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if form == "jpg" and upright.mode == "RGBA":
        paper = Image.new("RGB", upright.size, "white")
        paper.paste(upright, mask=upright.getchannel("A"))
        upright = paper
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    out = BytesIO()
    name, options = COPIES[form]
    bare.save(out, name, **options)
    return out.getvalue()


def _portraits(data: bytes) -> list[bytes]:
    with Image.open(BytesIO(data), formats=_FORMATS) as picture:
        if picture.width * picture.height > _MAX_PIXELS:
            raise _TooManyPixels
        turn = _UPRIGHT.get(_orientation(picture))
        square = _square(picture)
    upright = square.transpose(turn) if turn is not None else square
    return [_encode(upright, size) for size in SIZES]


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - what is wrong in EXIF is no reason to refuse
        return 1


def _square(picture: Image.Image) -> Image.Image:
    """Return the middle of the picture in at most _NEAR pixels, as RGB or RGBA."""
    picture.draft("RGB", (2 * SIZES[-1], 2 * SIZES[-1]))  # JPEG decodes no more than is needed
    picture.load()
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    near, box = min(side, _NEAR), (left, top, left + side, top + side)
    return _plain(picture.resize((near, near), Image.Resampling.NEAREST, box=box))


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits of gray
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _encode(square: Image.Image, size: int) -> bytes:
    small = square.resize((size, size), Image.Resampling.LANCZOS)
    bare = Image.frombytes(small.mode, small.size, small.tobytes())  # pixels and nothing else
    out = BytesIO()
    bare.save(out, "WEBP", quality=_QUALITY)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
