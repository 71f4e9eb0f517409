"""Names for things that the public may see, and secrets that it may not."""

import hashlib
import hmac
import re
import secrets

# No vowels and no look-alikes: an address never spells a word and can be read out aloud.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_LENGTH = 12
_ALL = len(_ALPHABET) ** _LENGTH
# Two digits to the base 27 at once, the lower one first.
_PAIRS = [low + high for high in _ALPHABET for low in _ALPHABET]
_PAIR = len(_PAIRS)
PUBLIC_ID = re.compile(rf"[{_ALPHABET}]{{{_LENGTH}}}")


def new_id() -> str:
    """Return a fresh public id of 12 characters (57 bits)."""
    return _spelled(secrets.randbelow(_ALL))


def id_from(number: int) -> str:
    """Return the public id that stands for `number`: reproducible ids for sample content."""
    return _spelled(int.from_bytes(hashlib.sha256(b"id:%d" % number).digest()) % _ALL)


def _spelled(rest: int) -> str:
    found = ""
    for _ in range(_LENGTH // 2):
        rest, pair = divmod(rest, _PAIR)
        found += _PAIRS[pair]
    return found


def new_token() -> str:
    """Return a secret of 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_from(secret: str, purpose: str, *parts: str) -> str:
    """Return the token that only the holder of `secret` can make for these parts."""
    message = "\x1f".join((purpose, *parts)).encode()
    return hmac.digest(secret.encode(), message, "sha256").hex()


def fingerprint(token: str) -> str:
    """Return what may be stored of a secret token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
