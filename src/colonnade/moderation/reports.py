"""Pure questions about readers' reports: what there is, what each weighs, what may follow."""

from collections.abc import Collection
from dataclasses import dataclass

from colonnade.moderation.standing import KNOWN, NEW, TRUSTED, Weights

RULE, ILLEGAL, ABUSE, ABOUT_ME = "rule", "illegal", "abuse", "about_me"
KINDS = (RULE, ILLEGAL, ABUSE, ABOUT_ME)
# Notices that the law knows: they say why, in good faith, and each of them is looked at.
NOTICES = frozenset({ILLEGAL, ABUSE, ABOUT_ME})
# What staff look at before all else.
URGENT = frozenset({ILLEGAL, ABUSE})
# Of the sexual abuse of children nobody needs to say who she is (DSA, Article 16(2)(c)).
NAMELESS = frozenset({RULE, ABUSE})

WORDS_LIMIT = 2000
NAME_LIMIT = 60
DAY_SECONDS = 24 * 60 * 60
# Reports a day from one address, by one account, to be answered to one address of mail.
MOST_A_DAY = 30

# How much a report counts by an account younger than so many days.
_YOUNG = ((1.0, 0.05), (7.0, 0.2), (30.0, 0.5))
_GROWN = 1.0
AS_SHIPPED = Weights()
# What is left of a report where another one came from the same address.
_LINKED = 0.1
# So many an hour are nothing strange.
_CALM = 5
# From this weight on a report is one of somebody who has been here for a while.
ESTABLISHED = 0.5


@dataclass(frozen=True, slots=True)
class HoldRule:
    """When reports alone hold a comment: never, as long as the owner sets no `weight`.

    They weigh as much in all, and `people` established members are among them, each from an
    address of her own.
    """

    weight: int = 0
    people: int = 3


def needs_name(kind: str) -> bool:
    """Return whether a notice of this kind is taken from somebody who is known alone."""
    return kind not in NAMELESS


def trust_in(*, days: float | None, level: str = "", weights: Weights = AS_SHIPPED) -> float:
    """Return what a report counts for who sends it: by the age of her account in days.

    None: she has no account. `level` is her standing on this site, `weights` what the owner gives
    each. No standing lifts a young account above its age.
    """
    if days is None:
        return weights.guest / 100
    weighs = {NEW: weights.new, KNOWN: weights.known, TRUSTED: weights.trusted}
    weight = weighs.get(level, 100) / 100
    young = next((part for age, part in _YOUNG if days < age), None)
    return weight if young is None else young * min(weight, _GROWN)


def weight_of(trust: float, *, same_address: int, last_hour: int) -> float:
    """Return what one more report on a comment weighs.

    `same_address` came from the same address before, `last_hour` within the last hour: those
    beyond a calm number fall off with their square, so that a crowd that comes at once weighs
    little more than twice as much as a handful.
    """
    linked = _LINKED if same_address else 1.0
    crowd = (_CALM / (last_hour + 1)) ** 2 if last_hour >= _CALM else 1.0
    return trust * linked * crowd


def is_burst(last_hour: int) -> bool:
    """Return whether so many reports within an hour are strange."""
    return last_hour > _CALM


def holds(rule: HoldRule, *, weight: float, people: int) -> bool:
    """Return whether reports of this weight, by so many established people, hold a comment."""
    return rule.weight > 0 and weight >= rule.weight and people >= max(1, rule.people)


def brings_back(kind: str, *, settled: Collection[str], is_new_person: bool) -> bool:
    """Return whether a report makes the staff look again at the wording that they kept.

    `settled` are the kinds of report that they had before them. A broken rule never does; a
    notice does where there was none of its kind, and where somebody else says it is about her.
    """
    if kind == RULE:
        return False
    return kind not in settled or (kind == ABOUT_ME and is_new_person)
