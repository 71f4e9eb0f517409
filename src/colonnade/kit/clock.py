"""The only clock of the house, so that a test may move it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC, aware of its zone."""
    return datetime.now(UTC)
