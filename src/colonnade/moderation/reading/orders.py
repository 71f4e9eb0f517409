"""Orders of authorities and what is kept for them: for those who have the law desk."""

from colonnade.kit import clock
from colonnade.moderation.models import Order, Sealed


def is_held(comment: str) -> bool:
    """Return whether a comment (public id) is kept under the law, whoever erases it (two queries).

    A sealed copy of it is there whose time is not over, or an order about it is still to be
    carried out.
    """
    kept = Sealed.objects.filter(subject=comment, until__gt=clock.now())
    return kept.exists() or Order.objects.filter(subject=comment, acted=None).exists()
