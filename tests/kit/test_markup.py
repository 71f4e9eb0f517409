"""What people write, and the HTML that shows it."""

# ruff: noqa: RUF001 - every script is the point

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from colonnade.kit.markup import RENDER_VERSION, Format, plain, render, sanitize
from tests.kit.reading_html import Read

MARKDOWN, HTML, TEXT = Format.MARKDOWN, Format.HTML, Format.TEXT
REL = 'rel="nofollow ugc noopener noreferrer"'


def inner(html):
    """The HTML without what every paragraph and every link carries."""
    return html.replace(' dir="auto"', "").replace(f" {REL}", "").replace(' dir="ltr"', "").strip()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>"),
        ("# Head", "<p><strong>Head</strong></p>"),
        ("Head\n---", "<p><strong>Head</strong></p>"),
        ("<b>x</b> <!-- y -->", "<p>&lt;b&gt;x&lt;/b&gt; &lt;!-- y --&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("3. x", '<ol start="3">\n<li>x</li>\n</ol>'),
        ("| a |\n|---|\n| b |", "<p>| a |<br>\n|---|<br>\n| b |</p>"),
        ("&copy; &amp;amp;", "<p>© &amp;amp;</p>"),
    ],
)
def test_markdown(typed, shown):
    assert inner(render(typed, MARKDOWN)) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\ntwo\n\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("one\r\ntwo\rthree", "<p>one<br>\ntwo<br>\nthree</p>"),
        ("*a* <b> &amp;", "<p>*a* &lt;b&gt; &amp;amp;</p>"),
        ("", ""),
        (" \n \n", ""),
    ],
)
def test_text(typed, shown):
    assert inner(render(typed, TEXT)) == shown


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p><p>three</p>"),
        ("<p>one\ntwo</p>", "<p>one\ntwo</p>"),
        ("a <b>b</b> <strike>c</strike> <tt>d</tt>", "<p>a <b>b</b> <s>c</s> <code>d</code></p>"),
        ("<h1>Head</h1><div>a</div><div>b</div>", "<p><strong>Head</strong></p><p>a</p><p>b</p>"),
        ("<blockquote>q</blockquote>", "<blockquote><p>q</p></blockquote>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("a<script>b</script><style>c</style><svg><text>d</text></svg>", "<p>a</p>"),
        ("<textarea>a</textarea><font color=red onclick=x>b</font>", "<p>ab</p>"),
        ('<a href="/node/1">a</a> <a name="x">b</a>', "<p>a b</p>"),
        ('<span class="host">(example.org)</span>', "<p>(example.org)</p>"),
        ("<pre>\n\nx\n  y</pre>", "<pre>x\n  y</pre>"),
        ('<img src="/cat.png" alt="a cat"> <img src="data:x,y">', "<p>a cat </p>"),
        ('<ol start="4" onclick="x"><li>a</ol>', '<ol start="4"><li>a</li></ol>'),
        ('<ol start="4x"><li>a</ol>', "<ol><li>a</li></ol>"),
        ("<table><tr><td style='x'>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    ],
)
def test_imported_html(kept, shown):
    assert inner(render(kept, HTML)) == shown


def test_typed_addresses_in_imported_html_link_outside_code_and_links():
    kept = "http://a.example/ <code>http://b.example/</code> <a href='http://c.example/'>http://c.example/</a>"
    assert Read(render(kept, HTML)).addresses == ["http://a.example/", "http://c.example/"]


def test_every_script_gets_its_direction():
    html = render("> שלום\n>\n> - hello\n\nمرحبا\n\n- one", MARKDOWN)
    assert '<blockquote dir="rtl">\n<p dir="auto">שלום</p>\n<ul dir="auto">' in html
    assert '<p dir="auto">مرحبا</p>' in html
    assert render("1. שלום", MARKDOWN).startswith('<ol dir="rtl">\n<li dir="rtl">שלום')
    assert 'td dir="rtl">א' in render("<table><td>א</table>", HTML)


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize(
    "unit",
    [
        "> ",
        ">",
        "- ",
        "* ",
        "[",
        "![",
        "*",
        "_a ",
        "(",
        "<b>",
        "<div>",
        "<ul><li>",
        "<blockquote>",
        "&",
        "`",
        "<font color=1>",
    ],
)
def test_deep_nesting_is_bounded_and_loses_nothing(form, unit):
    html = render(unit * 10_000 + "canary", form)
    assert "canary" in html
    assert deepest(html) <= 100
    assert sanitize(html) == html


def deepest(html):
    depth = most = 0
    for end in re.findall(r"<(/?)(?!br|hr|wbr)[a-z]", html):
        depth += -1 if end else 1
        most = max(depth, most)
    return most


def test_what_is_too_wild_is_shown_as_typed():
    wild = "> " * 200 + "*text*"
    assert plain(render(wild, MARKDOWN)) == wild
    assert plain(render("[" * 30_000, MARKDOWN)) == "[" * 30_000
    assert plain(render("<b>" * 500 + "x", HTML)) == "<b>" * 500 + "x"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b<br>c</p>", "a\n\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "a\nb\n\nc"),
        ("<p>a &amp; b &lt;i&gt;&nbsp;c</p>", "a & b <i>\xa0c"),
        ("<p>a\n  b</p>", "a b"),
        ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<script>x</script>a", "a"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("", ""),
    ],
)
def test_plain_text(html, text):
    assert plain(html) == text


def squeezed(text):
    return " ".join(text.split())


def without_notes(html):
    return re.sub(r' <span class="host" dir="ltr">.*?</span>', "", html)


any_text = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200
)
MARKS = [
    *"*_~`[]()<>&!#-+|=:\\\n\t \"'",
    *("1. ", "> ", "~~", "](", "a", "é", "שלום", "&amp;", "&#0;", "<!--", "-->"),
    *("<b>", "</b>", "<p>", "<table>", "<td>", "<div>", "<ul>", "<li>", "<a href='http://b.c'>"),
    *("</a>", "http://a.example/", "<pre>", "<img src=http://d.e>", "<h1>", "<blockquote>", "<q>"),
]
marked_text = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)


@given(any_text)
@example("http://a.example/\u202ex <\xa0> &lt; \x0b\x0c\u2028\x85\ufeff\ufffe")
@example("https://\u0430\u0440\u0440\u04cf\u0435.com/ http://u@b.example")
def test_no_character_of_a_text_is_lost(text):
    html = render(text, TEXT)
    assert squeezed(plain(without_notes(html))) == squeezed(text)
    assert squeezed(Read(without_notes(html)).text) == squeezed(text)


@given(any_text | marked_text, st.sampled_from(Format))
def test_what_is_rendered_stays_as_it_is(text, form):
    html = render(text, form)
    assert sanitize(html) == html


@given(any_text | marked_text)
def test_what_is_sanitized_stays_as_it_is(text):
    html = sanitize(text)
    assert sanitize(html) == html


@given(marked_text)
def test_markdown_keeps_every_letter(text):
    # CommonMark shows neither the definition of a link nor the language of a code block.
    source = re.sub(r"[~`&]|\][:\]~`&]*:", "", text) + "\n\ncanary"
    html = unescape(render(source, MARKDOWN))
    for letters in ("é", "שלום", "canary"):
        assert html.count(letters) >= source.count(letters)


def test_the_version_is_a_number():
    assert RENDER_VERSION >= 1


@pytest.mark.parametrize("source", ["#", "[a]: https://example.org/", "***", "-", ">"])
def test_nothing_that_was_typed_becomes_invisible(source):
    assert plain(render(source, Format.MARKDOWN)).strip() == source
