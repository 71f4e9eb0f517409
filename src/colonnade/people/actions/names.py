"""Claim a name."""

from colonnade.kit.names import tidy_name
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import check_characters
from colonnade.people.reading import is_name_of_member


def claim_name(*, raw: str, besides: int | None = None, staff: bool = False) -> str:
    """Return the tidy form of a name that this account (`besides`) may bear.

    Raises Refusal name_taken or name_reserved, those of `tidy_name` and of `check_characters`.
    Staff may bear a reserved word ("Editor"), since their role is shown and checked.
    """
    check_characters(raw, field="name")
    name = tidy_name(raw, staff=staff)
    if is_name_of_member(name, besides=besides):
        raise Refusal("name_taken", Kind.CONFLICT, name=name)
    return name


def claim_guest_name(*, raw: str) -> str:
    """Return the tidy form of a free name for a guest; raises like `claim_name`."""
    return claim_name(raw=raw)
