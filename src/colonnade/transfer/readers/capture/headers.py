"""Header lines: who wrote a comment, whom it answers, and when. One line, read or not read.

Forms, with NAME, PARENT and DATE as they stand on pages of Drupal and WordPress:

- by      "Submitted by NAME on DATE", "By NAME @ DATE", and the like in other languages
- said    "On DATE NAME said:", "NAME wrote on DATE:"
- number  "DATE | 71234 NAME"
- on      "NAME on DATE", "NAME on DATE said:"
- mark    "NAME - DATE", "NAME | DATE"
- guest   "NAME (not verified) PARENT DATE"
- bare    "NAME PARENT DATE", where NAME is known from a picture line
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from colonnade.transfer.readers.capture.lines import LONGEST_LABEL, fold
from colonnade.transfer.readers.capture.names import (
    LONGEST_NAME,
    cut_at_guest_mark,
    without_guest_mark,
)
from colonnade.transfer.readers.dates import cut_moment_at_end, cut_moment_at_start, is_moment

_SAID = r"(?:says|said|wrote|writes|commented|schreibt|schrieb|sagt|sagte|a dit|dijo|dice|пишет)"
_BY = re.compile(
    r"(?:(?:submitted|posted|written|created|published|added|comment|reply)\s)?by\s(?P<a>.+)"
    r"|(?:gespeichert|verfasst|geschrieben|eingetragen)\svon\s(?P<b>.+)"
    r"|(?:soumis|posté|publié)\spar\s(?P<c>.+)|(?:enviado|publicado)\spor\s(?P<d>.+)"
    r"|отправлено\s(?:пользователем\s)?(?P<e>.+)",
    re.IGNORECASE,
)
_ON = re.compile(rf"on\s(?P<rest>.+?)\s{_SAID}\s?:?", re.IGNORECASE)
_VERB_AT_END = re.compile(rf"\s{_SAID}\s?:", re.IGNORECASE)
_VERB_BEFORE_DATE = re.compile(
    rf"(?P<name>.+?)\s{_SAID}(?:\son|\sat|\sam|\sle|\sel|,)?", re.IGNORECASE
)
_SAYS = re.compile(rf"(?P<name>\S.{{0,79}}?)\s{_SAID}\s?:?", re.IGNORECASE)
_SAID_DOTS = re.compile(
    r"(?P<name>\S.{0,79}?)\s(?:said|hat gesagt|a dit|dijo|disse|ha detto|сказал)\s?"
    r"(?:\.\.\.|\u2026|:)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*[|\u2013\u2014-]\s*(?:#?(?P<number>\d{1,12})\s)?\s*(?P<name>\S.*)")
_LINK = re.compile(r"(?P<head>.*\S)\s*(?:,|[-\u2013\u2014|\u2022\u00b7@])", re.DOTALL)
_LAST_ON = re.compile(r"(?P<head>.*\S)\s(?:on|at|am|le|el|den)", re.IGNORECASE | re.DOTALL)
_ANSWERS = re.compile(
    r"(?P<name>.+?)\s(?:in reply to|in response to|replying to|replied to|als antwort auf"
    r"|en réponse à|en respuesta a|[\u2192\u00bb\u25b8])\s(?P<parent>.+)",
    re.IGNORECASE,
)
_IN_REPLY = re.compile(
    r"(?:in reply to|als antwort auf|en réponse à|en respuesta a|в ответ на)"
    r"\s(?:.*\s(?:by|von|par|por|от)\s)?(?P<parent>.+)",
    re.IGNORECASE,
)
_POSTED = re.compile(r"\s?[-\u2013\u2014|,]?\s(?:posted|published)(?:\son)?$", re.IGNORECASE)
_AGO = re.compile(
    r"(?P<head>.*?)(?P<date>(?:(?:about|over|almost)\s)?(?:\d+|an?)\s"
    r"(?:second|minute|hour|day|week|month|year)s?\s(?:(?:\d+\s\w+\s)?ago))",
    re.IGNORECASE,
)
_JUNK = re.compile(r"(?:\s*(?:#\d*|permalink|link|reply|parent|[-\u2013\u2014|\u2022\u00b7,:@]))+")
_LINKS = frozenset(["on", "at", "am", "le", "el", "den"])  # and so nobody's name
_MARKS = " -\u2013\u2014|\u2022\u00b7@"
_SHORTENED = re.compile(r"(?P<name>.{4,}?(?:\.\.\.|\u2026))(?:\s(?P<rest>.*))?")
_HINT_OF_DATE = re.compile(r"\d{4}|\d\d?[:./-]\d\d|\bago\b", re.IGNORECASE)  # cheap, asked first
_CLOCK = re.compile(r"\d\s?[:h]\s?\d\d|\d\s?[ap]\.?m|\d uhr", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What a header line says; `date` as it stands there, `rest` what follows it on the line.

    `named` is no where nothing but the date was there.
    """

    form: str
    name: str
    guest: bool = False
    answers: str = ""
    date: str = ""
    number: str = ""
    rest: str = ""


