"""Saved pages may hold anything: nothing hangs, nothing breaks, nothing runs."""

import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from colonnade.kit.markup import render
from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers import page, saved
from colonnade.transfer.readers.saved import tree
from colonnade.transfer.records import SourceArticle, SourceComment, Yielded
from tests.growth import grows_in_step
from tests.shared_data import shared
from tests.transfer.readers.saved_themes import THEMES, ZONE, talk

TEXT = "Schöne Grüße, ça va? Ёлка"
LIVE = re.compile(
    r"<script|<svg|<iframe|\son\w+\s*=|(?:href|src)=[\"']?\s*(?:javascript|data):", re.IGNORECASE
)


def comments(records: list[Yielded]) -> list[SourceComment]:
    return [record for record in records if isinstance(record, SourceComment)]


def read(html: str) -> list[Yielded]:
    return list(saved.read(html, name="page", zone=ZONE))


def opened(folder: Path, data: bytes, name: str = "page.html") -> list[Yielded]:
    path = folder / name
    path.write_bytes(data)
    return list(page.read(path, zone=ZONE))


def payloads() -> Iterator[str]:
    for name in (
        "xss/patt-intruders.json",
        "xss/payloadbox-sample.json",
        "xss/dompurify-expect.json",
    ):
        for entry in json.loads(shared(name).read_text()):
            yield entry["payload"] if isinstance(entry, dict) and "payload" in entry else str(entry)


def test_attacks_in_texts_and_names_come_out_inert():
    known = list(payloads())
    inert = 0
    for number, attack in enumerate(known):
        html = (
            f'<title>{attack}</title><div class="comment" id="comment-7"><b class="fn">'
            f"{attack}</b>"
            f'<div class="content"><p>before</p>{attack}</div></div>'
        )
        try:
            records = read(html)
        except Refusal:
            inert += 1  # the attack hid the comment, as it does from every browser
            continue
        shown = [render(one.text, one.format) for one in comments(records)]
        inert += not any(LIVE.search(re.sub(r">[^<]*<", "><", text)) for text in shown)
        assert all("\0" not in one.name for one in comments(records)), number
    print(f"\ninert {inert} of {len(known)}")  # noqa: T201
    assert inert == len(known) > 500


PUMPS = {
    "deep": "<div>",
    "deep comments": "<div class='comment indented content submitted author' data-parent=3>x on 4 "
    "Feb 2016",
    "comments": "<div class=comment id=comment-%d><b class=fn>x</b>y</div>",
    "nested comments": "<div class=comment id=comment-%d><b class=fn>x",
    "anchors": "<a id='comment-%d'></a>",
    "texts": "<a id='comment-%d'></a>t",
    "open tag": "<a b=' c=\" ",
    "lists": "<ol><li id=comment-1>x",
    "crossed": "<ul></div><table><td></ul>",
    "headings": "<h2 class=title>x",
    "dates": "<p class=submitted>4 Feb 2016",
    "answers": "<a href='#comment-%d'>in reply to",
    "rules": "<li>log in to post",
    "entities": "<p>&#9;&amp&#x",
    "markup": "<!-- <? </ <! <",
    "names": "by von par by von par says said ",
    "data": '<script type="application/ld+json">[{"@type":"Comment","text":"x"}]</script>',
}


def _pumped(pump: str, times: int) -> str:
    filled = "".join(pump.replace("%d", str(i + 1)) for i in range(times))
    return (
        f"<title>a</title><div id=comment-0 class=comment><b class=fn>A</b><p>x</p></div>{filled}"
    )


