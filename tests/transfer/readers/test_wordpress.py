"""Every real export is read as another parser reads it, field by field."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from colonnade.transfer.readers.wordpress import read
from colonnade.transfer.records import (
    SourceArticle,
    SourceAttachment,
    SourceAuthor,
    SourceComment,
    SourceRefused,
    SourceRule,
    SourceSite,
    SourceTerm,
    Yielded,
)
from make_wxr import write_wxr
from tests.shared_data import shared
from tests.transfer.readers.wordpress_by_tree import by_tree
from tests.transfer.readers.wordpress_reading import BERLIN, of

Fields = dict[str, object]
IMPORTER = "import/wxr/wordpress-importer"
ISSO = "import/wxr/isso-wordpress.xml"
# records, articles, comments, answers
FILES = {
    ISSO: (11, 3, 8, 3),
    f"{IMPORTER}/authors-multiline.xml": (4, 1, 0, 0),
    f"{IMPORTER}/cdata-edge.xml": (1, 1, 0, 0),
    f"{IMPORTER}/crazy-cdata-escaped.xml": (1, 1, 0, 0),
    f"{IMPORTER}/invalid-version-tag.xml": (54, 0, 0, 0),
    f"{IMPORTER}/post-content-blank-lines.xml": (2, 1, 0, 0),
    f"{IMPORTER}/small-export.xml": (48, 11, 1, 0),
    f"{IMPORTER}/term-formats.xml": (7, 0, 0, 0),
    f"{IMPORTER}/term-meta.xml": (1, 0, 0, 0),
    f"{IMPORTER}/test-serialized-postmeta-no-cdata.xml": (1, 1, 0, 0),
    f"{IMPORTER}/test-serialized-postmeta-with-cdata.xml": (1, 1, 0, 0),
    f"{IMPORTER}/test-serialized-term-meta.xml": (4, 1, 0, 0),
    f"{IMPORTER}/test-utw-post-meta-import.xml": (1, 1, 0, 0),
    f"{IMPORTER}/valid-wxr-1.1.xml": (7, 2, 1, 0),
    f"{IMPORTER}/wxr-base-url-rewriting.xml": (2, 1, 0, 0),
    f"{IMPORTER}/wxr-css-urls.xml": (3, 1, 0, 0),
    f"{IMPORTER}/wxr-flat-attachment-different-site.xml": (3, 1, 0, 0),
    f"{IMPORTER}/wxr-flat-attachment-same-site.xml": (3, 1, 0, 0),
    f"{IMPORTER}/wxr-simple.xml": (2, 1, 0, 0),
}


def plain(found: Sequence[object], names: Fields) -> list[Fields]:
    """The named fields of records, as the other parser names and orders them."""
    return [{name: comparable(one, name) for name in names} for one in found]


def comparable(record: object, name: str) -> object:
    value: object = getattr(record, name)
    return set(value) if name in {"categories", "tags"} and isinstance(value, tuple) else value


def assert_equal(found: Sequence[object], expected: list[Fields]) -> None:
    assert plain(found, expected[0] if expected else {}) == expected


def assert_comments(found: list[SourceComment], expected: list[Fields]) -> None:
    numbers = [one.pop("number") for one in expected]
    assert [one.source.partition("@")[0] for one in found] == numbers
    assert_equal(found, expected)


def read_path(path: Path) -> list[Yielded]:
    return list(read(path, zone=BERLIN))


@pytest.mark.parametrize("name", FILES)
def test_a_real_export_is_read_as_another_parser_reads_it(name):
    path = shared(name)
    yielded, expected = read_path(path), by_tree(path, BERLIN)
    assert isinstance(yielded[0], SourceSite)
    assert_equal(of(SourceAuthor, yielded), expected.authors)
    assert_equal(of(SourceAttachment, yielded), expected.attachments)
    assert_equal(of(SourceArticle, yielded), expected.articles)
    for term in (terms := of(SourceTerm, yielded)):
        assert term.source.isdigit()
    assert_equal(terms, expected.terms)
    assert_comments(of(SourceComment, yielded), expected.comments)
    assert len(of(SourceRefused, yielded)) == expected.others
    assert len(yielded) - 1 == expected.records


@pytest.mark.parametrize("name", FILES)
def test_the_counts_are_those_of_the_table(name):
    yielded = read_path(shared(name))
    comments = of(SourceComment, yielded)
    answers = sum(1 for one in comments if one.parent)
    articles = len(of(SourceArticle, yielded))
    assert (len(yielded) - 1, articles, len(comments), answers) == FILES[name]


def test_no_file_of_the_folder_is_forgotten():
    folder = shared("import/wxr")
    there = {f"import/wxr/{path.relative_to(folder)}" for path in folder.rglob("*.xml")}
    assert there == {*FILES, f"{IMPORTER}/malformed-simple.xml"}


@pytest.mark.parametrize("name", FILES)
def test_no_two_records_have_the_same_source(name):
    counts = Counter(
        (one.kind if isinstance(one, (SourceTerm, SourceRefused)) else type(one), one.source)
        for one in read_path(shared(name))
        if not isinstance(one, (SourceSite, SourceRule))
    )
    assert [source for source, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("name", [ISSO, f"{IMPORTER}/small-export.xml"])
def test_every_record_names_its_line(name):
    lines = shared(name).read_text().split("\n")
    for one in read_path(shared(name)):
        if isinstance(one, SourceComment):
            assert "<wp:comment>" in lines[one.line - 1]
        elif isinstance(one, SourceArticle):
            assert "<item>" in lines[one.line - 1]


def test_a_site_is_known_by_its_address():
    def site(name: str) -> str:
        first = read_path(shared(name))[0]
        assert isinstance(first, SourceSite)
        return first.namespace

    assert site(f"{IMPORTER}/small-export.xml") == "wordpress:localhost"
    assert site(f"{IMPORTER}/wxr-base-url-rewriting.xml") == "wordpress:🚀-science.com/science"
    # The head names none: that of the first article's link, or the title, tells it apart.
    assert site(ISSO) == "wordpress:example.tld"
    assert site(f"{IMPORTER}/cdata-edge.xml") == "wordpress:CDATA Edge"


def test_a_comment_number_used_twice_stands_for_two_comments():
    ids = [(one.source, one.subject) for one in of(SourceComment, read_path(shared(ISSO)))]
    assert ids[-2:] == [("11", "18"), ("11@4", "4")]


def test_old_addresses_are_kept():
    by_source = {one.source: one for one in of(SourceArticle, read_path(shared(ISSO)))}
    assert by_source["18"].addresses == (
        "http://example.tld/2014/test/",
        "http://example.tld/?p=18",
    )
    assert by_source["6"].addresses == ("http://example.tld/?p=6",)


def test_a_generated_export_is_read_whole(tmp_path):
    path = tmp_path / "made.xml"
    made = write_wxr(path, posts=20, comments=600, seed=3)
    yielded, expected = read_path(path), by_tree(path, BERLIN)
    assert len(yielded) - 1 == made.records == expected.records
    comments = of(SourceComment, yielded)
    states = Counter(one.state.value for one in comments)
    assert [states[name] for name in ("public", "waiting", "spam", "trash")] == [
        *made.states.values()
    ]
    assert sum(one.ping for one in comments) == made.pings > 0
    for one in expected.comments:
        one["name"] = str(one["name"]).replace("&#039;", "'").replace("&amp;", "&")
    assert_comments(comments, expected.comments)
    assert_equal(of(SourceArticle, yielded), expected.articles)
