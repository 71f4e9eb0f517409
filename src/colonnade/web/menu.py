"""Where the menu of every page leads."""

from functools import lru_cache

from django.urls import reverse

from colonnade.web.landmarks import Landmarks
from colonnade.web.look import Look

_ALWAYS = ("front", "rules", "search", "me")


def in_menu(path: str, look: Look, marks: Landmarks) -> str:
    """Return the path if the menu may name it, else ''."""
    return path if path in _named(look, marks) else ""


@lru_cache(maxsize=8)
def _named(look: Look, marks: Landmarks) -> frozenset[str]:
    own = (item.address for item in look.menu)
    return frozenset([*map(reverse, _ALWAYS), *own, *(one.path for one in marks.sections)])
