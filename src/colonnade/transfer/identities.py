"""Who wrote what an import brought, as far as anything says so: for owners who look for somebody.

An address of mail or an account of the old site says that comments are one person's. A name says
nothing: two people may have it, so comments that bear a name alone are chosen one by one.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from colonnade.discussion.nameless import Nameless, named, nameless
from colonnade.kit.ids import PUBLIC_ID
from colonnade.transfer.marks import account_mark, is_mark, mail_mark, marks_of, plain_mail
from colonnade.transfer.models import Known, Offer

# How many comments of a name are looked at, and shown.
MOST = 500
_BATCH = 500
_ASCII = re.compile(r"[!#-\[\]-~]+")
MAIL, ACCOUNT = "mail", "account"


@dataclass(frozen=True, slots=True)
class Basis:
    """What says that comments are one person's: `kind` MAIL or ACCOUNT, `words` for the staff.

    `site` is where the account was, "" for an address. `names` stand above the comments.
    """

    kind: str
    mark: str
    words: str
    site: str
    comments: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Whoever wrote one comment (public id), as far as it is known.

    `bases` are what that comment bears itself, `further` what stands beside on comments of these.
    `alike` bear the same name and no mark at all; `others` the same name and marks that lead
    elsewhere. `site` is where it came from.
    """

    comment: Nameless
    site: str
    bases: tuple[Basis, ...]
    further: tuple[Basis, ...]
    alike: tuple[Nameless, ...]
    others: tuple[Nameless, ...]

    @property
    def by_name_alone(self) -> bool:
        """Tell whether nothing but a name says whose it is."""
        return not self.bases


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search: somebody by a mark, or (`basis` None) comments by a name alone.

    `comment` leads to the page about her.
    """

    comment: str
    name: str
    site: str
    basis: Basis | None
    count: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept beside a comment: where it came from, mail and account of its writer."""

    comment: str
    namespace: str
    data: dict[str, str]

    def marks(self) -> dict[str, str]:
        """Return kinds by mark."""
        return {mark: kind for kind, mark in marks_of(self.namespace, self.data)}


def identity_of(comment: str) -> Identity | None:
    """Return whoever wrote an imported comment; None where that is no question (any more)."""
    found = nameless([comment])
    sites = _sites(found)
    if not sites:
        return None
    kept = kept_beside([comment]).get(comment)
    bases = _bases([kept] if kept else [])
    mine = {one for basis in bases for one in basis.comments}
    further = [one for one in _bases(kept_beside(mine).values()) if one not in bases]
    covered = mine | {one for basis in further for one in basis.comments} | {comment}
    alike = _with_name(found[0], covered)
    marked = {one for one, beside in kept_beside(alike).items() if beside.marks()}
    return Identity(
        comment=found[0],
        site=sites[comment],
        bases=tuple(bases),
        further=tuple(further),
        alike=tuple(one for one in alike.values() if one.id not in marked),
        others=tuple(one for one in alike.values() if one.id in marked),
    )


def is_imported(comment: str) -> bool:
    """Tell whether an import brought this comment and nobody here has written it (3 queries)."""
    return bool(_sites(nameless([comment])))


def search(words: str) -> list[Found]:
    """Return who is found by an address of mail, or by (a part of) a name."""
    words = words.strip()
    if not words:
        return []
    if "@" in words:
        basis = by_mail(words)
        return [_found(basis)] if basis is not None and basis.comments else []
    return _by_name(named(words, exact=False, limit=MOST))


def by_mail(mail: str) -> Basis | None:
    """Return what bears this address, None for what cannot be one."""
    plain = plain_mail(mail)
    parts = _ASCII.findall(plain)
    if not parts:
        return None
    rows = _spoken().annotate(words=Cast("data", TextField()))
    rows = rows.filter(words__icontains=max(parts, key=len))
    kept = [one for one in _kept(rows) if plain_mail(one.data.get("email", "")) == plain]
    return _basis(MAIL, mail_mark(plain), plain, "", [one.comment for one in kept])


def with_marks(marks: Collection[str]) -> frozenset[str]:
    """Return the comments that bear one of these marks or are named by their public id."""
    digests = {mark for mark in marks if is_mark(mark)}
    ids = [mark for mark in marks if PUBLIC_ID.fullmatch(mark)]
    found = {one.id for one in nameless(ids)}
    if digests:
        rows = _spoken().filter(data__isnull=False)
        marked = {one.comment for one in _kept(rows) if digests & set(one.marks())}
        found |= {one.id for one in nameless(marked)}
    return frozenset(found | wholes_of(found))


