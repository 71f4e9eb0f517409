"""Files that are refused as a whole: with their line, with a sentence, and in no time."""

import gzip
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers.wordpress import read
from tests.shared_data import shared
from tests.transfer.readers.wordpress_reading import (
    BERLIN,
    HEAD,
    TAIL,
    comment,
    in_child,
    item,
    outcome,
    refusal,
    wxr,
)

WHOLE = wxr(item(comment(author="<![CDATA[Zoë]]>"), "<wp:status>publish</wp:status>"))
FEED = HEAD.replace("/export/", "/other/") + "<item><title>T</title></item>" + TAIL
CANARY = "the canary of the test"


def test_every_hostile_file_is_refused_in_a_second_and_50_mib():
    files = sorted(path for path in shared("xml").rglob("*") if path.is_file())
    refusals = 0
    for path in files:
        said, records, seconds, grown = in_child(path)
        assert (said != "read", records) == (True, 0), path.name
        assert seconds < 1
        assert grown < 50
        refusals += 1
    assert (refusals, len(files)) == (7, 7)


def test_no_reference_is_followed(tmp_path):
    canary = tmp_path / "canary"
    canary.write_text(CANARY)
    seen = canary.stat().st_atime_ns
    declarations = (
        f'<!ENTITY x SYSTEM "file://{canary}">',
        f'<!ENTITY % x SYSTEM "file://{canary}"> %x;',
        f'<!ENTITY x PUBLIC "x" "{canary}">',
        '<!ENTITY x "canary">',
        '<!ATTLIST title x CDATA "canary">',
        f'<!NOTATION x SYSTEM "{canary}">',
    )
    path = tmp_path / "export.xml"
    for inside in declarations:
        path.write_text(
            WHOLE.replace("<rss", f"<!DOCTYPE rss [{inside}]>\n<rss").replace(">T<", ">&x;<")
        )
        said, records, *_ = in_child(path)
        assert "DOCTYPE" in said
        assert records == 0
    for outside in (f'SYSTEM "{canary}"', f'PUBLIC "x" "{canary}"'):
        path.write_text(WHOLE.replace("<rss", f"<!DOCTYPE rss {outside}>\n<rss"))
        assert "DOCTYPE" in in_child(path)[0]
    assert canary.stat().st_atime_ns == seen


