"""One spelling for each page."""

from pathlib import Path
from urllib.parse import unquote

import hypothesis
import hypothesis.strategies as some
import pytest

from colonnade.edge.shapes import Rank
from colonnade.edge.targets import Targets, path_of
from tests.edge.standing_in import settings

SETTINGS = settings(Path("/nowhere"))
HERE = Targets(SETTINGS)


@pytest.mark.parametrize(
    ("sent", "target"),
    [
        ("/", "/"),
        ("/t/a/", "/t/a/"),
        ("/t/a/?", "/t/a/"),
        ("/t/%61/", "/t/a/"),
        ("/t/%c3%bc/", "/t/%C3%BC/"),
        ("/a%2Fb", "/a/b"),
        ("/a%3Fpage=2", "/a%3Fpage=2"),
        ("/a%ffb/", "/a%FFb/"),
        ("//a/../b", "//a/../b"),
        ("/t/a/?page=2", "/t/a/?page=2"),
        ("/t/a/?page=2&view=flat", "/t/a/?view=flat&page=2"),
        ("/t/a/?utm_source=x&page=2&a=b", "/t/a/?page=2"),
        ("/t/a/?%70age=2", "/t/a/?page=2"),
        ("/t/a/?page=%32", "/t/a/?page=2"),
    ],
)
def test_a_target_has_one_spelling(sent: str, target: str) -> None:
    assert HERE.place(sent).target == target


@pytest.mark.parametrize(
    "sent",
    [
        "/me/",
        "/m%65/",
        "/api/v1/x",
        "*",
        "",
        "t/a/",
        "/t/a/?page=0",
        "/t/a/?page=02",
        "/t/a/?page=",
        "/t/a/?page=+2",
        "/t/a/?page=2&page=3",
        "/t/a/?view=upside-down",
        "/t/a/?page=٢",
        "/t/a/?" + "&".join(f"x{number}" for number in range(30)),
    ],
)
def test_what_only_django_understands_has_none(sent: str) -> None:
    assert not HERE.place(sent).target


@pytest.mark.parametrize(
    ("sent", "rank"),
    [
        ("/t/a/", Rank.PAGE),
        ("/t/a/?page=2", Rank.PAGE),
        ("/t/a/?view=flat", Rank.OPTIONS),
        ("/t/a/?view=odd", Rank.OPTIONS),
        ("/me/", Rank.OWN),
    ],
)
def test_each_has_its_rank(sent: str, rank: Rank) -> None:
    assert HERE.place(sent).rank == rank


@hypothesis.given(some.text(), some.text())
def test_the_one_spelling_means_itself(path: str, query: str) -> None:
    place = Targets(SETTINGS).place(f"/{path}?{query}")
    if place.target:
        assert HERE.place(place.target).target == place.target
        assert place.target.isascii()
        assert place.target.isprintable()
        assert " " not in place.target


@hypothesis.given(some.binary())
def test_no_two_paths_share_a_spelling(path: bytes) -> None:
    spelled = path_of(path)
    assert unquote(spelled, "latin-1") == path.decode("latin-1")


def test_what_is_known_is_bounded() -> None:
    targets = Targets(SETTINGS)
    for number in range(20_000):
        targets.place(f"/{number}/")
    targets.place("/" + "x" * 5000)
    assert len(targets._known) < 10_000
    assert all(len(raw) < 2000 for raw in targets._known)
