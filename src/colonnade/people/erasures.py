"""Who is to be erased, and who was."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.crypto import constant_time_compare

from colonnade.kit import clock, ids
from colonnade.people.erased import Erased
from colonnade.people.models import PLACEHOLDER, Erasure, Person
from colonnade.people.whom import Whom, whom_by_guest_word, whom_by_handle


@dataclass(frozen=True, slots=True)
class Pending:
    """A wish that is not carried out yet, or (`done`) one that was."""

    id: str
    word: str
    texts: bool
    by: int | None
    name: str
    reason: str
    due: datetime
    done: datetime | None
    marks: tuple[str, ...] = ()


def erasure_of(word: str) -> Pending | None:
    """Return what waits for the person or guest of this word, or None."""
    return _pending(Erasure.objects.filter(word=word, done=None).first())


def erasure_named(erasure: str) -> Pending | None:
    """Return a wish by its public id, carried out or not, or None."""
    return _pending(Erasure.objects.filter(public_id=erasure).first())


def erasures_due() -> list[Pending]:
    """Return what is to be carried out now, the oldest first."""
    rows = Erasure.objects.filter(done=None, due__lte=clock.now()).order_by("due", "pk")
    return [found for row in rows if (found := _pending(row)) is not None]


def erased() -> Iterator[Erased]:
    """Yield everybody who was erased, the first one first."""
    rows = Erasure.objects.exclude(done=None).order_by("pk").values_list("word", "marks", "texts")
    return (Erased(one, texts) for word, marks, texts in rows for one in marks or [word])


def erased_words() -> dict[str, bool]:
    """Return the words and marks of all who were erased, and whether their texts went too."""
    found: dict[str, bool] = {}
    for one in erased():
        found[one.word] = found.get(one.word, False) or one.texts
    return found


def erasure_marked(marks: Collection[str]) -> Pending | None:
    """Return what waits for somebody of an import who has one of these marks, or None."""
    wanted = set(marks)
    rows = Erasure.objects.filter(done=None).exclude(marks=[]).order_by("pk")
    return next((_pending(row) for row in rows if wanted & set(row.marks)), None)


def whom_of_word(word: str) -> Whom | None:
    """Return the member of this handle or the guest of this word, or None."""
    return whom_by_handle(word) or whom_by_guest_word(word)


def undo_secret(erasure: str) -> str:
    """Return the secret of the link that undoes a wish; only this site can make it."""
    return ids.token_from(str(settings.SECRET_KEY), "erase", erasure)


def erasure_behind(erasure: str, secret: str) -> Pending | None:
    """Return the wish that a link in a mail is about, or None where the link is no good."""
    found = erasure_named(erasure)
    good = constant_time_compare(undo_secret(erasure), secret)
    return found if found is not None and good and found.done is None else None


def mail_of(person: int | None) -> str:
    """Return a person's confirmed address, or ''."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django's registry

    row = Person.objects.filter(pk=person, sample=False).first() if person else None
    if row is None or row.email.endswith(PLACEHOLDER):
        return ""
    confirmed = EmailAddress.objects.filter(user=row, email__iexact=row.email, verified=True)
    return row.email if confirmed.exists() else ""


def mails_of(person: int) -> list[str]:
    """Return every address that an account has, confirmed or not."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django's registry

    own = Person.objects.filter(pk=person).values_list("email", flat=True)
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return list(dict.fromkeys([*own, *others]))


def picture_of(person: int) -> str:
    """Return the name of a person's picture, or ''."""
    return Person.objects.filter(pk=person).values_list("picture", flat=True).first() or ""


def pictures_in_use() -> set[str]:
    """Return the names of all portraits that somebody has."""
    return set(Person.objects.exclude(picture="").values_list("picture", flat=True))


def _pending(row: Erasure | None) -> Pending | None:
    if row is None:
        return None
    return Pending(
        row.public_id,
        row.word,
        row.texts,
        row.by,
        row.name,
        row.reason,
        row.due,
        row.done,
        tuple(row.marks),
    )
