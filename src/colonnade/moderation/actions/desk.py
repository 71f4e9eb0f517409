"""How the staff share the work: claims, notes, saved views, sections, links in mails."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from colonnade.kit import clock, ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.models import Claim, DeskLink, Note, SavedFilter
from colonnade.outbox.rows import every
from colonnade.people.reading import Actor

CLAIM_MINUTES = 10
MOST_FILTERS = 20
LINK_DAYS = 3
_ROW = "(%s, %s, %s, %s)"
# One that is past, or her own, she gets (again); a colleague's stays.
_CLAIM = """
INSERT INTO moderation_claim (subject, person, name, until) VALUES {}
ON CONFLICT (subject) DO UPDATE
SET person = excluded.person, name = excluded.name, until = excluded.until
WHERE moderation_claim.person = excluded.person OR moderation_claim.until <= %s
RETURNING subject
"""


def claim(*, actor: Actor, comments: Sequence[str]) -> set[str]:
    """Take these comments (public ids) in hand for ten minutes; return those that are hers now.

    One statement: of two who ask at once, one gets each of them.
    """
    if not comments or actor.person is None:
        return set()
    now = clock.now()
    until = now + timedelta(minutes=CLAIM_MINUTES)
    # In the same order for all: else two could each wait for what the other one holds.
    rows = [(one, actor.person, actor.name, until) for one in sorted(set(comments))]
    sql = _CLAIM.format(", ".join([_ROW] * len(rows)))
    return {str(one) for (one,) in every(sql, *(value for row in rows for value in row), now)}


def lock_claims(*, comments: Sequence[str]) -> None:
    """Lock what keeps these comments for somebody, before several of them are released."""
    rows = Claim.objects.filter(subject__in=comments).order_by("subject")
    list(rows.select_for_update().values_list("pk"))


def release(*, comment: str) -> None:
    """End what kept a comment for somebody: it is decided."""
    Claim.objects.filter(subject=comment).delete()
    Note.objects.filter(subject=comment, to__isnull=False, done=None).update(done=clock.now())


def give_up(*, actor: Actor, comment: str) -> None:
    """Let go of one comment that somebody has in hand."""
    Claim.objects.filter(person=_id(actor), subject=comment).delete()


def give_back(*, actor: Actor) -> int:
    """Give back all that somebody has in hand; return how much that was."""
    return _drop(Claim.objects.filter(person=_id(actor)))


def sweep_desk() -> None:
    """Forget claims that are past, and links that are too old by far."""
    now = clock.now()
    _drop(Claim.objects.filter(until__lte=now))
    DeskLink.objects.filter(until__lte=now - timedelta(days=LINK_DAYS)).delete()


def keep_note(*, actor: Actor, subject: str, words: str, to: int | None = None) -> None:
    """Keep what one of the staff wrote for the others; `to` is whom it is passed on to."""
    Note.objects.create(subject=subject, person=_id(actor), name=actor.name, to=to, words=words)


def keep_filter(*, actor: Actor, name: str, query: str) -> None:
    """Keep a view of the queue under a name, in place of one of the same name.

    Raises Refusal filter_name_missing, filters_too_many.
    """
    word = " ".join(name.replace("\0", "").split())[:60]
    if not word:
        raise Refusal("filter_name_missing", Kind.INVALID)
    mine = SavedFilter.objects.filter(person=_id(actor))
    if mine.exclude(name=word).count() >= MOST_FILTERS:
        raise Refusal("filters_too_many", Kind.CONFLICT, limit=MOST_FILTERS)
    SavedFilter.objects.update_or_create(
        person=_id(actor), name=word, defaults={"query": query[:300]}
    )


def drop_filter(*, actor: Actor, name: str) -> None:
    """Forget one of her views."""
    SavedFilter.objects.filter(person=_id(actor), name=name).delete()


def keep_mailed(*, person: int) -> None:
    """Keep that this person had her daily mail, though no link stands in it: a spent one."""
    now, public_id = clock.now(), ids.new_id()
    mark = ids.fingerprint(ids.new_token())
    DeskLink.objects.create(
        public_id=public_id, fingerprint=mark, person=person, used=now, until=now
    )


def make_link(*, person: int, comment: str) -> str:
    """Return the secret of a link with which this person may decide once on this comment.

    It is good for three days. Only its fingerprint is kept.
    """
    public_id = ids.new_id()
    secret = ids.token_from(str(settings.SECRET_KEY), "desk", public_id)
    until = clock.now() + timedelta(days=LINK_DAYS)
    DeskLink.objects.create(
        public_id=public_id,
        fingerprint=ids.fingerprint(secret),
        person=person,
        comment=comment,
        until=until,
    )
    return secret


def use_link(*, secret: str) -> bool:
    """Use a link up; False where it was used already or is too old."""
    rows = DeskLink.objects.filter(
        fingerprint=ids.fingerprint(secret), used=None, until__gt=clock.now()
    )
    return rows.update(used=clock.now()) == 1


@transaction.atomic
def _drop(rows: "QuerySet[Claim]") -> int:
    """Delete claims in the order in which `claim` takes them; return how many."""
    found = rows.select_for_update().order_by("subject").values_list("pk", flat=True)
    return Claim.objects.filter(pk__in=list(found)).delete()[0]


def _id(actor: Actor) -> int:
    """Return who acts: one of the staff; nobody has the id 0."""
    return actor.person or 0
