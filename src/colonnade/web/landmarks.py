"""The newspaper's sections and plain pages in the menu and at the foot of every page.

These pages stand without a newspaper: where there is one, its addresses fill the slot.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from jinja2 import pass_context
from jinja2.runtime import Context


class Leading(Protocol):
    """A section, as the menu names it."""

    @property
    def title(self) -> str:
        """Return its name."""

    @property
    def path(self) -> str:
        """Return where it is."""


class Landmarks(Protocol):
    """Sections, and (title, path) of plain pages."""

    @property
    def sections(self) -> Sequence[Leading]:
        """Return the sections in the order of the menu."""

    @property
    def pages(self) -> Sequence[tuple[str, str]]:
        """Return title and path of each page that is linked at the foot."""

    def __hash__(self) -> int:
        """Return a hash: parts of pages are kept by what they show."""


class NoLandmarks:
    """What there is without a newspaper."""

    sections: Sequence[Leading] = ()
    pages: Sequence[tuple[str, str]] = ()


_NONE = NoLandmarks()


class LandmarkSlot:
    """Holds the one function that finds them."""

    find: ClassVar[Callable[[], Landmarks] | None] = None


@pass_context
def landmarks_of(context: Context) -> Landmarks:
    """Return the landmarks of a page: those that its view has found, else one query."""
    found: Landmarks | None = context.get("landmarks")
    if found is not None:
        return found
    return _NONE if LandmarkSlot.find is None else LandmarkSlot.find()
