"""The program that decodes one uploaded picture, from standard input to standard output.

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

from PIL import GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

SIZES = (48, 96, 192)  # pixels
UNREADABLE = 3  # exit status
TOO_MANY_PIXELS = 4  # exit status

_MAX_PIXELS = 40_000_000
_MEMORY = 188 * 2**20  # bytes of memory in use, at most
_MEMORY_ANYWHERE = 512 * 2**20  # bytes of address space, where use cannot be measured
_SECONDS = 10  # of the processor
_QUALITY = 82
_NEAR = 1024  # pixels; larger squares are thinned out to this before they are scaled well
# Loaded before memory is bounded.
_FORMATS = tuple(
    reader.format
    for reader in (
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
    _bound()
    try:
        answer = b"".join(pack(">I", len(part)) + part for part in _portraits(data))
    except (_TooManyPixels, Image.DecompressionBombError, MemoryError):
        return TOO_MANY_PIXELS
    except Exception:  # noqa: BLE001 - decoders of hostile data fail in every way
        return UNREADABLE
    sys.stdout.buffer.write(answer)
    return 0


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    room = _MEMORY_ANYWHERE
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text("ascii").split()
        reserved, used = (int(count) * resource.getpagesize() for count in pages[:2])
        room = reserved + _MEMORY - used
    with suppress(ValueError, OSError):  # some systems know the limit and do not keep it
        resource.setrlimit(resource.RLIMIT_AS, (room, room))


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
    square = picture.resize((near, near), Image.Resampling.NEAREST, box=box)
    if square.mode.startswith("I"):  # 16 bits of gray
        square = square.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return square.convert("RGBA" if square.has_transparency_data else "RGB")


def _encode(square: Image.Image, size: int) -> bytes:
    small = square.resize((size, size), Image.Resampling.LANCZOS)
    bare = Image.frombytes(small.mode, small.size, small.tobytes())  # pixels and nothing else
    out = BytesIO()
    bare.save(out, "WEBP", quality=_QUALITY)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