@pytest.mark.parametrize("pump", PUMPS)
def test_the_time_grows_with_the_page_alone(pump: str):
    times = max(30, 4_500 // len(PUMPS[pump]))
    smaller, larger = (_pumped(PUMPS[pump], size) for size in (times // 4, 4 * times))
    assert comments(read(smaller))
    assert grows_in_step(read, smaller, larger, 16)


def test_a_hundred_thousand_levels_are_read():
    html = f"{'<div>' * 100_000}<div class=comment id=comment-1><b class=fn>A</b><p>deep</p></div>"
    assert [one.text for one in comments(read(html))] == ["<p>deep</p>"]


def test_numbers_too_long_for_python_are_text():
    html = (
        f"<title>a</title><div class=comment id=comment-1><b class=fn>A</b><p>&#{'9' * 5000};</p>"
        "</div>"
    )
    assert "&#999" in comments(read(html))[0].text


def test_json_nested_too_deeply_is_passed_over():
    html = (
        f"<script type='application/ld+json'>{'[' * 100_000}</script>{THEMES['bare'](talk(1, 3))}"
    )
    assert len(comments(read(html))) == 3


def _why(folder: Path, data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        opened(folder, data)
    assert caught.value.code == "import_unreadable"
    return str(caught.value.data["why"])


def test_a_file_that_is_too_large_is_refused_with_a_sentence(tmp_path: Path):
    assert "32 MiB" in _why(tmp_path, b"<html>" + b"a" * (page.LARGEST + 1))


def test_a_page_of_too_many_elements_is_refused(tmp_path: Path):
    assert f"{tree.ELEMENTS}" in _why(tmp_path, b"<html>" + b"<i>" * (tree.ELEMENTS + 2))


def test_what_is_empty_or_packed_is_refused(tmp_path: Path):
    assert "empty" in _why(tmp_path, b" \n")
    assert "packed" in _why(tmp_path, b"PK\x03\x04rest")


def document(charset: str, *, lang: str = "en") -> str:
    return (
        f'<html lang="{lang}"><head><meta http-equiv="Content-Type" content="text/html; '
        f'charset={charset}">'
        f'<title>T</title></head><body><div class="comment" id="comment-1"><b class="fn">A</b>'
        f'<div class="content">{TEXT if lang == "en" else RUSSIAN}</div></div></body></html>'
    )


RUSSIAN = "Не стоит об этом говорить, река вернулась сама и останется с нами надолго."  # noqa: RUF001


@pytest.mark.parametrize(
    ("encoding", "said", "lang"),
    [
        ("utf-8", "utf-8", "en"),
        ("utf-8", "windows-1252", "en"),
        ("utf-8-sig", "iso-8859-1", "en"),
        ("utf-16", "utf-8", "en"),
        ("cp1251", "windows-1251", "ru"),
        ("koi8-r", "koi8-r", "ru"),
        ("koi8-r", "utf-8", "ru"),
        ("cp1251", "utf-8", "ru"),
        ("cp1251", "no-such-thing", "ru"),
    ],
)
def test_characters_are_read_by_what_they_are(tmp_path: Path, encoding: str, said: str, lang: str):
    records = opened(tmp_path, document(said, lang=lang).encode(encoding))
    assert comments(records)[0].text == (TEXT if lang == "en" else RUSSIAN)


def test_windows_letters_under_the_name_of_latin_1(tmp_path: Path):
    data = document("iso-8859-1").replace(TEXT, "“so” – x\x81").encode("cp1252", "ignore")
    assert comments(opened(tmp_path, data))[0].text == "“so” – x"


@pytest.mark.parametrize("way", ["quoted-printable", "base64", "8bit"])
def test_a_page_saved_as_one_file(tmp_path: Path, way: str):
    mail = EmailMessage()
    mail["Snapshot-Content-Location"] = "https://p.example/a?page=2"
    mail["Subject"] = "T"
    mail.make_related()
    part = EmailMessage()
    part.set_content(document("utf-8"), subtype="html", cte=way)
    part["Content-Location"] = "https://p.example/a?page=2"
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", maintype="image", subtype="png")
    mail.attach(picture)
    mail.attach(part)
    records = opened(tmp_path, mail.as_bytes(), "page.mht")
    assert comments(records)[0].text.strip() == TEXT
    assert next(r for r in records if isinstance(r, SourceArticle)).addresses == (
        "https://p.example/a",
    )


def test_a_web_archive_of_nothing_but_borders_is_refused(tmp_path: Path):
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    assert "MHTML" in _why(tmp_path, head + b"--b\n" * 200_000)
    nested = head + b'--b\nContent-Type: multipart/related; boundary="b"\n\n' * 5000
    assert "MHTML" in _why(tmp_path, nested)


def test_plain_text_is_left_to_its_own_reader(tmp_path: Path):
    assert not page.is_html("Title\n\nAnn's picture\n\nI like <b>bold</b> words. <p>\n" * 30)
    assert not page.is_html("a line\nanother </a>\n")
    assert page.is_html("\ufeff<!-- saved from url=(0001)x --><html><p>x")
    assert page.is_html("<div class='comment'>x</div>")
