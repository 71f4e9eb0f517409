"""Which finished pages a change of an account spoils."""

from colonnade.kit.keys import PEOPLE, person_key
from colonnade.outbox.actions import spoil


def spoil_person(handle: str) -> None:
    """Keep, in the open transaction, that pages show another name, picture or role of hers."""
    spoil(person_key(handle), PEOPLE)
