"""What an owner makes of her site's look, in the form in which rooms and doors read it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from colonnade.kit.markup.foreign import ends_itself
from colonnade.kit.markup.hosts import is_link
from colonnade.kit.markup.own import is_own_path
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import check_characters

# Where own HTML may stand; pages of an account, forms and the staff's screens have no such place.
PLACES = ("above-article", "below-article", "side", "footer", "statistics")
SLOT_LIMIT = 20_000  # characters
MENU_LIMIT = 20  # lines

_LOGO = re.compile(r"[0-9a-f]{16}-(\d{1,4})x(\d{1,4})\.webp")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One place that the menu leads to: a path of this site or an https address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Slot:
    """An owner's own HTML for one place; `consent`: readers are asked before it is loaded."""

    place: str
    html: str
    consent: bool = False


def menu_items(text: str) -> tuple[MenuItem, ...]:
    """Return what the lines "Words | address" say.

    Raises Refusal menu_line (line) or menu_too_long (most).
    """
    lines = [line.strip() for line in text.splitlines()]
    items = [_menu_item(number, line) for number, line in enumerate(lines, start=1) if line]
    if len(items) > MENU_LIMIT:
        raise Refusal("menu_too_long", Kind.INVALID, most=MENU_LIMIT)
    return tuple(items)


def _menu_item(number: int, line: str) -> MenuItem:
    words, _, address = (part.strip() for part in line.rpartition("|"))
    inside = is_own_path(address)
    outside = address.lower().startswith("https://") and is_link(address)
    if not words or not (inside or outside):
        raise Refusal("menu_line", Kind.INVALID, line=number)
    return MenuItem(words, address)


def slots_from(kept: Mapping[str, Mapping[str, object]]) -> tuple[Slot, ...]:
    """Return the slots that hold something, in the order of PLACES."""
    slots = (
        Slot(place, str(kept[place]["html"]), bool(kept[place]["consent"]))
        for place in PLACES
        if place in kept
    )
    return tuple(slot for slot in slots if slot.html)


def check_slot(slot: Slot) -> None:
    """Raise Refusal slot_unknown, slot_too_long (limit), slot_open or those of check_characters."""
    if slot.place not in PLACES:
        raise Refusal("slot_unknown", Kind.MISSING)
    check_characters(slot.html, field=slot.place)
    if len(slot.html) > SLOT_LIMIT:
        raise Refusal("slot_too_long", Kind.TOO_LARGE, limit=SLOT_LIMIT)
    if not ends_itself(slot.html):
        raise Refusal("slot_open", Kind.INVALID)


def logo_size(name: str) -> tuple[int, int]:
    """Return width and height of the logo of this file name, in pixels; zeros for none."""
    match = _LOGO.fullmatch(name)
    return (int(match[1]), int(match[2])) if match else (0, 0)
