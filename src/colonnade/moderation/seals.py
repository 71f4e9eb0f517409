"""Lock sealed copies: whoever reads the database alone, or a dump of it, reads none of them.

AES-256-GCM (NIST SP 800-38D) under a key that follows from the site's secret (HKDF, RFC 5869): it
lies where that lies, never in the database. Secrets that the site had before, `FORMER_SECRETS`,
open what was locked in their time.
"""

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass

from django.conf import settings

from colonnade.kit import ids
from colonnade.kit.refusals import Kind, Refusal

_NONCE = 12
_NAME = 16


@dataclass(frozen=True, slots=True)
class Label:
    """What a copy is bound to, by public ids and its digest: it opens as nothing else."""

    order: str
    subject: str
    digest: str

    def words(self) -> bytes:
        """Return what the lock holds fast besides the copy itself."""
        return f"colonnade sealed copy 1\n{self.order}\n{self.subject}\n{self.digest}\n".encode()


@dataclass(frozen=True, slots=True)
class Locked:
    """What is stored: which key it needs, by name, and nonce, words and tag in Base64."""

    key: str
    body: str


def lock(body: str, label: Label) -> Locked:
    """Return a copy that opens with the site's secret alone."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as `_key`

    nonce = os.urandom(_NONCE)
    hidden = AESGCM(_key(_own())).encrypt(nonce, body.encode(), label.words())
    return Locked(own_key(), b64encode(nonce + hidden).decode())


def unlock(locked: Locked, label: Label) -> str:
    """Return what was locked. Raises Refusal sealed_key (another secret), sealed_broken."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as `_key`
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as `_key`

    secret = next((one for one in _secrets() if _name(one) == locked.key), None)
    if secret is None:
        raise Refusal("sealed_key", Kind.CONFLICT)
    try:
        raw = b64decode(locked.body, validate=True)
        return AESGCM(_key(secret)).decrypt(raw[:_NONCE], raw[_NONCE:], label.words()).decode()
    except (InvalidTag, ValueError) as error:
        raise Refusal("sealed_broken", Kind.CONFLICT) from error


def own_key() -> str:
    """Return the name of the key under which copies are locked now; it tells nothing of the key."""
    return _name(_own())


def _own() -> str:
    return str(settings.SECRET_KEY).strip()


def _secrets() -> tuple[str, ...]:
    return _own(), *settings.FORMER_SECRETS


def _name(secret: str) -> str:
    return ids.token_from(secret, "sealed copies")[:_NAME]


def _key(secret: str) -> bytes:
    # Only who seals loads it: 6 MB that no process needs otherwise.
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return HKDF(SHA256(), length=32, salt=None, info=b"colonnade sealed copies").derive(
        secret.encode()
    )
