"""Every script of Unicode exactly, through form, API, page and feed; every link byte for byte."""

import json
from html import unescape
from html.parser import HTMLParser
from uuid import uuid4
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.discussion.actions import set_commenting
from colonnade.kit.text import is_drawn
from colonnade.sites.actions import change_setting
from tests.factories import make_comment, make_thread
from tests.journeys.conftest import Visitor, find
from tests.shared_data import shared

pytestmark = pytest.mark.django_db

# Everything that text may hold; a form sends line ends as CRLF, which is stored as LF.
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")
texts = st.text(characters, min_size=1, max_size=400).filter(lambda text: any(map(is_drawn, text)))


@pytest.fixture
def open_thread():
    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    thread = make_thread()
    set_commenting(thread=thread.id, commenting="guests")
    return thread


def source_of(comment):
    return Client().get(f"/api/v1/comments/{comment}").json()["source"]


# One thread takes all the texts.
ONE_THREAD = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@ONE_THREAD
@given(text=texts)
def test_any_text_comes_back_exactly_from_form_api_and_editor(open_thread, text):
    visitor = Visitor()
    path = f"/t/{open_thread.public_id}/comment"
    visitor.post(path, {"body": text.replace("\n", "\r\n"), "name": "Uni Code"})
    assert visitor.typed() == text, "the preview's form holds what was typed"
    visitor.press(f"{path}/post", body=text.replace("\n", "\r\n"), name="Uni Code")
    comment = visitor.path.split("/")[2]
    assert source_of(comment) == text
    visitor.get(f"/c/{comment}/edit")
    assert visitor.typed() == text


@ONE_THREAD
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
)
def test_any_text_comes_back_exactly_from_the_api(open_thread, text):
    if not any(map(is_drawn, text)):
        return
    body = json.dumps({"body": text, "name": "Uni Code", "key": str(uuid4())})
    answer = Client().post(
        f"/api/v1/threads/{open_thread.public_id}/comments", body, content_type="application/json"
    )
    assert answer.status_code == 201, answer.content
    assert source_of(answer.json()["id"]) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("plane", range(17))
def test_letters_of_every_plane_show_on_page_and_feeds(open_thread, plane):
    """Sixty letters, marks or symbols of each plane of Unicode that has any."""
    import unicodedata  # noqa: PLC0415 - the table is only needed here

    start = plane << 16
    signs = [
        chr(code)
        for code in range(start, start + 0x10000)
        if unicodedata.category(chr(code))[0] in "LSN" and chr(code) not in "*_`[]()<>&~|$^+=#"
    ]
    word = "".join(signs[:: max(1, len(signs) // 60)]) or f"plane {plane}"
    comment = make_comment(open_thread, body=f"x{word}x")
    page = Visitor().get(f"/t/{open_thread.public_id}/").content.decode()
    assert f"x{word}x" in unescape(page)
    feed = json.loads(Client().get(f"/t/{open_thread.public_id}/feed.json").content)
    assert any(f"x{word}x" in unescape(item["content_html"]) for item in feed["items"])
    atom = Client().get(f"/t/{open_thread.public_id}/feed.xml").content.decode()
    assert f"x{word}x" in unescape(unescape(atom))
    assert source_of(comment) == f"x{word}x"


def test_control_characters_do_not_break_the_atom_feed(open_thread):
    make_comment(open_thread, body="a\x01b\x0cc\ufffed\x85e")
    feed = Client().get(f"/t/{open_thread.public_id}/feed.xml").content
    assert fromstring(feed) is not None  # noqa: S314 - our own feed


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a\x00b", "U+0000"),
        ("   \n\t", "nothing written"),
        ("\u200b\u2060 \ufeff\u3164\ufe0f", "nothing written"),
        ("x" * 20_001, "20000 are possible"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(visitor, open_thread, raw, words):
    visitor.post(f"/t/{open_thread.public_id}/comment", {"body": raw, "name": "N"})
    assert visitor.status in {413, 422}
    assert words in visitor.page


@pytest.mark.parametrize("length", [19_999, 20_000])
@pytest.mark.parametrize("edge", ["x", "\U0001f9ad", "ش"])
def test_nothing_is_ever_cut_at_a_limit(open_thread, length, edge):
    """X3: stored equals sent, or it is refused; never shorter."""
    text = "y" * (length - 1) + edge
    comment = make_comment(open_thread, body=text)
    assert source_of(comment) == text


class Links(HTMLParser):
    """Collects addresses of links."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs).get("href"))


LINKS = [
    "https://example.org/a?b=c&d=e&f#g",
    "https://example.org/%D0%BF%D1%83%D1%82%D1%8C?q=%20%2B",
    "https://example.org/путь/日本?q=ä",
    "https://пример.example/",
    "https://example.org/~user/(paren)/,comma;semi",
    "http://example.org:8080/a//b/../c/./d?x=[1]",
    "https://example.org/search?q=the+company,+isis&source=lnms&tbm=isch&sa=X",
    "HTTPS://Example.ORG/Case",
]


@pytest.mark.parametrize("link", LINKS)
def test_links_keep_every_byte(open_thread, link):
    make_comment(open_thread, body=f"[word](<{link}>) and\n\n<{link}>")
    parser = Links()
    page = Visitor().get(f"/t/{open_thread.public_id}/").content.decode()
    parser.feed(find(r'<div class="text">(.*?)</div>', page))
    assert parser.found == [link, link]


def test_naughty_strings_come_back_exactly(open_thread):
    lines = json.loads(shared("text/blns.json").read_text(encoding="utf-8"))
    texts = [line if isinstance(line, str) else str(line) for line in lines]
    tried = 0
    for text in texts:
        if not any(map(is_drawn, text)) or "\x00" in text:
            continue
        tried += 1
        comment = make_comment(open_thread, body=text)
        assert source_of(comment) == text
    assert tried > 200
