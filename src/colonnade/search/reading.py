"""Find articles and comments by their words, writer, section and time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection

from colonnade.discussion.reading import hidden_threads
from colonnade.search.documents import Kind, handle_mark, kind_mark, name_mark, section_mark
from colonnade.search.models import Entry
from colonnade.search.query import Phrase, as_postgres, as_sqlite, parse

Order = Literal["newest", "best"]
Value = str | int | datetime

# How much more a word in the headline weighs than one in the text.
_HEAD = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; what is empty holds nothing back.

    `person` is a part of a name, or `@` and the handle of a member or slug of a byline.
    From `since` (included) to `until` (left out).
    """

    words: str = ""
    kind: Kind | Literal[""] = ""
    section: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None
    order: Order = "newest"

    @property
    def is_anything(self) -> bool:
        """Return whether there is something to look for."""
        told = self.kind or self.section or self.person or self.since or self.until
        return bool(told or parse(self.words))


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or comment, by primary key."""

    kind: Kind
    subject: int


def find(wanted: Wanted, *, limit: int) -> list[Hit]:
    """Return what holds every word and passes every filter (two queries).

    Newest first, or what fits best. Comments of hidden threads are left out. The caller asks
    for each hit whether it may be seen (`discussion.reading.visible_among`,
    `articles.reading.articles_among`): the index may be a moment behind.
    """
    phrases = parse(wanted.words)
    marks = _marks(wanted)
    if not wanted.is_anything or marks is None or (wanted.words.strip() and not phrases):
        return []
    is_sqlite = connection.vendor == "sqlite"
    select, order, values = (_in_sqlite if is_sqlite else _in_postgres)(phrases, marks, wanted)
    conditions, more = _conditions(wanted)
    statement = f"{select}{conditions} ORDER BY {order} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(statement, (*values[0], *more, *values[1], limit))
        return [Hit(kind, subject) for kind, subject in cursor.fetchall()]


def find_comments(query: str, *, limit: int) -> list[int]:
    """Return primary keys of comments that hold every word of the query, newest first."""
    return [hit.subject for hit in find(Wanted(words=query, kind="comment"), limit=limit)]


def is_empty() -> bool:
    """Return whether nothing is in the index (one query)."""
    return not Entry.objects.exists()


def count_entries() -> dict[str, int]:
    """Return how many comments and articles the index holds (two queries)."""
    return {kind: Entry.objects.filter(kind=kind).count() for kind in ("comment", "article")}


def _marks(wanted: Wanted) -> tuple[Phrase, ...] | None:
    """Return the marks to ask for, None where nothing can bear them."""
    marks = [Phrase((kind_mark(wanted.kind),))] if wanted.kind else []
    if wanted.section:
        marks.append(Phrase((section_mark(wanted.section),)))
    if wanted.person.startswith("@"):
        marks.append(Phrase((handle_mark(wanted.person[1:]),)))
    elif wanted.person:
        named = [
            Phrase((name_mark(word),), is_open=True)
            for phrase in parse(wanted.person)
            for word in phrase.words
        ]
        if not named:
            return None
        marks += named
    return tuple(marks)


def _conditions(wanted: Wanted) -> tuple[str, list[Value]]:
    conditions, values = "", list[Value]()
    for sign, moment in ((">=", wanted.since), ("<", wanted.until)):
        if moment is not None:
            conditions += f" AND search_entry.moment {sign} %s"
            values.append(connection.ops.adapt_datetimefield_value(moment) or "")
    if hidden := hidden_threads():
        places = ", ".join(map(str, hidden))
        conditions += f" AND (thread IS NULL OR thread NOT IN ({places}))"
    return conditions, values


Parts = tuple[str, str, tuple[list[Value], list[Value]]]


def _in_sqlite(phrases: tuple[Phrase, ...], marks: tuple[Phrase, ...], wanted: Wanted) -> Parts:
    """Return the statement's beginning, its order, and the values of both."""
    if not phrases and not marks:
        return _BARE, "place DESC", ([], [])
    # CROSS JOIN: the index of words leads, from its end.
    select = (
        "SELECT kind, subject FROM search_words CROSS JOIN search_entry"
        " ON place = search_words.rowid WHERE search_words MATCH %s"
    )
    best = wanted.order == "best" and phrases
    order = (
        f"bm25(search_words, {_HEAD}, 1, 0), search_words.rowid DESC"
        if best
        else "search_words.rowid DESC"
    )
    return select, order, ([as_sqlite((*phrases, *marks))], [])


def _in_postgres(phrases: tuple[Phrase, ...], marks: tuple[Phrase, ...], wanted: Wanted) -> Parts:
    if not phrases and not marks:
        return _BARE, "place DESC", ([], [])
    select = (
        "SELECT kind, subject FROM search_words JOIN search_entry ON place = id"
        " WHERE words @@ %s::tsquery"
    )
    matched: list[Value] = [as_postgres((*phrases, *marks))]
    if wanted.order != "best" or not phrases:
        return select, "id DESC", (matched, [])
    rank = f"ts_rank('{{{1 / _HEAD}, 0, 0, 1}}', words, %s::tsquery) DESC, id DESC"
    return select, rank, (matched, [as_postgres(phrases)])


_BARE = "SELECT kind, subject FROM search_entry WHERE true"