def header_of(label: str) -> Header | None:
    """The header that `label` (a bare line) is by its form alone, whoever NAME may be."""
    if not 5 < len(label) <= LONGEST_LABEL or not _HINT_OF_DATE.search(label):  # noqa: PLR2004
        return None
    for read in _FORMS:
        header = read(label)
        if header is not None and _is_name(header.name):
            return header
    return None


def header_under(label: str, owner: str) -> Header | None:
    """The header that `label` is under the picture of `owner`, whose name is known as a whole.

    So NAME ends where the owner's name ends, and what is left before the date is PARENT. A name
    that the page cut short ("Some very long ...") counts where the owner's begins like it.
    """
    if not label or len(label) > 4 * LONGEST_LABEL:
        return None
    formed = header_of(label)
    rest = _after_name(label, owner)
    # Who is called "by" may answer another of that name: "by by Feb 4, 2016".
    plain = formed is not None and (formed.form != "by" or rest is None)
    if formed is not None and plain and same_name(formed.name, owner):
        return replace(formed, name=owner)
    if rest is None:
        return None
    mark = cut_at_guest_mark(rest)
    guest = mark is not None and not mark[0]
    if guest and mark is not None:
        rest = mark[1]
    if not guest and not rest:
        return Header("bare", owner)
    return _rest_under(rest, owner, guest=guest)


def _rest_under(rest: str, owner: str, *, guest: bool) -> Header | None:
    cut = _cut_date(rest)
    if cut is not None:
        parent = "" if cut[0].strip().casefold() in _LINKS else _parent(cut[0])
        if len(parent) <= LONGEST_NAME:
            return Header("bare", owner, guest, parent, cut[1])
    first = cut_moment_at_start(rest)
    if first is not None and _CLOCK.search(first[0]):
        return Header("bare", owner, guest, "", first[0], rest=first[1].strip())
    if guest and len(_parent(rest)) <= LONGEST_NAME and not rest.endswith((".", "!", "?")):
        return Header("bare", owner, guest, _parent(rest))
    return None


def says(label: str) -> str:
    """The NAME of a line "NAME says" or "NAME says:", or ""."""
    found = _SAYS.fullmatch(label) if len(label) <= LONGEST_LABEL else None
    return found["name"] if found and _is_name(found["name"]) else ""


def said_dots(label: str) -> str:
    """The NAME of a line "NAME said...", whose date stands below the text (Blogger), or ""."""
    found = _SAID_DOTS.fullmatch(label) if len(label) <= LONGEST_LABEL else None
    return found["name"] if found and _is_name(found["name"]) else ""


def publishes(label: str) -> bool:
    """Whether a header line is of a form that stands under an article's title too."""
    header = header_of(label)
    return header is not None and header.form in {"by", "number"}


def date_line(label: str) -> str:
    """The date, where `label` is nothing but one (moment or "3 years ago"), else ""."""
    if not _HINT_OF_DATE.search(label[:LONGEST_LABEL]):
        return ""
    tidy = label.strip(_MARKS + "()")
    ago = _AGO.fullmatch(tidy)
    if ago is not None:
        return "" if ago["head"] else tidy
    return tidy if len(tidy) <= LONGEST_LABEL and is_moment(tidy) else ""


def is_ago(date: str) -> bool:
    """Whether a date is one that counts from today: "3 years ago"."""
    return _AGO.fullmatch(date) is not None


