"""A comment as HTML, and the pieces of it that other pages show: one pen for all doors.

Plain strings, since a page holds hundreds of them: whatever a person wrote passes `escaped`,
except `html`, which was made safe when the comment was written (`kit.markup`).
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from zoneinfo import ZoneInfo

from django.urls import reverse
from markupsafe import escape

from colonnade.discussion.marks import ABSENT, ERASED, NOINDEX
from colonnade.discussion.phrases import Phrases, phrases
from colonnade.discussion.values import Author, Row
from colonnade.kit.ids import PUBLIC_ID
from colonnade.sites.reading import SiteInfo
from colonnade.sites.times import moment_words

_ANY_ID = "2" * 12
_SPECIAL = re.compile("[&<>\"']")
_GAP = re.compile(r"%\((\w+)\)s")
_SECONDS = len("2026-11-22T08:03:00")
_DEEPEST = 8
_COLORS = 6


def escaped(words: str) -> str:
    """Return words as safe HTML; most hold nothing special, and stay what they are."""
    return str(escape(words)) if _SPECIAL.search(words) else words


def address(name: str, public_id: str) -> str:
    """Return the path of a named page that knows one public id."""
    if PUBLIC_ID.fullmatch(public_id):
        return _pattern(name).replace(_ANY_ID, public_id)
    return reverse(name, args=[public_id])


@lru_cache(maxsize=256)
def _pattern(name: str) -> str:
    return reverse(name, args=[_ANY_ID])


@lru_cache(maxsize=1024)
def _picture(name: str) -> str:
    return reverse("portrait", args=[f"{name}-96"])


class _Form:
    """A sentence with gaps like %(id)s, filled in many times a page: by their places."""

    def __init__(self, sentence: str) -> None:
        self._form = _GAP.sub("%s", sentence)
        self._values = itemgetter(*_GAP.findall(sentence))

    def filled(self, values: Mapping[str, object]) -> str:
        """Return the sentence; every gap has its value among these, as safe HTML."""
        filled: str = self._form % self._values(values)
        return filled


def pen_of(site: SiteInfo) -> "Pen":
    """Return the pen that writes in the language spoken now and the site's time zone."""
    return _pen(phrases(), site.time_zone)


class Pen:
    """Writes comments in one language and time zone. Everything it returns is safe HTML.

    `own_acts`: what a writer may do besides, with gaps for %(id)s and %(number)s: the same for
    everybody is a page, so that a script lays it over hers.
    """

    def __init__(self, words: Phrases, zone: str) -> None:
        self._words = words
        self._zone = ZoneInfo(zone)
        self._link = _Form(_gap("comment"))
        reply = f'<a href="{_gap("reply")}" data-reply>{words.reply}</a>'
        report = f'<a href="{_gap("report")}" rel="nofollow">{words.report}</a>'
        self._open_acts = _Form(f'\n<p class="acts">{reply}{report}</p>')
        self._closed_acts = _Form(f'\n<p class="acts">{report}</p>')
        self.own_acts = (
            f'<span data-own><a href="{_gap("edit")}" data-edit>{words.edit}</a>'
            f' <a href="{_gap("delete")}">{words.delete}</a></span>'
        )
        edited = f'<a href="{_gap("history")}" class="edited">{words.edited}</a>'
        self._edited = _Form(f" · {edited}")
        self._to_hidden, self._to_unknown = _Form(words.to_hidden), _Form(words.to_unknown)
        self._to_named = _Form(words.to_named)

    def comment(
        self,
        row: Row,
        *,
        here: bool = False,
        flat: bool = False,
        folded: bool = False,
        closed: bool = False,
        level: int = 3,
    ) -> str:
        """Return one comment. `here`: what it answers stands on this page too; `level`: of its
        heading; `closed`: nobody may answer.
        """
        deep = f" d{min(row.depth, _DEEPEST)}" if row.depth and not flat else ""
        if row.author is None:
            kind, inner = " tomb", self._tomb(row, level, here=here)
        else:
            kind = " ping" if row.kind == "ping" else ""
            text = self._folded(row) if folded else self._text(row)
            acts = "" if kind else self._acts(row, row.author, closed=closed)
            inner = f"{self._heading(row, row.author, level, here=here)}\n{text}{acts}"
        return (
            f'<article class="comment{deep}{kind}" id="c-{row.id}" data-comment="{row.id}"'
            f' data-depth="{row.depth}" tabindex="-1">\n{inner}\n</article>'
        )

    def byline(self, author: Author | None) -> str:
        """Return who somebody is, with a link where she has a page."""
        return _byline(self._words, author)

    def writer(self, row: Row) -> str:
        """Return who wrote it; of a ping, the page that links here."""
        if row.kind != "ping":
            return self.byline(row.author)
        words = self._words
        name = escaped(row.author.name) if row.author and row.author.name else words.untitled
        shown = f'<bdi class="name">{name}</bdi>'
        if row.website:
            shown = (
                f'<a class="name" href="{escaped(row.website)}"'
                f' rel="nofollow ugc noopener noreferrer"><bdi>{name}</bdi></a>{row.host_note}'
            )
        return f'<span class="mark ping">{words.pingback}</span> {shown}'

    def when(self, row: Row) -> str:
        """Return when, or that nobody knows; never a time that was made up."""
        return self.moment(row.created) if row.dated else self._words.undated

    def moment(self, when: datetime) -> str:
        """Return a time as people read it, with the machine's form beside it."""
        return _moment(when, self._zone, self._words.language)

    def answered(self, row: Row, *, here: bool = False) -> str:
        """Return what a comment answers, or nothing."""
        if not row.parent:
            return ""
        link = f"#c-{row.parent}" if here else self._link.filled({"id": row.parent})
        author = row.parent_author
        if author is None:
            said = self._to_hidden.filled({"link": link})
        elif not author.name:
            said = self._to_unknown.filled({"link": link})
        else:
            said = self._to_named.filled({"link": link, "name": escaped(author.name)})
        return f'<span class="to">{said}</span>'

    def _heading(self, row: Row, author: Author, level: int, *, here: bool) -> str:
        who = f"<header>\n{portrait(author, 40)}\n" if author.name else '<header class="bare">\n'
        if row.kind == "ping":
            who = '<header class="bare">\n'
        edited = self._edited.filled({"id": row.id, "number": row.seq}) if row.edited else ""
        heard = _heard(self._words, row.parent_author, row.depth + 1)
        return (
            f'{who}<h{level} class="who">{self.writer(row)}{heard}'
            f"</h{level}>\n{self._about(row, edited, here=here)}\n</header>"
        )

    def _about(self, row: Row, edited: str = "", *, here: bool) -> str:
        to = f"{self.answered(row, here=here)} · " if row.parent else ""
        link = self._link.filled({"id": row.id})
        return (
            f'<p class="about">{to}<a class="when" href="{link}">{self.when(row)}</a>{edited}</p>'
        )

    def _tomb(self, row: Row, level: int, *, here: bool) -> str:
        heard = self._words.level % {"level": row.depth + 1}
        return (
            f'<h{level} class="who"><span class="gone">{self._fate(row)}</span>'
            f'<span class="vh">{heard}</span></h{level}>\n{self._about(row, here=here)}'
        )

    def _fate(self, row: Row) -> str:
        words = self._words
        if row.visibility == "held":
            return words.held
        if row.absent:
            return words.absent_named % {"name": escaped(row.absent)}
        if ABSENT in row.marks:
            return words.absent
        if row.visibility == "deleted":
            return words.erased if row.note == ERASED else words.deleted
        reason = f' <span class="reason" dir="auto">{escaped(row.note)}</span>' if row.note else ""
        return words.removed + reason

    def _folded(self, row: Row) -> str:
        return (
            f'<details class="fold"><summary><span class="line" dir="auto"{_unquoted(row)}>'
            f'{escaped(row.excerpt)}</span><span class="shut">{self._words.fold}</span></summary>\n'
            f"{self._text(row)}\n"
            "</details>"
        )

    def _text(self, row: Row) -> str:
        text = f'<div class="text"{_unquoted(row)}>{row.html}</div>'
        if not row.told:
            return text
        told = "".join(f"<span>{escaped(words)}</span> " for words in row.told)
        return f'{text}\n<p class="told">{told}</p>'

    def _acts(self, row: Row, author: Author, *, closed: bool) -> str:
        name = escaped(author.name) or self._words.unknown_author
        acts = self._closed_acts if closed else self._open_acts
        return acts.filled({"id": row.id, "number": row.seq, "name": name})


