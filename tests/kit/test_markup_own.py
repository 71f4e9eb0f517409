"""What an owner's own HTML loads, whether it ends itself, and her Markdown."""

import pytest

from colonnade.kit.markup.foreign import ends_itself, foreign_parts
from colonnade.kit.markup.own import render_own
from tests.shared_data import shared


@pytest.mark.parametrize(
    ("html", "loads"),
    [
        ("<p>plain</p>", set()),
        ("<a href='https://other.example/'>a link loads nothing</a>", set()),
        ("<img src='/media/x.jpg'>", set()),
        ("<img src='https://img.example/x'>", {("img-src", "img.example")}),
        ("<img srcset='/a 1x, //img.example/b 2x'>", {("img-src", "img.example")}),
        ("<iframe src=https://pay.example:8443/a></iframe>", {("frame-src", "pay.example:8443")}),
        ("<form action='https://give.example/'></form>", {("form-action", "give.example")}),
        ("<video src='//v.example/a'></video>", {("media-src", "v.example")}),
        ("<img src='https://BÜCHER.example/'>", {("img-src", "xn--bcher-kva.example")}),
        ("<noscript><img src=https://count.example/i></noscript>", {("img-src", "count.example")}),
        (
            "<script async src='https://s.example/s.js'></script>",
            {(name, "s.example") for name in ("script-src", "connect-src", "img-src")},
        ),
        (
            "<script>var u='//stats.example/'; load(u + 's.js')</script>",
            {(name, "stats.example") for name in ("script-src", "connect-src", "img-src")},
        ),
        ("<!-- <img src=https://no.example/> -->", set()),
        ("<textarea><img src=https://no.example/></textarea>", set()),
    ],
)
def test_hosts_are_found(html, loads):
    assert set(foreign_parts(html).loads) == loads


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example;script-src *",
        "https://a.example'unsafe-inline'",
        "https://a.example, *",
        "https://*/",
        "https://user:pass@",
        "https://[::1]/",
        "https://a.example\\@b;c",
    ],
)
def test_no_address_adds_a_word_to_the_policy(address):
    for host in foreign_parts(f'<img src="{address}">').hosts:
        assert not set(host) & set(" ;,'*\"[]@\\")


def test_scripts_are_found_byte_for_byte():
    found = foreign_parts("<p>a</p><script>\r\nif (a < b) x('<p>')</script><script></script>")
    assert found.scripts == ("\nif (a < b) x('<p>')",)


def test_what_cannot_work_is_told():
    html = "<p style='color:red' onclick=x()>a</p><style>p{}</style><object></object>"
    assert set(foreign_parts(html).faults) == {"inline_style", "inline_handler", "forbidden_tag"}


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text",
        "<p>one<p>two",
        "<ul><li>a<li>b</ul>",
        "<div><img src=x></div>",
        "<script>'</div>'</script>",
        "<!-- a comment -->",
        "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    ],
)
def test_html_that_ends_itself(html):
    assert ends_itself(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>",
        "</div>",
        "</main>",
        "<div></div></div>",
        "<script>var a",
        "<style>a {",
        "<textarea>",
        "<!-- open",
        "<img alt='",
        "<b",
        "<template>a</template>",
        "</template>",
        "</TEMPLATE >",
        "</body>",
        "<html>",
        "<plaintext>",
        "<iframe src=x>",
        "<noscript>",
    ],
)
def test_html_that_reaches_over_its_end(html):
    assert not ends_itself(html)


def test_the_corpus_of_attacks_adds_no_word_to_a_policy():
    lines = [
        line
        for path in sorted(shared("xss").rglob("*"))
        if path.is_file()
        for line in path.read_text("utf-8", "replace").splitlines()
    ]
    assert len(lines) > 100
    for line in lines[:3000]:
        assert all(not set(host) & set(" ;,'*\"") for host in foreign_parts(line).hosts)


def test_own_markdown_links_home_and_shows_no_html():
    html = render_own("[About](/about/) [Out](https://example.org/) <b>x</b> [bad](javascript:a)")
    assert '<a href="/about/"' in html
    assert '<a href="https://example.org/"' in html
    assert "&lt;b&gt;" in html
    assert 'href="javascript' not in html
    assert 'href="//' not in render_own("[a](//evil.example/)")
