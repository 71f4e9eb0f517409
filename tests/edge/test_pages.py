"""The memory: bounded, and what people read is not washed out."""

import random

from colonnade.edge.pages import Page, Pages

SIZE = 10_000
_COUNTED = SIZE + 4096
ROOM = 50 * _COUNTED


def put(pages: Pages, target: str, *keys: str, size: int = SIZE) -> Page:
    page = Page(
        target=target,
        keys=frozenset(keys),
        headers=(),
        etag="e",
        body=b"x" * size,
        made=0,
        until=9e9,
    )
    pages.keep(page)
    return page


def read(pages: Pages, target: str) -> bool:
    page = pages.found.get(target)
    if page is None:
        put(pages, target)
        return False
    page.asked = True
    return True


def test_the_memory_is_bounded() -> None:
    pages = Pages(ROOM)
    for number in range(500):
        put(pages, f"/{number}/", "threads", f"thread:{number}")
        assert pages.size <= ROOM
    assert len(pages.found) == 50
    pages.clear()
    assert (pages.size, list(pages), pages._by_key) == (0, [], {})


def test_a_walk_over_the_whole_site_does_not_wash_out_what_is_read() -> None:
    pages = Pages(ROOM)
    loved = [f"/loved/{number}/" for number in range(30)]
    for _ in range(3):
        for target in loved:
            read(pages, target)
    for number in range(1000):
        read(pages, f"/crawled/{number}/")
    assert all(target in pages.found for target in loved)


def test_what_is_read_no_longer_goes_in_the_end() -> None:
    pages = Pages(ROOM)
    for target in ("old", "new"):
        for _ in range(3):
            for number in range(45):
                read(pages, f"/{target}/{number}/")
                read(pages, f"/{target}/{number}/")
        for number in range(200):
            read(pages, f"/{target}/once/{number}/")
    assert sum(read(pages, f"/new/{number}/") for number in range(45)) >= 30


def test_a_page_that_is_made_anew_keeps_its_standing_and_counts_once() -> None:
    pages = Pages(ROOM)
    for number in range(45):
        read(pages, f"/{number}/")
        read(pages, f"/{number}/")
    for number in range(30):
        put(pages, f"/once/{number}/")
    settled = len(pages._settled)
    assert settled
    size = pages.size
    target = next(iter(pages._settled))
    put(pages, target, size=SIZE // 2)
    assert target in pages._settled
    assert pages.size == size - SIZE // 2


def test_encodings_count() -> None:
    pages = Pages(ROOM)
    page = put(pages, "/a/")
    before = pages.size
    pages.grow(page, 500)
    assert pages.size == before + 500
    pages.drop("/a/")
    assert pages.size == 0
    pages.grow(page, 500)
    assert pages.size == 0


def test_a_giant_is_not_kept() -> None:
    pages = Pages(ROOM)
    put(pages, "/a/")
    put(pages, "/giant/", size=ROOM // 4)
    assert list(pages.found) == ["/a/"]
    put(pages, "/a/", size=ROOM // 4)
    assert not pages.found


def test_a_spoiled_key_marks_what_hangs_on_it_once() -> None:
    pages = Pages(ROOM)
    one, two = put(pages, "/1/", "site", "thread:1"), put(pages, "/2/", "site", "thread:2")
    pages.spoil({"thread:1", "thread:3"}, 5.0)
    assert (one.since, two.since) == (5.0, None)
    pages.spoil({"site"}, 6.0)
    assert (one.since, two.since) == (5.0, 6.0)


def test_the_counts_hold_after_anything() -> None:
    chance = random.Random(5)
    pages = Pages(ROOM)
    for _ in range(5000):
        target = f"/{chance.randrange(120)}/"
        act = chance.randrange(5)
        if act == 0:
            put(pages, target, f"k{chance.randrange(9)}", size=chance.randrange(20_000))
        elif act == 1:
            pages.drop(target)
        elif act == 2 and target in pages.found:
            pages.grow(pages.found[target], chance.randrange(3000))
        else:
            read(pages, target)
        assert pages.size == sum(page.size for page in pages.found.values()) <= ROOM
        waiting = sum(pages.found[known].size for known in pages._probation)
        assert pages._on_probation == waiting
        assert {*pages._probation, *pages._settled} == set(pages.found)
