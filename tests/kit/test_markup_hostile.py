"""Attack lists through every format: nothing that acts, and nothing that a second pass changes."""

import json
import re
from functools import cache
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.kit.markup import Format, render, sanitize, sanitize_editorial
from colonnade.kit.markup.clean import BLOCKS, DIVISIONS, HEADINGS, INLINE, SYNONYMS, filter_foreign
from colonnade.kit.markup.wild import TooWild
from tests.kit.reading_html import ALLOWED, Read, harm_in, scheme_of
from tests.shared_data import shared

DANGEROUS = {"svg", "math", "style", "script", "title", "textarea", "noscript", "xmp"}
DANGEROUS |= {"iframe", "noembed", "noframes", "plaintext", "template", "object", "embed", "form"}
SOURCE = Path(__file__).resolve().parents[2] / "src"


@cache
def payloads():
    """Every payload of the attack lists, by list."""
    lists = {
        name: [case["payload"] for case in json.loads(shared(f"xss/{name}.json").read_text())]
        for name in ("dompurify-expect", "patt-intruders", "payloadbox-sample")
    }
    sanitizer = json.loads(shared("xss/html5lib-sanitizer-tests1.json").read_text())
    bleach = sorted(shared("xss/bleach").iterdir())
    lists["html5lib-sanitizer"] = [case["input"] for case in sanitizer]
    lists["bleach"] = [path.read_text().partition("\n--")[0] for path in bleach]
    lists["naughty strings"] = json.loads(shared("text/blns.json").read_text())
    fixtures = sorted(shared("markdown/markdown-it-py").iterdir())
    lists["markdown-it"] = [
        part for path in fixtures for part in re.split(r"(?m)^\.$", path.read_text())
    ]
    lists["commonmark"] = [
        case["markdown"] for case in json.loads(shared("markdown/commonmark.json").read_text())
    ]
    return lists


@cache
def trees():
    """The documents of html5lib's tests of how trees are built."""
    files = sorted(shared("xss/html5lib-tree").iterdir())
    pattern = re.compile(r"^#data\n(.*?)\n#errors$", re.MULTILINE | re.DOTALL)
    return [case for path in files for case in pattern.findall(path.read_text())]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("dompurify-expect", 107),
        ("patt-intruders", 341),
        ("payloadbox-sample", 318),
        ("bleach", 8),
        ("html5lib-sanitizer", 35),
        ("naughty strings", 239),
        ("commonmark", 375),
    ],
)
def test_payloads_are_inert_in_every_format(name, count):
    cases = payloads()[name]
    inert = [case for case in cases if not any(harm_in(render(case, form)) for form in Format)]
    assert (len(inert), len(cases)) == (count, count)


def test_the_reader_of_these_tests_sees_harm():
    assert harm_in("<script>x</script>") == ["<script>"]
    assert harm_in("<p onclick=x>") == ["onclick of <p>"]
    assert harm_in('<a rel="nofollow ugc noopener noreferrer" href="java\tscript:x">')
    assert harm_in("<a>") == ["a link without an address or rel"]
    assert harm_in("<svg/onload=x>")


def test_what_is_rendered_is_a_fixpoint_for_every_payload():
    cases = [case for cases in payloads().values() for case in cases] + trees()
    moved = []
    for case, form in product(cases, Format):
        html = render(case, form)
        if sanitize(html) != html:
            moved.append((form, case))
    assert moved == []
    assert len(cases) > 1800


def test_trees_are_built_the_same_way_twice():
    cases = trees()
    stable = [case for case in cases if sanitize(sanitize(case)) == sanitize(case)]
    assert (len(stable), len(cases)) == (388, 388)
    for case in cases:
        try:
            filtered = filter_foreign(case)
        except TooWild:
            continue
        assert filter_foreign(filtered) == filtered
        assert not harm_in(render(case, Format.HTML))


def test_what_editors_write_is_a_fixpoint_without_anything_that_acts():
    cases = [case for cases in payloads().values() for case in cases] + trees()
    moved, wrong = [], []
    for case in cases:
        html = sanitize_editorial(case)
        moved += [case] if sanitize_editorial(html) != html else []
        for tag, attributes in Read(html).tags:
            scheme = scheme_of(attributes.get("href") or "")
            led = scheme not in {"", "http:", "https:", "mailto:"}
            if (
                tag not in ALLOWED | {"h2", "h3"}
                or attributes.keys() - {"href", "rel", "title"}
                or led
            ):
                wrong.append((case, tag, attributes))
    assert (moved, wrong) == ([], [])


