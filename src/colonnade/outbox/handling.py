"""Handlers of events, and the marks that tell how one of them wants to be called."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Handler = Callable[[Any], object]
Wiring = Mapping[type[Any], Sequence[Handler]]
# What a handler that starts outside leaves to be written.
Write = Callable[[], object]
Many = TypeVar("Many", bound=Callable[[Sequence[Any]], object])
Outside = TypeVar("Outside", bound=Callable[[Any], Write | None])


def takes_many(handler: Many) -> Many:
    """Mark a handler that takes a list of events at once.

    It is given a list of one, too: where a longer one failed, each event is tried for itself.
    """
    handler.takes_many = True  # type: ignore[attr-defined]
    return handler


def starts_outside(handler: Outside) -> Outside:
    """Mark a handler that is called before the delivery's transaction is open.

    For what takes long or leaves the house: on SQLite nobody writes while a transaction is open.
    It returns what is left to be written, as a function that is called in the transaction, or
    None. Where that transaction fails, the handler comes to the same events again.
    """
    handler.starts_outside = True  # type: ignore[attr-defined]
    return handler


def is_for_many(handler: Handler) -> bool:
    """Return whether a handler takes a list of events."""
    return getattr(handler, "takes_many", False)


def is_outside(handler: Handler) -> bool:
    """Return whether a handler is called before the transaction is open."""
    return getattr(handler, "starts_outside", False)


def name_of(handler: Handler) -> str:
    """Return by which name receipts know a handler."""
    return f"{handler.__module__}.{handler.__qualname__}"
