"""Links: the address as typed, byte for byte, and a text that does not lie about the host."""

import json
from html import escape

import pytest

from colonnade.kit.markup import Format, render
from colonnade.kit.markup.hosts import host_of, is_link, punycode
from tests.kit.reading_html import Read, scheme_of
from tests.shared_data import shared

MARKDOWN, HTML, TEXT = Format.MARKDOWN, Format.HTML, Format.TEXT

EXACT = [
    "http://example.org",
    "http://example.org/",
    "HTTPS://EXAMPLE.org:443/%7Euser/%e2%82%ac",
    "https://example.org/a_b_c*d~e/?x=1&copy=2&amp;y=%20#frag_-ment",
    "https://example.org/wiki/Foo_(bar)",
    "https://example.org/ünïcödé/日本語/ф?q=ä#ñ",
    "https://bücher.example/ß",
    "http://[2001:db8::1]:8080/x",
    "http://192.0.2.1/",
    "https://example.org/a//b/../c/./d;p=1,2",
    "https://example.org/?a[]=1&b[c]={d}|e^f",
    "http://localhost:8000/",
    "https://xn--bcher-kva.example/",
    "https://example.org/'quoted'/-",
]


@pytest.mark.parametrize("url", EXACT)
@pytest.mark.parametrize(
    "form", ["<{}>", "[x](<{}>)", "[x]({})", "![x]({})", "[x]\n\n[x]: {}", "a {} b", "({})"]
)
def test_an_address_in_markdown_stays_byte_for_byte(url, form):
    # An entity is CommonMark's way to write a character wherever it is not a typed address.
    expected = url.replace("&amp;", "&") if "[x]" in form else url
    assert Read(render(form.format(url), MARKDOWN)).addresses == [expected]


@pytest.mark.parametrize("url", EXACT)
@pytest.mark.parametrize(
    "form", ["{}", "see {}.", "({}), \u201c{}\u201d", "a\n{}\nb", "\u898b{}\u3002"]
)
def test_an_address_in_text_stays_byte_for_byte(url, form):
    assert set(Read(render(form.format(url, url), TEXT)).addresses) == {url}


@pytest.mark.parametrize("url", EXACT)
def test_an_address_in_html_stays_byte_for_byte(url):
    read = Read(render(f'<a href="{escape(url)}">x</a> <img src="{escape(url)}">', HTML))
    assert read.addresses == [url, url]


@pytest.mark.parametrize(
    "url", ["mailto:jane@example.org", "mailto:jane@example.org?subject=a%20b&body=c"]
)
def test_mail_addresses_link_where_they_are_marked(url):
    assert Read(render(f"[x](<{url}>) <{url}>", MARKDOWN)).addresses == [url, url]
    assert Read(render(f"{url} jane@example.org www.example.org", MARKDOWN)).addresses == []


@pytest.mark.parametrize(
    "url",
    [
        *(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
        ),
        *(
            "ftp://example.org/",
            "tel:1",
            "/relative",
            "//example.org",
            "relative",
            "#x",
            "?x",
            "a:b",
        ),
        *("http:example.org", "http:/example.org", "http:\\\\example.org", "http://", "https:///x"),
        *("mailto:", "http://%00/", "http://256.1.1.1/"),
    ],
)
def test_any_other_address_stays_as_typed(url):
    html = render(f"[text]({url}) ![alt]({url}) <{url}>", MARKDOWN)
    assert Read(html).addresses == []
    assert Read(html).text.strip() == f"[text]({url}) ![alt]({url}) <{url}>".replace("\\\\", "\\")
    assert Read(render(f'<a href="{escape(url)}">text</a>', HTML)).addresses == []


@pytest.mark.parametrize(
    "text",
    [
        "http://user@example.org/",
        "http://user:pw@example.org/",
        "xhttp://example.org",
        "http://",
        "http://.",
        "www.example.org",
    ],
)
def test_what_is_no_plain_address_is_no_link(text):
    assert Read(render(text, TEXT)).addresses == []
    assert Read(render(text, MARKDOWN)).addresses == []


