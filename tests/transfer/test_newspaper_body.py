"""What WordPress writes in its own way says the same here, and opens in the newsroom's editor."""

import json
import re
from urllib.parse import urlsplit

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from colonnade.articles.blocks import TEXT_FEATURES
from colonnade.kit.markup import Format
from colonnade.kit.markup.clean import tokens
from colonnade.transfer.newspaper import words
from colonnade.transfer.newspaper.body import blocks_of
from tests.shared_data import shared

VIDEO = "https://youtu.be/abc_def"
PICTURES = {"1": ("https://o.example/1.jpg", "One"), "2": ("https://o.example/2.jpg", "")}


def body(text, *, typed=True, how=Format.HTML):
    return blocks_of(
        text,
        format=how,
        base="https://o.example/a/",
        headline="Headline",
        typed=typed,
        files=lambda ids: [PICTURES[one] for one in ids if one in PICTURES],
    )


def kinds(text, **options):
    """Return texts as they are, and of videos their address."""
    found = body(text, **options)
    return [
        one["value"] if one["type"] == "text" else f"video {one['value']['url']}" for one in found
    ]


def alone(url):
    return f'<p><a href="{url}">{url}</a></p>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[caption id="a" align="left"]<img src="/q.jpg" alt="Quay" /> At dawn[/caption]',
            ['<p><a href="https://o.example/q.jpg">Quay</a></p><p>At dawn</p>'],
        ),
        (
            '[caption caption="At <i>dawn</i>"]<a href="/q.jpg"><img src="/s.jpg" /></a>[/caption]',
            ['<p><a href="https://o.example/q.jpg">s.jpg</a></p><p>At <i>dawn</i></p>'],
        ),
        (
            '[gallery ids="1,2,9"]',
            ['<p><a href="https://o.example/1.jpg">One</a></p>' + alone("https://o.example/2.jpg")],
        ),
        ("[gallery]", ["<p>[gallery]</p>"]),
        ("[contact-form to='x']", ["<p>[contact-form to='x']</p>"]),
        ("Write [[gallery]] so.", ["<p>Write [gallery] so.</p>"]),
        ("[youtube dQw4w9WgXcQ]", ["video https://www.youtube.com/watch?v=dQw4w9WgXcQ"]),
        ("[youtube=https://youtu.be/dQw4w9WgXcQ]", ["video https://youtu.be/dQw4w9WgXcQ"]),
        ("[youtube]dQw4w9WgXcQ[/youtube]", ["video https://www.youtube.com/watch?v=dQw4w9WgXcQ"]),
        ('[vimeo id="12345"]', ["video https://vimeo.com/12345"]),
        ("[embed]https://vimeo.com/12345[/embed]", ["video https://vimeo.com/12345"]),
        (
            "[embed]https://o.example/page[/embed]",
            [alone("https://o.example/page")],
        ),
        ('[video mp4="https://o.example/v.mp4"][/video]', ["video https://o.example/v.mp4"]),
        (
            '[audio mp3="https://o.example/a.mp3"][/audio]',
            [alone("https://o.example/a.mp3")],
        ),
        (
            "a\n\nhttps://youtu.be/abc_def\n\nb",
            ["<p>a</p>", "video https://youtu.be/abc_def", "<p>b</p>"],
        ),
        (
            f"<!-- wp:a -->\n<p>a\nb</p>\n<!-- /wp:a -->\n<figure><p>\n{VIDEO}\n</p></figure>",
            ["<p>a\nb</p>", "video https://youtu.be/abc_def"],
        ),
        ("a<!--more-->\r\n\r\nb", ["<p>a</p><p>b</p>"]),
        ("[caption", ["<p>[caption</p>"]),
        ("[/caption] a", ["<p>a</p>"]),
        ("", []),
    ],
)
def test_words_in_brackets_and_bare_addresses(text, expected):
    assert kinds(text) == expected


def test_brackets_of_other_systems_are_text():
    assert kinds("<p>[gallery]</p>", typed=False) == ["<p>[gallery]</p>"]


def test_plain_text_stays_text():
    assert kinds("a <b>\nc\n\nd", how=Format.TEXT) == ["<p>a &lt;b&gt;<br/>c</p><p>d</p>"]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ('By the Desk (<a href="https://s.example/">source</a>)', "By the Desk"),
        ('<a href="https://s.example/">(source)</a>', ""),
        ('By us <a href="https://s.example/">(Source)</a>.', "By us"),
    ],
)
def test_the_source_below_a_video_is_its_credit(line, credit):
    (video,) = body(f"https://youtu.be/abc_def\n\n{line}")
    value = video["value"]
    assert (value["title"], value["credit"], value["credit_url"]) == (
        "Headline",
        credit,
        "https://s.example/",
    )


def test_other_words_below_a_video_stay_text():
    found = kinds('https://youtu.be/abc_def\n\nMore in <a href="https://s.example/">a source</a>.')
    assert found[1:] == ['<p>More in <a href="https://s.example/">a source</a>.</p>']


def test_the_newsrooms_editor_opens_whatever_came_in():
    converter = ContentstateConverter(TEXT_FEATURES)
    payloads = json.loads(shared("xss/dompurify-expect.json").read_text())
    texts = [one["payload"] if isinstance(one, dict) else str(one) for one in payloads]
    texts += [
        found
        for path in sorted(shared("xss/html5lib-tree").glob("*.dat"))
        for found in re.findall(r"#data\n(.*?)\n#errors", path.read_text(), re.DOTALL)
    ]
    assert len(texts) > 400
    for text in texts:
        for block in body(text):
            if block["type"] == "text":
                converter.from_database_format(block["value"])
                for token in tokens(block["value"].replace("/>", ">")):
                    assert token.name not in {"script", "iframe", "img", "style"}
                    assert set(token.attributes) <= {"href"}
                    url = token.attributes.get("href", "https:")
                    assert urlsplit(url).scheme in {"http", "https", "mailto"}


@pytest.mark.parametrize(
    ("wish", "slug"),
    [
        ("hello-world", "hello-world"),
        ("%e4%b8%ad%e6%96%87", "中文"),
        ("Über uns", "über-uns"),
        ("idea__trashed", "idea"),
        ("नमस्ते", "nmste"),
        ("a/b?c", "a-b-c"),
        ("--", ""),
        ("%E0%A4", ""),
    ],
)
def test_slugs_fit_our_addresses(wish, slug):
    assert words.slug_from(wish) == slug
    assert re.fullmatch(r"[-\w]*", slug)


def test_titles_are_one_line_of_text():
    assert words.title_from("A &amp; B <em>x</em>\n 3 < 4 &#8217;\x07") == "A & B x 3 < 4 ’"
    assert words.title_from(" \u200b ") == ""


def test_old_addresses_are_paths():
    old = ["https://o.example/?p=0012", "https://o.example/a/b", "https://o.example/", "//[", "x"]
    assert words.old_paths(old) == ["/?p=12", "/a/b/"]
