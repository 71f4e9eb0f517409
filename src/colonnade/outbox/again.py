"""What may be done once more as it is: a write that the database undid because others wrote."""

from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, IntegrityError

T = TypeVar("T")
# PostgreSQL: a circle of those who wait for one another; two who cannot both have been alone.
_UNDONE = {"40P01", "40001"}
_TIMES = 3


def was_undone(error: BaseException) -> bool:
    """Return whether a transaction was undone for the sake of another one."""
    cause = error.__cause__
    return isinstance(error, DatabaseError) and getattr(cause, "sqlstate", "") in _UNDONE


def is_worth_again(error: BaseException) -> bool:
    """Return the same, or whether something else was kept between looking and writing.

    Who looks again sees that, and refuses in words.
    """
    return was_undone(error) or isinstance(error, IntegrityError)


def again(act: Callable[[], T]) -> T:
    """Do what may be done any number of times; once more where it was undone, thrice at most."""
    for _ in range(_TIMES - 1):
        try:
            return act()
        except DatabaseError as error:
            if not was_undone(error):
                raise
    return act()