def _unquoted(row: Row) -> str:
    """Return what tells search engines to show nothing of a text, where they are asked to."""
    return " data-nosnippet" if NOINDEX in row.marks else ""


def _gap(name: str) -> str:
    """Return the path of a comment's page, with a gap for its public id."""
    return _pattern(name).replace(_ANY_ID, "%(id)s")


# Few people write most of what stands on a page: what they share is made once.
@lru_cache(maxsize=1024)
def _heard(words: Phrases, answered: Author | None, level: int) -> str:
    """Return what a screen reader hears after the name; sighted readers see it as layout."""
    if answered is None:
        said = words.level % {"level": level}
    else:
        name = escaped(answered.name) or words.unknown_author
        said = words.answers % {"name": name, "level": level}
    return f'<span class="vh">{said}</span>'


# A page is most often made anew for one comment more.
@lru_cache(maxsize=2048)
def _moment(when: datetime, zone: ZoneInfo, language: str) -> str:
    words = moment_words(when.astimezone(zone), language)
    return f'<time datetime="{iso(when)}">{escaped(words)}</time>'


@lru_cache(maxsize=1024)
def _byline(words: Phrases, author: Author | None) -> str:
    if author is None:
        return f'<span class="nobody">{words.nobody}</span>'
    if author.kind == "unknown":
        return f'<span class="nobody">{words.unknown_author}</span>'
    name = escaped(author.name)
    if author.kind == "guest":
        return f'<bdi class="name">{name}</bdi> <span class="mark">{words.unverified}</span>'
    if not author.handle:
        return f'<bdi class="name">{name}</bdi>'
    link = f'<a class="name" href="{address("person", author.handle)}"><bdi>{name}</bdi></a>'
    role = words.roles.get(author.role)
    return f'{link} <span class="mark role">{role}</span>' if role else link


@lru_cache(maxsize=1024)
def portrait(author: Author | None, size: int = 48) -> str:
    """Return a person's picture, or her first letter; `size` in CSS pixels."""
    if author is None:
        return ""
    if author.picture:
        source, sides = _picture(author.picture), f'width="{size}" height="{size}"'
        return (
            f'<img class="portrait" src="{source}" {sides} alt="" loading="lazy" decoding="async">'
        )
    if not author.name:
        return ""
    color = len(author.name) % _COLORS
    return f'<span class="portrait p{color}" aria-hidden="true">{escaped(author.name[:1])}</span>'


def iso(when: datetime) -> str:
    """Return a time as machines read it, in UTC."""
    return f"{when.isoformat()[:_SECONDS]}Z"


_pen = lru_cache(maxsize=16)(Pen)