@pytest.mark.parametrize(
    "value",
    [
        "\n",
        "\r",
        "\t",
        "\x0c",
        "\x00",
        ">",
        "<",
        '"',
        "'",
        "`",
        "=",
        "&",
        "/",
        "\\",
        "&quot;",
        "&#10;",
        "\u2028",
    ],
)
def test_no_attribute_lets_anything_out(value):
    hostile = f"http://a.example/{value}onfocus=alert(1) autofocus{value}x"
    for tag, name, quote in product(
        sorted(INLINE | BLOCKS | HEADINGS | {"a", "img", "br", "span"}),
        ("href", "src", "title", "alt", "cite", "start", "dir", "class", "rel", "style"),
        ('"', "'", ""),
    ):
        html = render(f"<{tag} {name}={quote}{hostile}{quote}>x</{tag}>", Format.HTML)
        assert not harm_in(html), html
        assert sanitize(html) == html
    for form in (f'[x](<{hostile}> "{value}onfocus=alert(1)")', f"![{value}]({hostile})"):
        assert not harm_in(render(form, Format.MARKDOWN))


def test_the_allow_lists_hold_nothing_that_is_parsed_differently():
    allowed = INLINE | BLOCKS | HEADINGS | SYNONYMS.keys() | (DIVISIONS - {"form"})
    assert not allowed & DANGEROUS
    read = Read(sanitize("".join(f"<{tag}>x</{tag}>" for tag in sorted(DANGEROUS | {"b"}))))
    assert {tag for tag, _ in read.tags} <= {"b"}


def test_one_parser_of_html_in_the_code_base():
    parsers = re.compile(r"(?m)^\s*(?:import|from) (nh3|html\.parser|html5lib|lxml|bs4|bleach)\b")
    using = {
        (path.relative_to(SOURCE).as_posix(), found)
        for path in SOURCE.rglob("*.py")
        for found in parsers.findall(path.read_text())
    }
    files = [f"colonnade/kit/markup/{name}.py" for name in ("clean", "editorial", "foreign")]
    # Wagtail parses with the last one; we only load it in its own time, and never ask it.
    loaded = ("colonnade/project/newsroom.py", "bs4")
    assert using == {(path, "nh3") for path in files} | {loaded}


def test_links_in_hostile_html_show_their_hosts():
    blind = []
    for case in [case for cases in payloads().values() for case in cases] + trees():
        html = render(case, Format.HTML)
        for address, text in Read(html).links:
            host = unquote(re.sub(r"(?s)^(?:\w+:)?/*(?:[^/?#]*@)?|[/?#:].*$", "", address))
            host = host.lower()
            noted = f"({host})</span>" in html or f"({host}," in html
            if host not in text.lower() and not noted and address.startswith("http"):
                blind.append((address, text))
    assert blind == []


NESTED = [
    *("<a href='http://b.example/'>", "<a href='http://d.example/'>", "</a>", "x", " y ", "\n\n"),
    *("<table>", "<tr>", "<td>", "</table>", "<caption>", "<p>", "</p>", "<div>", "</div>", "<b>"),
    *("</b>", "<i>", "</i>", "<ul>", "<li>", "</ul>", "<blockquote>", "</blockquote>", "<h1>"),
    *("</h1>", "<pre>", "</pre>", "<code>", "<q>", "<br>", "<hr>", "<dl>", "<dt>", "<font>"),
    *("<img src=http://f.example>", "<img src=http://f.example alt=d.example>", "b.example"),
]
LINK = re.compile(
    r'(?s)<a href="http://([^"/]*)/?"[^>]*>(.*?)</a>'
    r'(?: ?<span class="host" dir="ltr">\(([^)]*)\)</span>)?'
)


@given(st.lists(st.sampled_from(NESTED), max_size=14).map("".join))
def test_every_piece_of_a_link_shows_its_host(html):
    for host, content, note in LINK.findall(render(html, Format.HTML)):
        text = re.sub("<[^>]*>", "", content)
        assert note == host or re.findall(r"[a-z]+\.[a-z]+", text) == [host]
