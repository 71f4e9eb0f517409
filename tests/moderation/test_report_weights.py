"""What a report weighs, and when reports alone hold a comment."""

import pytest

from colonnade.moderation.reports import (
    ABOUT_ME,
    ABUSE,
    ESTABLISHED,
    ILLEGAL,
    KINDS,
    RULE,
    HoldRule,
    brings_back,
    holds,
    needs_name,
    trust_in,
    weight_of,
)
from colonnade.moderation.standing import KNOWN, MOST_WEIGHT, NEW, TRUSTED, Weights


def total(count: int, trust: float, *, an_hour: int, addresses: int | None = None) -> float:
    """Return what so many reports weigh that come `an_hour` each hour, one after the other."""
    return sum(
        weight_of(
            trust,
            same_address=0 if addresses is None or number < addresses else 1,
            last_hour=min(number, an_hour - 1),
        )
        for number in range(count)
    )


def test_young_accounts_weigh_little_and_more_with_each_age():
    ages = [trust_in(days=days) for days in (0.5, 3, 20, 400)]
    assert ages == sorted(set(ages))
    assert ages[0] <= 0.1 * ages[-1]
    assert trust_in(days=None) < ESTABLISHED <= trust_in(days=20)


def test_a_trusted_member_weighs_more_but_no_young_account_does():
    assert trust_in(days=400, level="trusted") > trust_in(days=400, level="known")
    assert trust_in(days=0.5, level="trusted") == trust_in(days=0.5)


def test_the_owner_says_what_each_level_weighs_and_age_still_counts():
    weights = Weights(guest=0, new=20, known=150, trusted=400)
    grown = [trust_in(days=400, level=one, weights=weights) for one in (NEW, KNOWN, TRUSTED)]
    assert grown == [0.2, 1.5, 4.0]
    assert trust_in(days=None, weights=weights) == 0
    young = [trust_in(days=0.5, level=one, weights=weights) for one in (NEW, KNOWN, TRUSTED)]
    assert max(young) == trust_in(days=0.5)
    assert young[0] < young[1]
    assert max(MOST_WEIGHT["guest"] / 100, 0) < ESTABLISHED


def test_a_second_report_from_one_address_weighs_a_tenth():
    alone = weight_of(1.0, same_address=0, last_hour=0)
    assert weight_of(1.0, same_address=1, last_hour=0) == pytest.approx(alone / 10)


def test_a_crowd_of_an_hour_weighs_no_more_than_some_ten_people():
    assert total(500, 1.0, an_hour=500) < 11
    assert total(5, 1.0, an_hour=500) == 5


def test_five_hundred_day_old_accounts_are_less_than_one_grown_member():
    young = trust_in(days=0.9)
    assert total(500, young, an_hour=500) < 1
    assert total(500, young, an_hour=500, addresses=10) < total(500, young, an_hour=500)


@pytest.mark.parametrize(
    ("rule", "weight", "people", "held"),
    [
        (HoldRule(), 1000, 1000, False),
        (HoldRule(3, 3), 3, 3, True),
        (HoldRule(3, 3), 2.9, 3, False),
        (HoldRule(3, 3), 50, 2, False),
        (HoldRule(3, 0), 50, 0, False),
    ],
)
def test_reports_hold_only_by_the_owners_rule_of_weight_and_spread(rule, weight, people, held):
    assert holds(rule, weight=weight, people=people) is held


@pytest.mark.parametrize(
    ("kind", "settled", "is_new", "back"),
    [
        (RULE, {RULE}, True, False),
        (RULE, {ILLEGAL}, True, False),
        (ILLEGAL, {RULE}, False, True),
        (ILLEGAL, {RULE, ILLEGAL}, True, False),
        (ABUSE, {ILLEGAL}, True, True),
        (ABOUT_ME, {ABOUT_ME}, True, True),
        (ABOUT_ME, {ABOUT_ME}, False, False),
    ],
)
def test_what_makes_the_staff_look_again(kind, settled, is_new, back):
    assert brings_back(kind, settled=settled, is_new_person=is_new) is back


def test_only_where_the_law_says_so_nobody_needs_a_name():
    assert {kind for kind in KINDS if needs_name(kind)} == {ILLEGAL, ABOUT_ME}
