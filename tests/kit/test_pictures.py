"""Uploaded pictures: made anew from their pixels, or refused; never at the cost of the server."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from colonnade.kit import picture_child, pictures
from colonnade.kit.pictures import MAX_MIB, SIZES, make_portraits
from colonnade.kit.refusals import Kind, Refusal
from tests.shared_data import shared

RED, GREEN, BLUE = (220, 20, 20), (20, 220, 20), (20, 20, 220)


def code_of(data):
    with pytest.raises(Refusal) as caught:
        make_portraits(data)
    return caught.value.code


def written(picture, kind, **options):
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data):
    return Image.open(BytesIO(data), formats=["WEBP"])


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width, height, *, depth, color, row):
    """A PNG of equal rows, made without its pixels ever being in memory."""
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(b"\x00" + row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def near(one, other):
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_kind_becomes_webp_of_three_sizes(kind):
    portraits = make_portraits(written(Image.new("RGB", (500, 300), RED), kind))
    assert tuple(portraits) == SIZES == (48, 96, 192)
    for size, data in portraits.items():
        with opened(data) as portrait:
            assert portrait.size == (size, size)
            assert near(portrait.convert("RGB").getpixel((size // 2, size // 2)), RED)


@pytest.mark.parametrize("kind", ["TIFF", "PPM", "PDF", "JPEG2000"])
def test_other_kinds_are_refused(kind):
    assert code_of(written(Image.new("RGB", (64, 64), RED), kind)) == "picture_unreadable"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_each_kind_of_pixels_can_be_read(mode):
    picture = Image.new(mode, (100, 100), 65535 if mode == "I;16" else "white")
    with opened(make_portraits(written(picture, "PNG"))[96]) as portrait:
        assert near(portrait.convert("RGB").getpixel((48, 48)), (255, 255, 255))


def test_clear_parts_stay_clear():
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    with opened(make_portraits(written(picture, "PNG"))[96]) as portrait:
        assert portrait.convert("RGBA").getpixel((48, 48))[3] == 0


def test_the_middle_square_is_kept():
    picture = Image.new("RGB", (900, 300), RED)
    picture.paste(GREEN, (300, 0, 600, 300))
    with opened(make_portraits(written(picture, "PNG"))[96]) as portrait:
        corners = [portrait.convert("RGB").getpixel(at) for at in ((3, 3), (92, 92))]
    assert all(near(corner, GREEN) for corner in corners)


def test_the_first_frame_counts():
    frames = [Image.new("RGB", (80, 80), color) for color in (BLUE, RED)]
    data = written(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with opened(make_portraits(data)[96]) as portrait:
        assert near(portrait.convert("RGB").getpixel((48, 48)), BLUE)
        assert getattr(portrait, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (5, 5)), (3, (90, 90)), (6, (90, 5)), (8, (5, 90))]
)
def test_a_picture_stands_as_its_camera_says(orientation, corner):
    picture = Image.new("RGB", (200, 200), BLUE)
    picture.paste(RED, (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = orientation
    with opened(make_portraits(written(picture, "JPEG", exif=exif))[96]) as portrait:
        assert near(portrait.convert("RGB").getpixel(corner), RED)


def test_nothing_but_pixels_is_kept():
    canary = "canary-7c1e"
    exif = Image.Exif()
    exif[0x010E] = canary
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", canary)
    picture = Image.new("RGB", (64, 64), RED)
    extra = {"exif": exif, "icc_profile": canary.encode() * 40}
    uploads = [
        written(picture, "JPEG", comment=canary, **extra),
        written(picture, "WEBP", xmp=canary.encode(), **extra),
        written(picture, "PNG", pnginfo=told, **extra),
        written(picture, "GIF", comment=canary.encode()),
    ]
    assert all(canary.encode() in data for data in uploads[:2])
    for portrait in [part for data in uploads for part in make_portraits(data).values()]:
        assert canary.encode() not in portrait
        with opened(portrait) as read:
            assert not dict(read.getexif())
            assert not {"exif", "icc_profile", "xmp", "comment"} & read.info.keys()


def test_the_corpus_is_refused_or_made_anew():
    files = sorted(shared("image/pillow").iterdir())
    verdicts = {}
    for path in files:
        try:
            portraits = make_portraits(path.read_bytes())
        except Refusal as refusal:
            verdicts[path.name] = refusal.code
        else:
            verdicts[path.name] = "made anew"
            assert all(data[:4] == b"RIFF" and data[8:12] == b"WEBP" for data in portraits.values())
    assert len(verdicts) == 9
    assert verdicts["hopper.jpg"] == "made anew"
    assert verdicts["decompression_bomb.gif"] == "picture_too_many_pixels"
    assert set(verdicts.values()) == {"made anew", "picture_unreadable", "picture_too_many_pixels"}


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg with a declaration": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "html called GIF": b"GIF89a/*<script>*/=1//</script>",
    "pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "cut JPEG": written(Image.effect_noise((200, 200), 90), "JPEG")[:2000],
    "cut PNG": written(Image.effect_noise((200, 200), 90), "PNG")[:2000],
    "PNG without a picture": b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    "PNG of no size": png_of(0, 0, depth=8, color=2, row=b""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused(name):
    assert code_of(HOSTILE[name]) == "picture_unreadable"


def test_what_is_a_picture_and_something_else_is_only_a_picture_afterwards():
    script = b"<script>alert(1)</script>"
    picture = Image.new("RGB", (64, 64), RED)
    both = [
        written(picture, "GIF", comment=script) + script,
        written(picture, "JPEG", comment=script) + script,
        written(picture, "PNG") + b"PK\x03\x04" + script,
    ]
    made = [part for data in both for part in make_portraits(data).values()]
    assert len(made) == 9
    assert not [part for part in made if b"script" in part or b"PK" in part]


def test_a_large_upload_is_refused_before_it_is_read():
    with pytest.raises(Refusal) as caught:
        make_portraits(bytes(MAX_MIB * 2**20 + 1))
    assert caught.value.code == "picture_too_large"
    assert caught.value.kind == Kind.TOO_LARGE
    assert caught.value.data == {"max_mib": 8}


def peak_of(data, tmp_path):
    """The exit status and most memory (MiB) of the child, told by a small parent of its own."""
    (tmp_path / "upload").write_bytes(data)
    program = (
        "import resource, subprocess, sys\n"
        "upload = open(sys.argv[3], 'rb')\n"
        "child = subprocess.run([sys.executable, '-I', *sys.argv[1:3]], stdin=upload,"
        " stdout=subprocess.DEVNULL)\n"
        "print(child.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)\n"
    )
    libraries = str(Path(Image.__file__).parents[1])
    command = [sys.executable, "-I", "-c", program, picture_child.__file__, libraries]
    run = subprocess.run(
        [*command, str(tmp_path / "upload")], check=True, capture_output=True, text=True
    )
    return tuple(map(int, run.stdout.split()))


def test_thirty_thousand_pixels_square_of_one_bit_are_refused_in_little_memory(tmp_path):
    data = png_of(30_000, 30_000, depth=1, color=0, row=bytes(3750))
    assert len(data) < 1_000_000
    assert code_of(data) == "picture_too_many_pixels"
    status, peak = peak_of(data, tmp_path)
    assert status == picture_child.TOO_MANY_PIXELS
    assert peak < 60


def heavy(kind):
    side = 6000
    if kind == "PNG of one bit":
        return png_of(side, side, depth=1, color=0, row=b"\xaa" * 750)
    if kind == "PNG with clearness":
        return png_of(side, side, depth=8, color=6, row=b"\x10\x20\x30\xff" * side)
    if kind == "GIF":
        return written(Image.new("P", (side, side)), "GIF")
    if kind == "WEBP":
        return written(Image.new("RGB", (4500, 4500), RED), "WEBP", method=0)
    return written(
        Image.new("RGB", (side, side), RED), "JPEG", progressive="prog" in kind, subsampling=0
    )


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("PNG of one bit", 0),
        ("PNG with clearness", 0),
        pytest.param("JPEG", 0, marks=pytest.mark.full),
        pytest.param("GIF", 0, marks=pytest.mark.full),
        # libjpeg does not say that it was memory that it lacked.
        pytest.param("progressive JPEG", picture_child.UNREADABLE, marks=pytest.mark.full),
        ("WEBP", picture_child.TOO_MANY_PIXELS),
    ],
)
def test_the_largest_pictures_stay_below_200_mb(kind, verdict, tmp_path):
    status, peak = peak_of(heavy(kind), tmp_path)
    assert status == verdict
    assert peak * 2**20 < 200e6


def test_the_child_is_told_nothing(monkeypatch):
    monkeypatch.setenv("COLONNADE_SECRET", "canary")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    assert pictures._environment().keys() <= {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT"}
    assert make_portraits(written(Image.new("RGB", (64, 64), RED), "PNG"))
