"""Queries that are put together once, for lists of any length."""

import pytest

from colonnade.articles.at_once import teasers_among
from colonnade.articles.reading import article_at, article_for
from tests.queries import queries
from tests.web.press import make_article, make_byline, make_section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [0, 1, 3, 5])
def test_a_list_of_any_length_finds_what_it_names(number: int) -> None:
    section, byline = make_section(), make_byline("Ada", "ada")
    made = [make_article(section, bylines=[byline]) for _ in range(5)]
    for _ in range(2):
        with queries(2 if number else 0):
            found = teasers_among(made[:number])
        assert sorted(one.id for one in found) == sorted(made[:number])
        assert all([who.slug for who in one.bylines] == ["ada"] for one in found)


def test_a_long_list_finds_what_it_names() -> None:
    made = make_article(make_section())
    assert [one.id for one in teasers_among([made, *range(10**6, 10**6 + 70)])] == [made]


def test_an_article_costs_four_queries_and_is_found_both_ways() -> None:
    section = make_section()
    old = [make_article(section), make_article(section)]
    pk = make_article(section, earlier=old, bylines=[make_byline("Ada", "ada")])
    whole = article_for(pk)
    assert whole is not None
    with queries(4):
        assert article_at(whole.path) == whole
    assert [one.id for one in whole.earlier] == old
    assert article_at("/harbor/nothing/") is None
