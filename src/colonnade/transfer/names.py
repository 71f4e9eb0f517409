"""Ids that follow from the source, so that a dry run names the same ones."""

import hashlib
from uuid import UUID

from colonnade.kit.ids import id_from

# How long the key of a thread, and the id of a record, may be.
SOURCE = 200


def public_id(namespace: str, kind: str, source: str) -> str:
    """Return the public id of what this record becomes."""
    return id_from(_number(namespace, kind, source))


def key_of(namespace: str, source: str) -> UUID:
    """Return the key of a comment."""
    return UUID(int=_number(namespace, "key", source))


def subject_key(namespace: str, source: str) -> str:
    """Return the key of a thread on something that is no article of ours."""
    key = f"{namespace}#{source}"
    return key if len(key) <= SOURCE else short(key)


def short(words: str) -> str:
    """Return something that stands for words that are too long."""
    return f"{words[: SOURCE - 33]}#{_number(words):032x}"


def _number(*words: str) -> int:
    return int.from_bytes(hashlib.blake2b("\x1f".join(words).encode(), digest_size=16).digest())
