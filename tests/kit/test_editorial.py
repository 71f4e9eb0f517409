"""Articles from elsewhere become blocks that say the same and that the newsroom can take."""

import pytest

from colonnade.kit.markup import sanitize_editorial
from colonnade.kit.markup.editorial import Player, Words, editorial_pieces
from tests.growth import grows_in_step

BASE = "https://old.example.org/2016/02/slug/"


def blocks(html, *, typed=True):
    found = editorial_pieces(html, base=BASE, typed_lines=typed)
    return [one.html if isinstance(one, Words) else tuple(one) for one in found]


def link(path, words):
    return f'<a href="https://old.example.org{path}">{words}</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("One\nline.\n\nTwo", ["<p>One<br/>line.</p>", "<p>Two</p>"]),
        ("One <b>bo\n\nld</b> x", ["<p>One <b>bo</b></p>", "<p><b>ld</b> x</p>"]),
        ("<div>a<div>b</div>c</div>", ["<p>a</p>", "<p>b</p>", "<p>c</p>"]),
        ("a<br><br>b<br>", ["<p>a<br/><br/>b</p>"]),
        ("<h1>A</h1><h5>B <em>c</em></h5>", ["<h2>A</h2>", "<h3>B <em>c</em></h3>"]),
        (
            "<blockquote><p>a</p><p>b</p></blockquote>c",
            ["<blockquote>a<br/><br/>b</blockquote>", "<p>c</p>"],
        ),
        (
            "<blockquote>a<ul><li>b</li></ul>c</blockquote>",
            ["<blockquote>a</blockquote>", "<ul><li>b</li></ul>", "<blockquote>c</blockquote>"],
        ),
        (
            "<ul>\n<li>one\n</li>\n<li><p>two</p><p>three</p><ol><li>deep</li></ol></li></ul>",
            ["<ul><li>one</li><li>two<br/>three<ol><li>deep</li></ol></li></ul>"],
        ),
        (
            "<table><tr><th>a</th><td>b<p>c</p></td></tr></table>d",
            ["<table><tbody><tr><th>a</th><td>b<br/>c</td></tr></tbody></table>", "<p>d</p>"],
        ),
        ("<pre>a\n\n  b</pre>", ["<pre>a\n\n  b</pre>"]),
        ("a<hr>b", ["<p>a</p>", "<hr/>", "<p>b</p>"]),
        (
            '<a href="/x"><p>a</p><p>b</p></a>',
            [f"<p>{link('/x', 'a')}</p>", f"<p>{link('/x', 'b')}</p>"],
        ),
        ('<a href="javascript:x">a</a><script>b</script><style>c</style>', ["<p>a</p>"]),
        ('<a href="../y#z">a</a>', [f"<p>{link('/2016/02/y#z', 'a')}</p>"]),
        ("<p> &nbsp;</p><p></p><h2></h2>", []),
        ("a &amp;amp; b &lt; c", ["<p>a &amp;amp; b &lt; c</p>"]),
        ("<center><font color=red>a</font></center>", ["<p>a</p>"]),
        ("<!-- more -->a", ["<p>a</p>"]),
    ],
)
def test_text_keeps_its_borders(html, expected):
    assert blocks(html) == expected


def test_where_lines_are_not_typed_a_line_break_is_a_space():
    assert blocks("<p>a\nb</p>\n\n<p>c</p>", typed=False) == ["<p>a\nb</p>", "<p>c</p>"]
    assert blocks("<div>a\n\nb</div>", typed=False) == ["<p>a\n\nb</p>"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<img src="a.jpg" alt="A &lt;cat&gt;">',
            [f"<p>{link('/2016/02/slug/a.jpg', 'A &lt;cat&gt;')}</p>"],
        ),
        ('<img src="/up/quay.jpg">', [f"<p>{link('/up/quay.jpg', 'quay.jpg')}</p>"]),
        ('<img src="data:image/png;base64,xx" alt="dot">', ["<p>dot</p>"]),
        (
            '<a href="/up/big.jpg"><img src="/up/small.jpg" alt="Quay"></a>',
            [f"<p>{link('/up/big.jpg', 'Quay')}</p>"],
        ),
        (
            '<a href="/more/"><img src="/up/q.jpg" alt="Quay"></a>.',
            [f"<p>{link('/more/', 'Quay')} ({link('/up/q.jpg', 'q.jpg')}).</p>"],
        ),
        (
            '<figure><img src="/q.jpg" alt="Quay"><figcaption>At dawn</figcaption></figure>',
            [f"<p>{link('/q.jpg', 'Quay')}</p>", "<p>At dawn</p>"],
        ),
    ],
)
def test_pictures_become_links_to_them(html, expected):
    assert blocks(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<iframe src="//v.example/1" title="T">x</iframe>', [("https://v.example/1", "T")]),
        (
            "a\n\nhttps://v.example/?a=1&amp;b=2\n\nb",
            ["<p>a</p>", ("https://v.example/?a=1&b=2", ""), "<p>b</p>"],
        ),
        (
            '<p><a href="https://v.example/">https://v.example/</a></p>',
            [("https://v.example/", "")],
        ),
        ("See https://v.example/ there", ["<p>See https://v.example/ there</p>"]),
        (
            '<video controls><source src="/a.mp4"><source src="/a.webm">No</video>',
            [("https://old.example.org/a.mp4", "")],
        ),
        (
            '<object data="https://v.example/o"><embed src="https://v.example/e"></object>',
            [("https://v.example/o", "")],
        ),
        ('<audio src="/a.mp3"></audio>', [("https://old.example.org/a.mp3", "")]),
        (
            '<ul><li><iframe src="https://v.example/1"></iframe></li></ul>',
            ['<ul><li><a href="https://v.example/1">https://v.example/1</a></li></ul>'],
        ),
    ],
)
def test_what_is_played_stands_alone(html, expected):
    assert blocks(html) == expected


def test_what_is_too_wild_comes_as_its_text():
    (found,) = blocks("<div>" * 100 + "<script>x</script>")
    assert found.startswith("<p>&lt;div&gt;")


@pytest.mark.parametrize(
    "unit", ["<b>", "<p>x\n\n", "<li>", "a\n", "&amp; ", "https://x.example\n\n", "<blockquote>"]
)
def test_the_cost_grows_with_the_length_alone(unit):
    def work(html):
        return editorial_pieces(html, base=BASE, typed_lines=True)

    smaller, larger = (unit * (size // len(unit)) for size in (4_000, 64_000))
    assert isinstance(work(smaller), list)
    assert grows_in_step(work, smaller, larger, 16)


def test_it_is_what_the_sanitizer_leaves():
    html = "<p>a<br>b</p><ul><li>x <code>y</code></li></ul><h2>z</h2>"
    pieces = editorial_pieces(html, base=BASE, typed_lines=False)
    whole = "".join(one.html for one in pieces if isinstance(one, Words))
    assert sanitize_editorial(whole).replace("<br>", "<br/>") == whole


def test_pieces_are_plain_values():
    assert editorial_pieces("a", base=BASE, typed_lines=True) == [Words("<p>a</p>")]
    assert Player("u", "t").title == "t"
