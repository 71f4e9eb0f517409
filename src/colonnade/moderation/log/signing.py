"""Sign the head of the log (Ed25519, RFC 8032), so that nobody else can give out another one.

The key follows from the site's secret: it lies where that lies, and a backup holds both.
"""

from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def signed_words(number: int, head: str) -> bytes:
    """Return the bytes that are signed for a head: a first line, the entry's number, the head."""
    return f"colonnade log 1\n{number}\n{head}\n".encode()


def sign_head(number: int, head: str) -> str:
    """Return the signature in hexadecimal."""
    return _key().sign(signed_words(number, head)).hex()


def public_key() -> str:
    """Return the key to check signatures with: 32 bytes in hexadecimal."""
    return _key().public_key().public_bytes_raw().hex()


def _key() -> "Ed25519PrivateKey":
    # Only who signs loads it: 6 MB that no process needs otherwise.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    seed = sha256(b"colonnade log key\n" + str(settings.SECRET_KEY).encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)
