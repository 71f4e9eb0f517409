"""What says that comments of an import are one person's: digests that this site alone can make.

They lie beside backups and in the list of who was erased, so they tell nobody who she was.
"""

from collections.abc import Iterator, Mapping

from django.conf import settings

from colonnade.kit.ids import token_from

# Longer than any public id, so that neither is taken for the other.
LENGTH = 16


def mail_mark(mail: str) -> str:
    """Return the mark of an address of mail, however it is written."""
    return _mark("erased-mail", plain_mail(mail))


def account_mark(namespace: str, user: str) -> str:
    """Return the mark of an account of an old site."""
    return _mark("erased-account", namespace, user)


def plain_mail(mail: str) -> str:
    """Return an address as it is compared."""
    return mail.strip().casefold()


def marks_of(namespace: str, kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, mark) of what an import keeps of a writer: `email`, `user`."""
    if plain_mail(kept.get("email", "")):
        yield "mail", mail_mark(kept["email"])
    if kept.get("user"):
        yield "account", account_mark(namespace, kept["user"])


def is_mark(word: str) -> bool:
    """Tell whether a word can be such a mark, and no public id."""
    return len(word) == LENGTH


def _mark(purpose: str, *parts: str) -> str:
    return token_from(str(settings.SECRET_KEY), purpose, *parts)[:LENGTH]
