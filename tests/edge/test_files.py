"""Files: static ones by name and stamp, media that are public by their name, and no other file."""

import json
import os
import zlib
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from colonnade.edge.files import Files
from colonnade.edge.plain import GUARDS
from colonnade.edge.ranges import SMALL, Unsatisfiable, range_of
from colonnade.edge.shapes import Answer, Settings
from tests.edge.standing import settings_in
from tests.shared_data import shared

STYLE = b"body { color: black }\n" * 100
WORDS = b"".join(b".c%d{width:%dpx;color:#%06x}" % (n, n * n % 997, n * 7919) for n in range(900))
PORTRAIT = "portraits/" + "ab" * 16 + "-96.webp"
NOW = "/static/5eed5eed/"


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    settings = settings_in(
        tmp_path, static_roots=(tmp_path / "own", tmp_path / "theirs", tmp_path / "absent")
    )
    for name, content in {
        "own/web/site.css": STYLE,
        "own/web/.secret.css": b"secret",
        "own/.git/config": b"secret",
        "own/web/tiny.js": b"1",
        "own/web/large.js": b"x" * (3 * 2**20),
        "own/web/odd.bin": b"\0\1",
        "theirs/web/site.css": b"theirs",
        "theirs/other/logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 20,
        "secret.txt": b"secret",
        "media/" + PORTRAIT: b"RIFFportrait",
        "media/pictures/0123456789abcdef-640.avif": bytes(range(256)) * 1024,
        "media/look/0123456789abcdef-200x40.webp": b"RIFFlogo",
        "media/original_images/draft.jpg": b"draft",
        "media/images/draft.width-100.jpg": b"draft",
        "media/pictures/.half-abc": b"half",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "own/web/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "own/linked").symlink_to(tmp_path / "media")
    return settings


def got(files: Files, path: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = files.ready(method, path, named)
    assert answer is not None
    return answer


def test_a_static_file_of_today_is_kept_for_ever(place: Settings) -> None:
    answer = got(Files(place), NOW + "web/site.css")
    assert (answer.status, answer.body) == (200, STYLE)
    assert answer.header("cache-control") == "public, max-age=31536000, immutable"
    assert answer.header("content-type") == "text/css; charset=utf-8"
    assert answer.header("vary") == "Accept-Encoding"
    assert set(GUARDS) <= set(answer.headers)


@pytest.mark.parametrize("stamp", ["", "0ld0ld/", "5eed5ee/", "x/"])
def test_an_older_page_gets_the_file_of_today_and_does_not_keep_it(
    place: Settings, stamp: str
) -> None:
    answer = got(Files(place), f"/static/{stamp}web/site.css")
    assert (answer.status, answer.body) == (200, STYLE)
    assert answer.header("cache-control") == "public, no-cache"


def test_each_encoding_has_its_own_tag_and_its_304(place: Settings) -> None:
    files, tags = Files(place), set()
    decoders = {
        "br": brotli.decompress,
        "gzip": lambda body: zlib.decompress(body, 16 + zlib.MAX_WBITS),
        "identity": bytes,
    }
    for name, decode in decoders.items():
        answer = got(files, NOW + "web/site.css", accept_encoding=name)
        assert decode(answer.body) == STYLE
        assert answer.header("content-encoding") == ("" if name == "identity" else name)
        assert answer.header("content-length") == str(len(answer.body))
        tag = answer.header("etag")
        tags.add(tag)
        for said in (tag, f'"x", W/{tag}', "*"):
            known = got(files, NOW + "web/site.css", accept_encoding=name, if_none_match=said)
            assert (known.status, known.body) == (304, b"")
            # The smallest bytes, which are made aside, have a tag of their own.
            assert known.header("etag").startswith(tag[:-1])
            assert known.header("content-encoding") == ""
        other = got(files, NOW + "web/site.css", accept_encoding=name, if_none_match='"other"')
        assert other.status == 200
    assert len(tags) == 3


def test_the_smallest_bytes_follow_as_soon_as_they_are_made(place: Settings) -> None:
    (place.static_roots[0] / "web/words.css").write_bytes(WORDS)
    files = Files(place)
    quick = got(files, NOW + "web/words.css", accept_encoding="br")
    files.settle()
    small = got(files, NOW + "web/words.css", accept_encoding="br")
    assert len(small.body) < len(quick.body) < len(WORDS)
    assert brotli.decompress(small.body) == brotli.decompress(quick.body) == WORDS
    assert small.header("etag") != quick.header("etag")
    for tag in (small.header("etag"), quick.header("etag")):
        again = got(files, NOW + "web/words.css", accept_encoding="br", if_none_match=tag)
        assert again.status == 304


def test_what_does_not_shrink_goes_as_it_is(place: Settings) -> None:
    files = Files(place)
    for name in ("web/tiny.js", "web/odd.bin", "web/large.js"):
        assert got(files, NOW + name, accept_encoding="br").header("content-encoding") == ""
    span = got(files, NOW + "web/large.js").span
    assert span is not None
    assert span.length == 3 * 2**20


@pytest.mark.parametrize("path", [NOW + "web/site.css", NOW + "web/large.js", "/media/" + PORTRAIT])
def test_head_says_the_same_without_the_body(place: Settings, path: str) -> None:
    files = Files(place)
    head, whole = got(files, path, "HEAD"), got(files, path)
    assert (head.body, head.span) == (b"", None)
    assert head.headers == whole.headers


def test_other_methods_and_addresses_are_for_others(place: Settings) -> None:
    files = Files(place)
    assert files.ready("POST", NOW + "web/site.css", {}) is None
    assert files.ready("GET", "/", {}) is None
    assert files.ready("GET", "/staticky/web/site.css", {}) is None


TRAVERSALS = [
    "../secret.txt",
    "web/../../secret.txt",
    "web/..%2f..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "..\\secret.txt",
    "web\\site.css",
    "/etc/passwd",
    "//etc/passwd",
    "web//site.css",
    "./web/site.css",
    "web/site.css/",
    "web/site.css/x",
    "web",
    "web/",
    "",
    "web/site.css\0.txt",
    "web/site.css%00",
    "web/site%2ecss",
    "web/.secret.css",
    ".git/config",
    "web/link.txt",
    "linked/original_images/draft.jpg",
    "linked/" + PORTRAIT,
    "a" * 5000,
    "é",
]


@pytest.mark.parametrize("name", TRAVERSALS)
def test_no_name_leads_out_of_the_folders(place: Settings, name: str) -> None:
    files = Files(place)
    for stamp in (NOW, "/static/", "/static/old/"):
        assert got(files, stamp + name).status == 404
    for folder in ("", "portraits/", "pictures/", "look/"):
        assert files.ready("GET", "/media/" + folder + name, {}) is None


def test_hostile_lists_lead_nowhere(place: Settings) -> None:
    files = Files(place)
    texts = [
        word
        for name in ("text/blns.json", "url/patt-open-redirect.json", "ssrf/patt-ssrf-urls.json")
        for word in json.loads(shared(name).read_text())
        if isinstance(word, str)
    ]
    assert len(texts) > 200
    for word in texts:
        assert got(files, NOW + word).status == 404
        assert files.ready("GET", "/media/" + word, {}) is None


@pytest.mark.parametrize(
    "name",
    [
        "original_images/draft.jpg",
        "images/draft.width-100.jpg",
        "pictures/.half-abc",
        "pictures/0123456789abcdef-640.webp",
        "pictures/0123456789abcdef-640.svg",
        "portraits/" + "ab" * 16 + "-97.webp",
        "portraits/" + "AB" * 16 + "-96.webp",
        PORTRAIT + "\n",
        "look/0123456789abcdef-200x40.webp/",
        "../media/" + PORTRAIT,
    ],
)
def test_what_may_depend_on_who_asks_goes_on(place: Settings, name: str) -> None:
    assert Files(place).ready("GET", "/media/" + name, {}) is None


def test_a_link_or_a_folder_in_a_picture_s_place_goes_on(place: Settings) -> None:
    path = place.media / "portraits" / ("cd" * 16 + "-96.webp")
    path.symlink_to(place.data / "secret.txt")
    folder = place.media / "portraits" / ("ef" * 16 + "-96.webp")
    folder.mkdir()
    for there in (path, folder):
        assert Files(place).ready("GET", f"/media/portraits/{there.name}", {}) is None


def test_a_picture_taken_away_is_gone_at_once(place: Settings) -> None:
    files = Files(place)
    assert got(files, "/media/" + PORTRAIT).body == b"RIFFportrait"
    (place.media / PORTRAIT).unlink()
    assert files.ready("GET", "/media/" + PORTRAIT, {}) is None


@pytest.mark.django_db
def test_a_public_picture_has_the_headers_that_django_gives(place, settings, client):
    settings.MEDIA_ROOT = place.media
    for name in (PORTRAIT, "look/0123456789abcdef-200x40.webp"):
        theirs, ours = client.get("/media/" + name), got(Files(place), "/media/" + name)
        assert theirs.status_code == ours.status
        assert theirs.getvalue() == ours.body
        guards = {name.lower(): value for name, value in theirs.headers.items()}
        guards.pop("content-disposition")  # "inline", as without it
        assert "content-security-policy" in guards
        assert guards.items() <= dict(ours.headers).items()


PICTURE = "/media/pictures/0123456789abcdef-640.avif"


@pytest.mark.parametrize(
    ("wanted", "status", "part"),
    [
        ("bytes=0-0", 206, (0, 1)),
        ("bytes=10-19", 206, (10, 20)),
        ("bytes=262140-", 206, (262140, 262144)),
        ("bytes=-4", 206, (262140, 262144)),
        ("bytes=-999999", 206, (0, 262144)),
        ("bytes=5-999999", 206, (5, 262144)),
        ("bytes=262144-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=0-1,5-6", 200, (0, 262144)),
        ("bytes=5-4", 200, (0, 262144)),
        ("bytes=-", 200, (0, 262144)),
        ("lines=1-2", 200, (0, 262144)),
        ("bytes=1-2x", 200, (0, 262144)),
        ("bytes=" + "9" * 40 + "-", 200, (0, 262144)),
    ],
)
def test_one_range_of_a_file(
    place: Settings, wanted: str, status: int, part: tuple[int, int] | None
) -> None:
    answer = got(Files(place), PICTURE, range=wanted)
    assert answer.status == status
    if part is None:
        assert answer.header("content-range") == "bytes */262144"
        return
    content = (place.media / "pictures/0123456789abcdef-640.avif").read_bytes()
    assert bytes_of(answer) == content[slice(*part)]
    assert answer.header("content-length") == str(part[1] - part[0])
    assert (answer.span is None) is (part[1] - part[0] <= SMALL)
    if status == 206:
        assert answer.header("content-range") == f"bytes {part[0]}-{part[1] - 1}/262144"


def test_a_range_of_another_version_is_answered_with_the_whole(place: Settings) -> None:
    files = Files(place)
    tag = got(files, PICTURE).header("etag")
    assert got(files, PICTURE, range="bytes=0-1", if_range=tag).status == 206
    for other in ('"other"', "W/" + tag, "Sun, 22 Nov 2026 15:00:00 GMT"):
        assert got(files, PICTURE, range="bytes=0-1", if_range=other).status == 200
    os.utime(place.media / PICTURE.removeprefix("/media/"), ns=(1, 1))
    assert got(files, PICTURE).header("etag") != tag


def test_an_empty_file_has_no_range() -> None:
    assert range_of(None, 0) is None
    with pytest.raises(Unsatisfiable):
        range_of("bytes=0-", 0)


def bytes_of(answer: Answer) -> bytes:
    if answer.span is None:
        return answer.body
    whole = answer.span.path.read_bytes()
    return whole[answer.span.start : answer.span.start + answer.span.length]
