"""No export is dear: time grows with its length, memory does not."""

import os
from collections.abc import Callable
from threading import Thread

import pytest

from make_wxr import write_wxr
from tests.growth import grows_in_step
from tests.transfer.readers.wordpress_reading import comment, in_child, item, outcome, refused, wxr

PUMPED: dict[str, Callable[[int], str]] = {
    "comments": lambda n: wxr(item(comment() * n)),
    "items": lambda n: wxr("<item/>" * n),
    "entities": lambda n: wxr(item(comment(content="&amp;" * n * 10))),
    "brackets": lambda n: wxr(item(comment(content=f"<![CDATA[{']]' * n * 20}]]>"))),
    "sections": lambda n: wxr(item(comment(content="<![CDATA[a]]>" * n * 5))),
    "lines": lambda n: wxr(item(comment(content="\n" * n * 20 + "a"))),
    "long tokens": lambda n: wxr("<!--", "x" * n * 40, "-->"),
    "many tokens": lambda n: wxr("<!---->" * n * 10),
    "processing": lambda n: wxr("<?a b?>" * n * 10),
    "depth": lambda n: wxr(("<a>" * 90 + "</a>" * 90) * (n // 40)),
    "terms": lambda n: wxr(item("<category>x</category>" * n * 2)),
    "title": lambda n: wxr("<item><title>", "&lt;b " * n * 10, "</title></item>"),
    "slug": lambda n: wxr(item(f"<wp:post_name>{'%d0' * n * 10}</wp:post_name>")),
    "link": lambda n: wxr(item(f"<link>https://x.example/?{'p=a&amp;' * n}</link>")),
    "number": lambda n: wxr(item(comment(id="1" * n * 20))),
    "prefix": lambda n: " " * n * 10 + "<rss",
    "declaration": lambda n: "<?xml " + "encoding=" * n * 10,
}  # fmt: skip


@pytest.mark.parametrize("name", PUMPED)
def test_the_time_grows_with_the_length_alone(tmp_path, name):
    smaller, larger = (PUMPED[name](size).encode() for size in (1000, 16000))
    assert grows_in_step(lambda content: outcome(tmp_path, content), smaller, larger, 16)


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "made.xml"
    write_wxr(path, posts=40, comments=20_000)
    assert path.stat().st_size > 15 << 20
    said, records, _, grown = in_child(path)
    assert (said, records) == ("read", 20_094)
    assert grown < 12


def test_a_text_of_a_gigabyte_is_one_refused_line_and_no_memory(tmp_path):
    megabytes = 1024 if os.environ.get("COLONNADE_FULL") == "1" else 200
    path = tmp_path / "pipe"
    os.mkfifo(path)
    head, tail = wxr(item(comment(id="1"), comment(id="2", content="|"), comment(id="3"))).split(
        "|"
    )

    def write() -> None:
        with path.open("wb") as out:
            out.write(head.encode())
            for _ in range(megabytes):
                out.write(b"word " * 200_000)
            out.write(tail.encode())

    writer = Thread(target=write)
    writer.start()
    said, records, _, grown = in_child(path, 120)
    writer.join()
    assert (said, records) == ("read", 5)
    assert grown < 80


def test_a_text_that_is_too_large_is_refused_alone(tmp_path):
    large = "x" * (11 << 20)
    parts = comment(id="1", content=large), comment(id="2"), f"<x>{large}</x>"
    assert refused(tmp_path, wxr(item(*parts))) == [("comment", "text_too_large", "content")]
    body = f"<content:encoded>{large}</content:encoded>"
    assert refused(tmp_path, wxr(item(body, comment()))) == [
        ("article", "text_too_large", "content"),
        ("comment", "subject_refused", "content"),
    ]
    many = '<category domain="x" nicename="y">z</category>' * 110_000
    assert refused(tmp_path, wxr(item(many))) == [("article", "text_too_large", "category")]