CASES: dict[str, tuple[str | bytes, int, str]] = {
    "empty": ("", 1, "The file is empty"),
    "blank": (" \n\n", 1, "The file is empty"),
    "before": ("\n" + WHOLE, 1, "stands before <?xml"),
    "warning": ("<br />\n<b>Warning</b>: x\n" + WHOLE, 1, "stands before <?xml"),
    "comment before": ("<!-- x -->\n" + WHOLE, 2, "stands before <?xml"),
    "behind": (WHOLE + "PHP Warning", 6, "behind the end"),
    "doctype": (WHOLE.replace("<rss", '<!DOCTYPE rss [<!ENTITY x "y">]>\n<rss'), 2, "DOCTYPE"),
    "entity": (WHOLE.replace("Hello", "a\nb&nbsp;c"), 5, "entity &nbsp; is not declared"),
    "ampersand": (WHOLE.replace("Hello", "a & b"), 4, "XML allows none"),
    "control": (WHOLE.replace("Hello", "a\n\n  \x0b"), 6, "byte 0x0B at column 3"),
    "nul": (WHOLE.replace("Zoë", "a\0"), 4, "byte 0x00 at column"),
    "number": (WHOLE.replace("Hello", "&#11;"), 4, "reference to invalid character"),
    "surrogate": (WHOLE.replace("Hello", "&#xD800;"), 4, "reference to invalid character"),
    "crossed": (WHOLE.replace("</item>", "</itme>"), 4, "closes something"),
    "attribute": (WHOLE.replace("<item>", "<item a='1' a='2'>"), 4, "duplicate attribute"),
    "latin": (WHOLE.encode("latin-1"), 4, "byte 0xEB at column"),
    "bad 1252": (WHOLE.replace("UTF-8", "cp1252").encode().replace(b"Zo", b"\x81"), 4, "byte 0x81"),
    "unknown": (WHOLE.replace("UTF-8", "x-klingon"), 1, "encoding x-klingon"),
    "codec": (WHOLE.replace("UTF-8", "zlib_codec"), 1, "encoding zlib_codec"),
    "puny": (WHOLE.replace("UTF-8", "punycode"), 1, "encoding punycode"),
    "wrong": (WHOLE.replace("UTF-8", "UTF-16"), 1, "not in the encoding"),
    "page": ("<!DOCTYPE html>\n<html><body>x", 1, "This is a web page"),
    "page too": ("<HTML>\n<p>x", 1, "This is a web page"),
    "xhtml": ('<?xml version="1.0"?>\n<html xmlns="x"/>', 2, "This is a web page"),
    "feed": (FEED, 4, "This is a news feed"),
    "empty feed": ("<rss/>", 1, "This is a news feed"),
    "atom": ("<feed xmlns='http://www.w3.org/2005/Atom'/>", 1, "This is a news feed"),
    "blogger": ("<feed xmlns:g='http://schemas.google.com/blogger/2008'/>", 1, "Blogger"),
    "disqus": ("<disqus xmlns='http://disqus.com'/>", 1, "Disqus"),
    "other": ("<svg/>", 1, "outermost element is <svg>"),
    "text": ("AUTHOR: Joe\nTITLE: x\n", 1, "no XML"),
    "json": ('{"a": 1}', 1, "no XML"),
    "zip": (b"PK\x03\x04xxxx", 1, "is packed"),
    "gzip": (gzip.compress(WHOLE.encode()), 1, "is packed"),
    "deep": (wxr(item("<a>" * 200 + "</a>" * 200)), 4, "deep in each other"),
    "names": (wxr(item(*(f"<n{n}/>" for n in range(9000)))), 4, "names of elements"),
    "attributes": (wxr(item(*(f"<n a{n}=''/>" for n in range(9000)))), 4, "or attributes"),
    "long": (wxr(item("<!--" + "x" * 3_000_000 + "-->")), 4, "longer than 1024 KiB"),
    "long tag": (wxr(item("<a b='" + "x" * 3_000_000 + "'/>")), 4, "longer than 1024 KiB"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_refused_with_its_line_and_a_sentence(tmp_path, name):
    content, line, words = CASES[name]
    found, why = refusal(tmp_path, content)
    assert words in why
    assert found == line


def test_the_malformed_file_names_its_end():
    with pytest.raises(Refusal) as caught:
        list(read(shared("import/wxr/wordpress-importer/malformed-simple.xml"), zone=BERLIN))
    assert caught.value.data["line"] == 14
    assert "ends in the middle" in str(caught.value.data["why"])


def test_a_file_cut_at_every_byte_is_refused_as_cut(tmp_path):
    whole = WHOLE.encode().rstrip()
    for length in range(6, len(whole)):
        line, why = refusal(tmp_path, whole[:length])
        assert "ends in the middle" in why, whole[:length][-30:]
        assert line <= whole[:length].count(b"\n") + 1


@pytest.mark.parametrize(
    "name",
    ["isso-wordpress.xml", "wordpress-importer/small-export.xml"],
)
def test_a_real_file_cut_at_every_tenth_kilobyte_is_refused_as_cut(tmp_path, name):
    whole = shared(f"import/wxr/{name}").read_bytes().rstrip()
    for length in range(100, len(whole), 100):
        line, why = refusal(tmp_path, whole[:length])
        assert "ends in the middle" in why
        assert line == whole[:length].count(b"\n") + 1


@given(some.randoms(use_true_random=False), some.integers(1, 8))
def test_bytes_turned_over_are_read_or_refused(tmp_path_factory, chance, times):
    broken = bytearray(WHOLE.encode())
    for _ in range(times):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    said = outcome(tmp_path_factory.getbasetemp(), bytes(broken))
    assert said in {"read", "import_unreadable"}


def test_pieces_of_exports_in_any_order_are_read_or_refused(tmp_path):
    chance = random.Random(4)
    pieces = [
        *WHOLE.replace("<", "\0<").replace(">", ">\0").split("\0"),
        "<![CDATA[",
        "]]>",
        "<!--",
    ]
    said = Counter(
        outcome(tmp_path, wxr(*chance.choices(pieces, k=chance.randrange(1, 12))))
        for _ in range(800)
    )
    assert said["read"] > 0
    assert said["import_unreadable"] > 0
    assert said.total() == said["read"] + said["import_unreadable"]