def wholes_of(comments: Collection[str]) -> set[str]:
    """Return the texts of which some of these comments were cut: they hold the same words."""
    wanted, found = set(comments), set[str]()
    rows = Offer.objects.filter(kind="cut", state="taken").values_list("comment", "value")
    for whole, value in rows.iterator(chunk_size=_BATCH):
        if wanted & set(value.get("done", {}).get("pieces", ())):
            found.add(whole)
    return found


def kept_beside(comments: Iterable[str]) -> dict[str, Kept]:
    """Return what is kept beside each of these comments, as far as an import brought it."""
    listed, found = sorted(set(comments)), dict[str, Kept]()
    for start in range(0, len(listed), _BATCH):
        rows = _spoken().filter(target__in=listed[start : start + _BATCH])
        found |= {one.comment: one for one in _kept(rows)}
    return found


def kept_data(data: Any) -> dict[str, str]:  # noqa: ANN401 - as the database has it
    """Return what `Known.data` holds; it was once kept as words of JSON."""
    found = json.loads(data) if isinstance(data, str) else data
    return dict(found or {})


def _spoken() -> QuerySet[Known]:
    return Known.objects.filter(kind="comment")


def _kept(rows: QuerySet[Known]) -> Iterator[Kept]:
    values = rows.values_list("target", "origin__namespace", "data")
    for target, namespace, data in values.iterator(chunk_size=_BATCH):
        yield Kept(target, namespace, kept_data(data))


def _bases(kept: Iterable[Kept]) -> list[Basis]:
    """Return what these bear, each mark once, with all that bears it."""
    found: dict[str, Basis] = {}
    for one in kept:
        for mark, kind in one.marks().items():
            if mark in found:
                continue
            basis = by_mail(one.data["email"]) if kind == MAIL else _by_account(one)
            if basis is not None:
                found[mark] = basis
    return list(found.values())


def _by_account(kept: Kept) -> Basis:
    user = kept.data["user"]
    rows = _spoken().filter(origin__namespace=kept.namespace, data__user=user)
    comments = list(rows.values_list("target", flat=True))
    mark = account_mark(kept.namespace, user)
    return _basis(ACCOUNT, mark, user, kept.namespace, comments)


def _basis(kind: str, mark: str, words: str, site: str, comments: Collection[str]) -> Basis:
    there = nameless(comments)
    names = tuple(sorted({one.name for one in there if one.name}))
    return Basis(kind, mark, words, site, frozenset(one.id for one in there), names)


def _with_name(found: Nameless, covered: Collection[str]) -> dict[str, Nameless]:
    """Return what bears the same name and is not among the covered, by public id."""
    rows = named(found.name, exact=True, limit=MOST) if found.name else []
    sites = _sites(rows)
    return {one.id: one for one in rows if one.id in sites and one.id not in covered}


def _sites(comments: Iterable[Nameless]) -> dict[str, str]:
    """Return from which source each came, by the source of its discussion; others are left out."""
    listed = list(comments)
    threads, found = sorted({one.thread for one in listed}), dict[str, str]()
    for start in range(0, len(threads), _BATCH):
        rows = Known.objects.filter(kind="thread", target__in=threads[start : start + _BATCH])
        found |= dict(rows.values_list("target", "origin__namespace"))
    return {one.id: found[one.thread] for one in listed if one.thread in found}


def _by_name(rows: list[Nameless]) -> list[Found]:
    sites = _sites(rows)
    kept = kept_beside(sites)
    found = [_found(basis) for basis in _bases(kept.values())]
    bare: dict[tuple[str, str], list[Nameless]] = {}
    for one in rows:
        beside = kept.get(one.id)
        if one.id in sites and not (beside and beside.marks()):
            bare.setdefault((one.name, sites[one.id]), []).append(one)
    found += [Found(some[0].id, *key, None, len(some)) for key, some in bare.items()]
    return found


def _found(basis: Basis) -> Found:
    first = min(basis.comments)
    return Found(first, ", ".join(basis.names), basis.site, basis, len(basis.comments))