@pytest.mark.parametrize(
    ("url", "text", "note"),
    [
        ("http://example.org/a", "http://example.org/a", ""),
        ("http://example.org/a", "example.org", ""),
        ("http://example.org/a", "EXAMPLE.ORG, page 2", ""),
        ("http://example.org/a", "here", "(example.org)"),
        ("http://evil.example/", "example.org", "(evil.example)"),
        ("http://evil.example/", "http://example.org@evil.example/", "(evil.example)"),
        ("http://evil.example/", "evil.example at example.org", "(evil.example)"),
        ("http://evil.example/example.org", "example.org", "(evil.example)"),
        ("http://example.org.evil.example/", "example.org", "(example.org.evil.example)"),
        ("http://evil.example/", "evil.exam\u200bple", "(evil.example)"),
        ("http://evil.example/", "\u202eelpmaxe.live", "(evil.example)"),
        ("http://evil.example/", "example\uff0eorg", "(evil.example)"),
        ("http://user@evil.example/", "evil.example", ""),
        ("http://example.org:80@evil.example/", "example.org", "(evil.example)"),
        ("http://b\u00fccher.example/", "here", "(b\u00fccher.example)"),
        (
            "http://\u0430pple.example/",
            "apple.example",
            "(\u0430pple.example, xn--pple-43d.example)",
        ),
        ("http://%65vil.example/", "here", "(evil.example)"),
        ("http://0x7f.1/", "here", "(127.0.0.1)"),
        ("mailto:eve@evil.example", "jane@example.org", "(evil.example)"),
        ("mailto:jane@example.org", "Jane", "(example.org)"),
        ("mailto:jane.doe@example.org", "jane.doe@example.org", ""),
    ],
)
def test_the_real_host_is_visible(url, text, note):
    html = render(f'<a href="{escape(url)}">{text}</a>', HTML)
    assert Read(html).addresses == [url]
    behind = html.partition("</a>")[2].removesuffix("</p>")
    assert behind == (f' <span class="host" dir="ltr">{note}</span>' if note else "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<http://example.org@evil.example/>", "http://example%2Eorg@evil.example/ (evil.example)"),
        ("<http://a.example/\u202egpj>", "http://a.example/%E2%80%AEgpj (a.example)"),
        (
            "http://\u0430pple.example",
            "http://\u0430pple.example (\u0430pple.example, xn--pple-43d.example)",
        ),
        ("<http://3221225985/>", "http://3221225985/ (192.0.2.1)"),
        ("[](http://a.example/)", "http://a.example/"),
        ("![](http://a.example/b.png)", "http://a.example/b.png"),
        ("[![cat](http://a.example/b.png)](http://c.example/)", "cat (c.example)"),
    ],
)
def test_what_deceives_in_an_address_is_shown_escaped(typed, shown):
    assert Read(render(typed, MARKDOWN)).text.strip() == shown


def targets():
    wpt = json.loads(shared("url/wpt-urltestdata.json").read_text())
    redirects = json.loads(shared("url/patt-open-redirect.json").read_text())
    return [case["input"] for case in wpt] + [case["payload"] for case in redirects]


def test_no_address_of_another_scheme_gets_through():
    bad, links = [], 0
    cases = targets()
    for url in cases:
        sources = {
            HTML: f'<a href="{escape(url)}">x</a><img alt="y" src="{escape(url)}">',
            MARKDOWN: f"[x]({url}) [y](<{url}>) <{url}>\n\n[z]: {url}\n\n[z]",
            TEXT: url,
        }
        for form, source in sources.items():
            found = Read(render(source, form)).addresses
            links += len(found)
            bad += [it for it in found if scheme_of(it) not in {"http:", "https:", "mailto:"}]
            assert form != HTML or set(found) <= {url.strip().replace("\x00", "\ufffd")}
    assert (bad, len(cases)) == ([], 393 + 151)
    assert links > 300


def test_the_host_is_the_one_a_browser_goes_to():
    cases = json.loads(shared("url/wpt-urltestdata.json").read_text())
    web = [case for case in cases if case.get("protocol") in {"http:", "https:"}]
    linked = [case for case in web if is_link(case["input"])]
    hosts = {case["input"]: host_of(case["input"]) for case in linked}
    agree = [case for case in linked if punycode(hosts[case["input"]]) == case["hostname"]]
    assert (len(agree), len(linked)) == (55, 55)
    refused = [case["input"] for case in cases if case.get("failure") and is_link(case["input"])]
    assert refused == []
