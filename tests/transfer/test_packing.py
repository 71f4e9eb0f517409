"""Records are kept as they came, and known again."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.kit.markup import Format
from colonnade.transfer.packing import fingerprint, holds_nul, pack, unpack
from colonnade.transfer.records import (
    Cut,
    Hint,
    Kind,
    SourceArticle,
    SourceAttachment,
    SourceAuthor,
    SourceComment,
    SourceRefused,
    SourceTerm,
    State,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.none() | st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - the zone is drawn apart
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
)
numbers = st.floats(0, 1)
comments = st.builds(
    SourceComment,
    source=words,
    line=st.integers(0, 10**6),
    subject=words,
    parent=words,
    answers=words,
    ping=st.booleans(),
    name=words,
    email=words,
    website=words,
    account=st.booleans(),
    title=words,
    text=words,
    format=st.sampled_from(Format),
    created=moments,
    edited=moments,
    state=st.sampled_from(State),
    hints=st.lists(st.builds(Hint, parent=words, confidence=numbers, words=words), max_size=2).map(
        tuple
    ),
    cuts=st.lists(
        st.builds(
            Cut, start=st.integers(0, 99), end=st.integers(0, 99), author=words, confidence=numbers
        ),
        max_size=2,
    ).map(tuple),
)
OTHERS = (
    SourceAuthor(source="1", line=3, login="ada", name="Ada", email="a@example.org"),
    SourceTerm(kind=Kind.TAG, source="t", line=4, slug="t", name="T", about="a", parent="p"),
    SourceAttachment(source="5", line=5, url="https://x.example/a.png", title="A", article="1"),
    SourceArticle(
        kind=Kind.PAGE,
        source="6",
        line=6,
        title="T",
        addresses=("https://x.example/", "/?p=6"),
        authors=("ada",),
        published=datetime(2014, 1, 1, tzinfo=UTC),
        state=State.DRAFT,
        categories=("c",),
        tags=("t", "u"),
    ),
    SourceRefused(kind=Kind.OTHER, source="7", line=7, reason="r", detail="d"),
)


@given(comments)
def test_a_comment_comes_back_as_it_was(one):
    assert unpack(pack(one), source=one.source, line=one.line) == one


def test_every_other_record_comes_back_as_it_was():
    for one in OTHERS:
        assert unpack(pack(one), source=one.source, line=one.line) == one


def test_the_fingerprint_tells_every_change_but_that_of_the_place_in_the_file():
    one = SourceComment(source="1", line=2, subject="1", text="a")
    prints = {fingerprint(pack(one))}
    assert fingerprint(pack(replace(one, line=9))) in prints
    changes: dict[str, Any] = {
        "text": "b",
        "name": "N",
        "state": State.SPAM,
        "parent": "3",
        "ping": True,
    }
    for name, value in changes.items():
        prints.add(fingerprint(pack(replace(one, **{name: value}))))
    assert len(prints) == len(changes) + 1
    assert {field.name for field in fields(one)} >= changes.keys()


@pytest.mark.parametrize(
    "change",
    [
        {"text": "a\0b"},
        {"hints": (Hint(parent="1\0", confidence=0.5, words="w"),)},
        {"hints": (Hint(parent="1", confidence=0.5, words="\0"),)},
        {"cuts": (Cut(start=0, end=1, author="A\0", confidence=0.5),)},
    ],
)
def test_nul_is_found_wherever_a_text_stands(change):
    one = SourceComment(source="1", line=2, subject="1", text=r"a\u0000")
    assert not holds_nul(one)
    assert holds_nul(replace(one, **change))


def test_nul_is_found_in_a_tag_too():
    one = SourceArticle(source="1", line=2, title="T", tags=("tides", "quays"))
    assert not holds_nul(one)
    assert holds_nul(replace(one, tags=("tides", "qu\0ays")))
