"""A comment as HTML: nothing that a person wrote becomes markup, whatever field it stands in."""

from datetime import UTC, datetime
from html.parser import HTMLParser

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from colonnade.discussion.fragment import Pen, escaped, portrait
from colonnade.discussion.marks import CODES
from colonnade.discussion.phrases import phrases
from colonnade.discussion.values import Author, Row

TAGS = "a article bdi details div h2 h3 header img p span summary time"
NAMES = (
    "alt aria-hidden class data-comment data-depth data-edit data-nosnippet data-own data-reply"
    " datetime decoding dir height hidden href id loading rel src tabindex width"
)
ID, OTHER = "2" * 12, "bcdfghjkmnpq"
HOSTILE = '<x onclick="1">\' %(name)s %s {0} & &lt;'

words = st.one_of(st.just(HOSTILE), st.just(""), st.text(max_size=20))
authors = st.builds(
    Author,
    name=words,
    kind=st.sampled_from(["member", "guest", "unknown"]),
    handle=st.sampled_from(["", ID]),
    role=st.one_of(st.sampled_from(["", "owner"]), words),
    picture=st.sampled_from(["", "ab" * 16]),
)
rows = st.builds(
    Row,
    id=st.just(ID),
    thread=st.just(OTHER),
    seq=st.integers(1, 10**9),
    depth=st.integers(0, 10**4),
    visibility=st.sampled_from(["visible", "held", "removed", "deleted"]),
    author=st.none() | authors,
    created=st.just(datetime(2026, 11, 22, 8, 3, tzinfo=UTC)),
    edited=st.sampled_from([None, datetime(2026, 11, 23, tzinfo=UTC)]),
    html=st.just("<p>a &amp; b</p>"),
    excerpt=words,
    note=words,
    parent=st.sampled_from(["", OTHER]),
    parent_author=st.none() | authors,
    thread_path=st.just("/t/x/"),
    marks=st.lists(st.sampled_from(sorted(CODES)), unique=True).map(tuple),
    kind=st.sampled_from(["", "ping"]),
    website=st.sampled_from(["", "https://example.org/?a=\"><x>'&b"]),
    absent=words,
)


class Seen(HTMLParser):
    """Collects the names of elements and attributes, and notices what is not closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.names, self.open = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(
    row=rows,
    folded=st.booleans(),
    closed=st.booleans(),
    language=st.sampled_from(["en", "de"]),
)
def test_no_field_becomes_markup(row, folded, closed, language):
    with translation.override(language):
        html = Pen(phrases(), "Europe/Berlin").comment(row, folded=folded, closed=closed)
    seen = Seen()
    seen.feed(html)
    assert seen.open == []
    assert seen.tags <= set(TAGS.split())
    assert seen.names <= set(NAMES.split())


@given(text=st.text())
def test_words_are_escaped_as_a_template_would(text):
    assert not set("<>\"'") & set(escaped(text))
    named = portrait(Author(text, "member"))
    assert "<x" not in named


def test_a_pen_speaks_the_language_and_the_zone():
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    with translation.override("de"):
        german = Pen(phrases(), "Europe/Berlin")
    with translation.override("en"):
        assert german.byline(None) == '<span class="nobody">Niemand</span>'
        there = '<time datetime="2026-11-22T23:30:00Z">23. Nov. 2026, 00:30</time>'
        assert german.moment(moment) == there
        assert "22 Nov 2026, 23:30" in Pen(phrases(), "UTC").moment(moment)