def in_reply_to(label: str) -> str:
    """The PARENT of a line "In reply to TITLE by PARENT", or ""."""
    found = _IN_REPLY.fullmatch(label) if len(label) <= LONGEST_LABEL else None
    return _parent(found["parent"]) if found else ""


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: apart from apostrophes, spaces and being cut short."""
    first, second = fold(one), fold(other)
    if first == second:
        return True
    for short, long in ((first, second), (second, first)):
        stem = short.removesuffix("\u2026").removesuffix("...").rstrip()
        if stem != short and len(stem) > 4 and long.startswith(stem):  # noqa: PLR2004
            return True
    return False


def _after_name(label: str, owner: str) -> str | None:
    # Folding may change the length ("ß"), so the words are counted instead.
    short = _SHORTENED.fullmatch(label)
    if short is not None and same_name(short["name"], owner):
        return short["rest"] or ""
    words, wanted = label.split(" "), owner.split(" ")
    head = " ".join(words[: len(wanted)])
    if not same_name(head, owner):
        head = head.rstrip(",:|-")
        if not same_name(head, owner):
            return None
    return " ".join(words[len(wanted) :])


def _is_name(name: str) -> bool:
    if name.casefold() in _LINKS:
        return False
    return 0 < len(name) <= LONGEST_NAME and "://" not in name and any(map(str.isalnum, name))


def _parent(words: str) -> str:
    name, _ = without_guest_mark(words)
    found = _ANSWERS.fullmatch("x " + name)
    name = found["parent"] if found else name
    name = re.sub(rf"^{_JUNK.pattern}(?=\s|$)|(?<=\s){_JUNK.pattern}$", "", name).strip()
    return name.lstrip("@").strip() if any(map(str.isalnum, name)) else ""


def _split_answers(words: str) -> tuple[str, bool, str]:
    """NAME, whether it bears the mark of guests, and PARENT."""
    found = _ANSWERS.fullmatch(words)
    name, parent = (found["name"], found["parent"]) if found else (words, "")
    name, guest = without_guest_mark(name)
    return name, guest, _parent(parent) if parent else ""


def _cut_date(words: str) -> tuple[str, str] | None:
    ago = _AGO.fullmatch(words)
    if ago is not None:
        return ago["head"], ago["date"]
    cut = cut_moment_at_end(words)
    return None if cut is None else (cut[0], cut[1].strip(_MARKS))


def _by(label: str) -> Header | None:
    found = _BY.fullmatch(label)
    if found is None:
        return None
    words = next(group for group in found.groupdict().values() if group)
    cut = _cut_date(words)
    if cut is None:
        return None
    head = _POSTED.sub("", cut[0].strip())
    for link in (_LINK, _LAST_ON):
        linked = link.fullmatch(head)
        head = linked["head"] if linked else head
    name, guest, answers = _split_answers(head)
    return Header("by", name, guest, answers, cut[1])


def _said(label: str) -> Header | None:
    found = _ON.fullmatch(label)
    if found is not None:
        first = cut_moment_at_start(found["rest"])
        if first is not None:
            name, guest, answers = _split_answers(first[1].strip(" ,"))
            return Header("said", name, guest, answers, first[0])
    cut = _cut_date(label.rstrip(":"))
    verb = _VERB_BEFORE_DATE.fullmatch(cut[0].strip()) if cut else None
    if cut is None or verb is None:
        return None
    name, guest, answers = _split_answers(verb["name"])
    return Header("said", name, guest, answers, cut[1])


def _numbered(label: str) -> Header | None:
    first = cut_moment_at_start(label)
    found = _NUMBERED.fullmatch(first[1]) if first else None
    if first is None or found is None or not _CLOCK.search(first[0]):
        return None
    name, guest, answers = _split_answers(found["name"])
    return Header("number", name, guest, answers, first[0], found["number"] or "")


def _guest(label: str) -> Header | None:
    mark = cut_at_guest_mark(label)
    cut = _cut_date(mark[1]) if mark else None
    if mark is None or cut is None:
        return None
    parent = _LAST_ON.fullmatch(cut[0].strip())
    head = parent["head"] if parent else cut[0]
    words = "" if head.strip().casefold() in _LINKS else head
    return Header("guest", mark[0].strip(" -|"), guest=True, answers=_parent(words), date=cut[1])


def _linked(label: str) -> Header | None:
    verb = _VERB_AT_END.search(label)
    words = label[: verb.start()] if verb and verb.end() == len(label) else label
    # The longest date may have swallowed the mark before it ("- Feb 4, 2016").
    cut = cut_moment_at_end(words) or _cut_date(words)
    if cut is None or not (_CLOCK.search(cut[1]) or "ago" in cut[1]):
        return None
    head = (cut[0] + cut[1][: len(cut[1]) - len(cut[1].lstrip(_MARKS))]).strip()
    form = "on" if _LAST_ON.fullmatch(head) else "mark"
    found = _LAST_ON.fullmatch(head) or _LINK.fullmatch(head)
    if found is None:
        return None
    name, guest, answers = _split_answers(found["head"])
    return Header(form, name, guest, answers, cut[1].strip(_MARKS))


_FORMS: tuple[Callable[[str], Header | None], ...] = (_by, _said, _numbered, _guest, _linked)
