"""Every code point, in blocks, through form, API, page and feed; nothing lost, no answer 500."""

import json
import unicodedata
from functools import cache
from html import unescape
from html.parser import HTMLParser
from uuid import uuid4
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from colonnade.discussion.models import Revision
from colonnade.kit.markup import Format, plain, render
from colonnade.kit.text import is_drawn
from colonnade.sites.actions import change_setting
from tests.conftest import FULL
from tests.factories import make_thread
from tests.hostile.lists import naughty, some, tell

pytestmark = pytest.mark.django_db
JSON = "application/json"
SIZE = 4096
# What a text cannot hold (NUL, surrogates), and the line end that a form makes of it.
NOT_TEXT = {0, 0x0D, *range(0xD800, 0xE000)}
MARKUP = frozenset("*_`[]()<>&~|$^+=#-!\\:./@\"'{}%;,?0123456789")


@cache
def blocks() -> list[str]:
    """Return every assigned code point, and of those that are not the edges and one in a hundred.

    A letter stands before and behind, so that something is drawn and nothing is an edge.
    """
    tried = [chr(code) for code in range(0x110000) if code not in NOT_TEXT and _is_tried(code)]
    starts = range(0, len(tried), SIZE)
    return ["x" + "".join(tried[start : start + SIZE]) + "x" for start in starts]


def _is_tried(code: int) -> bool:
    kind = unicodedata.category(chr(code))
    if kind == "Co":
        return code % 97 == 0 or code & 0xFFFF in {0, 0xFFFD}
    return kind != "Cn" or code % 101 == 0 or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code < 0xFDF0


@pytest.fixture
def thread():
    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    return make_thread(commenting="guests").public_id


class Text(HTMLParser):
    """The text of the comments of a page, as a browser's parser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def letters(text: str) -> str:
    """Return the letters and symbols of a text, without what is markup or white space."""
    return "".join(
        char
        for char in text
        if char not in MARKUP and unicodedata.category(char)[0] not in "ZC" and not char.isspace()
    )


def test_every_code_point_comes_back(thread):
    texts = some(blocks(), one_of=3)
    differences = []
    points = sum(len(text) - 2 for text in texts)
    for text in texts:
        typed = {"body": text, "name": "Uni Code", "key": str(uuid4())}
        posted = Client().post(f"/t/{thread}/comment/post", typed)
        differences += _kept(posted, 303, text, "form")
        body = json.dumps(typed | {"key": str(uuid4())}, ensure_ascii=False).encode()
        path = f"/api/v1/threads/{thread}/comments"
        answer = Client().post(path, body, content_type=JSON)
        differences += _kept(answer, 201, text, "API")
        made = answer.json()
        differences += [] if made["source"] == text else [("API's answer", text[:2])]
        read = Client().get(f"/api/v1/comments/{made['id']}").json()
        differences += [] if read["source"] == text else [("API", text[:2])]
        shown = letters(unescape("".join(Text(read["html"]).parts)))
        differences += [] if shown == letters(text) else [("HTML", text[:2])]
        differences += [] if letters(plain(read["html"])) == letters(text) else [("plain", text)]
    assert differences == []
    tell(f"0 differences in {points} code points in {len(texts)} blocks through form and API")
    look_at_page_and_feeds(thread, texts)


def _kept(answer, status: int, text: str, way: str) -> list[tuple[str, str]]:
    assert answer.status_code == status, (way, answer.content[:300])
    row = Revision.objects.order_by("-pk").values_list("source", flat=True).first()
    return [] if row == text else [(way, text[:2])]


def look_at_page_and_feeds(thread: str, texts: list[str]) -> None:
    """The page and both feeds hold each block as a text of its own."""
    wanted = {letters(text) for text in texts}
    page = Client().get(f"/t/{thread}/?size=300").content.decode()
    parts = page.split('<div class="text">')[1:]
    shown = {letters("".join(Text(part.partition("</div>")[0]).parts)) for part in parts}
    assert wanted - shown == set()
    seen = set()
    for item in Client().get(f"/t/{thread}/feed.json").json()["items"]:
        seen.add(letters("".join(Text(item["content_html"]).parts)))
    assert seen <= wanted
    root = fromstring(Client().get(f"/t/{thread}/feed.xml").content)  # noqa: S314 - our own
    for content in root.iter("{http://www.w3.org/2005/Atom}content"):
        found = letters("".join(Text(content.text or "").parts))
        # U+FFFE and U+FFFF cannot stand in XML: the replacement character does.
        assert found.replace("\ufffd", "") in {one.replace("\ufffd", "") for one in wanted}
    tell(f"0 differences in {len(wanted)} blocks on the page and in two feeds")


@pytest.mark.parametrize("form", Format)
def test_no_reader_loses_a_letter(form):
    lost = []
    for text in blocks():
        source = text.replace("<", "").replace("&", "") if form is Format.HTML else text
        shown = letters("".join(Text(render(source, form)).parts))
        lost += [] if shown == letters(source) else [(form, source[:3])]
    assert lost == []


def test_naughty_strings_come_back_from_every_way_in(thread):
    texts = [text for text in naughty() if any(map(is_drawn, text)) and "\x00" not in text]
    tried = 0
    for text in some(texts, one_of=12):
        typed = {"body": text, "name": "Uni Code", "key": str(uuid4())}
        posted = Client().post(f"/t/{thread}/comment/post", typed)
        assert _kept(posted, 303, text.replace("\r\n", "\n"), "form") == []
        path = f"/api/v1/threads/{thread}/comments"
        body = json.dumps(typed | {"key": str(uuid4())})
        answer = Client().post(path, body, content_type=JSON)
        assert _kept(answer, 201, text.replace("\r\n", "\n"), "API") == []
        tried += 1
    assert Client().get(f"/t/{thread}/?size=300").status_code == 200
    tell(f"0 differences in {tried} of {len(texts)} naughty strings, 0 answers 500")


@pytest.mark.parametrize(
    "raw", [b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80\x80\x80", b"\xf0"]
)
def test_bytes_that_are_no_text_are_refused_in_words(thread, raw):
    for body, kind in (
        (
            b"name=x&key=" + str(uuid4()).encode() + b"&body=a" + raw,
            "application/x-www-form-urlencoded",
        ),
        (b'{"body": "a' + raw + b'", "key": "' + str(uuid4()).encode() + b'"}', JSON),
    ):
        path = f"/api/v1/threads/{thread}/comments" if kind == JSON else f"/t/{thread}/comment/post"
        answer = Client().generic("POST", path, body, kind)
        assert answer.status_code in {400, 422}
    assert Revision.objects.count() == 0


def test_blocks_hold_all_that_is_assigned():
    tried = {char for text in blocks() for char in text}
    assigned = {
        chr(code)
        for code in range(0x110000)
        if code not in NOT_TEXT and unicodedata.category(chr(code)) not in {"Cn", "Co"}
    }
    assert assigned <= tried
    assert len({ord(char) >> 16 for char in tried}) == 17
    more = "" if FULL else ", one in three tried"
    tell(f"{len(tried)} code points, all {len(assigned)} assigned, in {len(blocks())} blocks{more}")
