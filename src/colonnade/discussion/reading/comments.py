"""Single comments and lists across threads, for whoever may see them."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Count, F, Max, Q, QuerySet

from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.discussion.policy import is_author, may_see, may_see_own
from colonnade.discussion.reading.shown import READER, shown_to
from colonnade.discussion.rows import ROW, details_from, public_row, rows_from
from colonnade.discussion.values import Detail, Row, Source, Wording
from colonnade.kit.ids import PUBLIC_ID
from colonnade.outbox.prepared import Prepared
from colonnade.people.reading import Actor
from colonnade.people.whom import whose
from colonnade.sites.reading import SiteInfo

_MOST_OWN = 1000


def comment_for(actor: Actor, public_id: str) -> Detail | None:
    """Return the comment if the actor may read it, else None: the one way in for all doors."""
    if not PUBLIC_ID.fullmatch(public_id):
        return None
    comments = Comment.objects.filter(public_id=public_id)
    found = next(iter(details_from(comments)), None)
    return found if found is not None and may_see(actor, found) else None


def own_comment_for(actor: Actor, public_id: str) -> Detail | None:
    """Return the comment if the actor wrote it or is of the staff: for its own page alone.

    A writer finds hers there in a hidden thread too.
    """
    if not PUBLIC_ID.fullmatch(public_id):
        return None
    found = next(iter(details_from(Comment.objects.filter(public_id=public_id))), None)
    return found if found is not None and may_see_own(actor, found) else None


def comment_id_of(thread: int, seq: int) -> str | None:
    """Return the public id of the comment with this number in its thread, or None."""
    rows = Comment.objects.filter(thread=thread, seq=seq)
    return rows.values_list("public_id", flat=True).first()


def source_for(comment: Detail) -> Wording:
    """Return the current wording of a comment that the caller may see."""
    return revisions_for(comment, number=comment.revision)[0]


def sources_for(rows: Iterable[Row]) -> dict[str, Source]:
    """Return by public id what was typed for these rows, tombstones left out (one query)."""
    shown = [row.id for row in rows if row.author is not None]
    if not shown:
        return {}
    wordings = Revision.objects.filter(
        comment__public_id__in=shown, number=F("comment__revision")
    ).values_list("comment__public_id", "number", "source", "format")
    return {row: Source(number, text, form) for row, number, text, form in wordings}


def revisions_for(comment: Detail, *, number: int | None = None) -> list[Wording]:
    """Return the wordings of a comment that the caller may see, newest first."""
    rows = Revision.objects.filter(comment=comment.pk).order_by("-number")
    if number is not None:
        rows = rows.filter(number=number)
    return [Wording(row.number, row.source, row.format, row.html, row.created) for row in rows]


def public_wordings(comment: Detail) -> list[Wording]:
    """Return the wordings that readers have been able to see, newest first (two queries).

    None from which a moderator cut a part, nor any before it.
    """
    mine = Revision.objects.filter(comment=comment.pk)
    cut = mine.filter(cut_from__isnull=False).aggregate(last=Max("cut_from"))["last"] or 0
    rows = mine.filter(shown=True, number__gt=cut).order_by("-number")
    return [Wording(row.number, row.source, row.format, row.html, row.created) for row in rows]


def own_numbers(actor: Actor, thread: int) -> dict[str, int]:
    """Return the numbers of what the actor wrote in a thread and has not deleted, by public id."""
    mine = whose(actor.person, actor.guest)
    rows = Comment.objects.filter(mine, thread=thread).exclude(visibility="deleted")
    return dict(rows.order_by("-seq").values_list("public_id", "seq")[:_MOST_OWN])


def latest_comments(
    site: SiteInfo, *, thread: int | None = None, limit: int = 50, actor: Actor = READER
) -> list[Row]:
    """Return the newest visible comments, newest first (one query)."""
    rows = Comment.objects.filter(shown_to(actor), visibility="visible")
    if thread is not None:
        rows = rows.filter(thread=thread, placed=True)
        return list(rows_from(rows.order_by("-seq")[:limit]))
    if actor == READER:
        return list(map(public_row, _latest_query(limit).rows(site.id)))
    rows = rows.filter(thread__site=site.id)
    return list(rows_from(rows.order_by("-created", "-pk")[:limit]))


@lru_cache(maxsize=16)
def _latest_query(limit: int) -> Prepared:
    def latest(site: int) -> "QuerySet[Comment, tuple]":  # type: ignore[type-arg]
        rows = Comment.objects.filter(shown_to(READER), visibility="visible", thread__site=site)
        return rows.order_by("-created", "-pk").values_list(*ROW)[:limit]

    return Prepared(latest, int)


def comments_by(
    actor: Actor, *, person: int | None = None, guest: int | None = None, limit: int = 50
) -> list[Detail]:
    """Return what a person or guest wrote, newest first, as far as the actor may read it.

    What she wrote herself in a thread that is hidden now is among it.
    """
    rows = (
        Comment.objects.filter(whose(person, guest))
        .exclude(visibility="deleted")
        .order_by("-created", "-pk")
    )
    if actor.person != person or (actor.person is None and actor.guest != guest):
        rows = rows.filter(shown_to(actor), visibility="visible")
    found = details_from(rows[:limit])
    return [row for row in found if may_see(actor, row) or is_author(actor, row)]


def held_comments(*, limit: int = 50, thread: int | None = None) -> list[Detail]:
    """Return what waits for a moderator, longest waiting first: for staff only."""
    rows = Comment.objects.filter(visibility="held").order_by("created")
    if thread is not None:
        rows = rows.filter(thread=thread)
    return list(details_from(rows[:limit]))


def comments_among(actor: Actor, ids: Iterable[str]) -> dict[str, Detail]:
    """Return by public id those of these comments that the actor may read (one query)."""
    rows = details_from(Comment.objects.filter(public_id__in=set(ids)))
    return {row.id: row for row in rows if may_see(actor, row)}


def visible_among(ids: Iterable[int]) -> dict[int, Detail]:
    """Return those of these comments (by primary key) that everybody may read."""
    rows = Comment.objects.filter(shown_to(READER), pk__in=list(ids), visibility="visible")
    return {row.pk: row for row in details_from(rows)}


def recount(thread: int) -> bool:
    """Return whether a thread's kept counts are what counting gives (for `doctor`, tests)."""
    gone = Q(visibility__in=["removed", "deleted"])
    real = Comment.objects.filter(thread=thread).aggregate(
        total=Count("pk"),
        visible=Count("pk", filter=Q(visibility="visible")),
        held=Count("pk", filter=Q(visibility="held")),
        gone=Count("pk", filter=gone),
        places=Count("pk", filter=Q(placed=True)),
    )
    orphans = Comment.objects.filter(thread=thread, placed=True, parent__placed=False)
    unplaced = Comment.objects.filter(thread=thread, visibility="visible", placed=False)
    kept = Thread.objects.filter(pk=thread).values(*real).get()
    summed = Thread.objects.filter(pk=thread, total=F("visible") + F("held") + F("gone"))
    return real == kept and summed.exists() and not orphans.exists() and not unplaced.exists()
