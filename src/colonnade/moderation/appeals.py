"""Pure questions about appeals: until when somebody may object, and who may decide then."""

from datetime import datetime, timedelta

from colonnade.kit.refusals import Kind, Refusal

WRITER, REPORTER = SIDES = ("writer", "reporter")
OPEN, UPHELD, REVERSED, GONE = "open", "upheld", "reversed", "gone"
VERDICTS = (UPHELD, REVERSED)

WORDS_LIMIT = 4000
REASONS_LIMIT = 2000
# What is left for objecting; the longer time is the law's for large platforms (DSA, Article 20(1)).
DAYS = 14
DAYS_OF_LARGE = 183
# By when the staff answer.
DUE_DAYS = 7
# So many a day by one person.
MOST_A_DAY = 5
# A day of work that one appeal can have taken.
MOST_MINUTES = 24 * 60


def days_to_object(*, large: bool) -> int:
    """Return for how many days a decision may be objected to; `large`: duties of platforms."""
    return DAYS_OF_LARGE if large else DAYS


def end_of_objecting(told: datetime, *, large: bool) -> datetime:
    """Return until when somebody who was told at this moment may object."""
    return told + timedelta(days=days_to_object(large=large))


def due_of(created: datetime) -> datetime:
    """Return by when an appeal that came in then should be decided."""
    return created + timedelta(days=DUE_DAYS)


def insist_second(decider: int | None, *, first: int | None, parties: set[int | None]) -> None:
    """Raise Refusal appeal_first_decider or appeal_own where she may not decide this appeal.

    `first` decided before; `parties` are those whom the appeal is about.
    """
    if decider is not None and decider == first:
        raise Refusal("appeal_first_decider", Kind.DENIED)
    if decider is not None and decider in parties:
        raise Refusal("appeal_own", Kind.DENIED)
