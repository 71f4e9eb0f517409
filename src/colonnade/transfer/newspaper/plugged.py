"""The newspaper's side of imports, as `project` plugs it in where articles are on."""

from collections.abc import Callable, Collection, Mapping, Sequence

from colonnade.articles import removing, standing
from colonnade.articles.amending import restore
from colonnade.articles.places import byline_path, section_path, tag_path
from colonnade.search.actions import forget
from colonnade.transfer.models import Known
from colonnade.transfer.newspaper.brought import made_of
from colonnade.transfer.newspaper.naming import TAG
from colonnade.transfer.newspaper.planner import NewspaperPlanner
from colonnade.transfer.newspaper.writer import NewspaperWriter
from colonnade.transfer.records import Kind

_PAGES = (Kind.ARTICLE, Kind.PAGE)
_WORDS: dict[str, str] = {Kind.AUTHOR: "byline", Kind.CATEGORY: "section", Kind.TAG: "tag"}
_BEARERS: dict[str, Callable[[int], Collection[int]]] = {
    "byline": lambda pk: standing.pages_under(bylines=[pk]),
    "tag": lambda pk: standing.pages_under(tags=[pk]),
    "section": lambda pk: standing.pages_in([pk]),
}
_WHERE: dict[str, Callable[[int], str]] = {
    "byline": lambda pk: byline_path(standing.slug_of_byline(pk)),
    "tag": lambda pk: tag_path(standing.slug_of_tag(pk)),
    "section": lambda pk: section_path(standing.slug_of_section(pk)),
}


class OwnNewspaper:
    """Knows how records become pages, and how those go again."""

    def planner(self, *, namespace: str) -> NewspaperPlanner:
        """Return a planner for a run."""
        return NewspaperPlanner()

    def writer(self, *, origin: int, run: int) -> NewspaperWriter:
        """Return a writer for this run (primary keys)."""
        return NewspaperWriter(origin=origin, run=run)

    def touched(self, *, kind: str, targets: Sequence[str]) -> list[str]:
        """Return where those are that the newsroom's own work rests on: they cannot go.

        Articles and pages that somebody has edited here, or leads to; bylines, sections and tags
        that an article bears which no import brought.
        """
        if kind not in _PAGES:
            return _rested_on([_word(kind, target) for target in targets])
        pages = [int(target) for target in targets]
        worked_on = standing.edited_pages(pages) | standing.named_pages(pages)
        found = [standing.path_of_page(page) for page in pages if page in worked_on]
        return [*found, *_rested_on(_made_for(kind, targets))]

    def remove(self, *, kind: str, targets: Sequence[str]) -> None:
        """Take away what was made, all of one kind."""
        tags = [int(target.removeprefix(TAG)) for target in targets if target.startswith(TAG)]
        others = [int(target) for target in targets if target.isdigit()]
        if kind in _PAGES:
            made = _made_for(kind, targets)
            removing.remove_imported_pages(pages=others)
            forget(kind="article", subjects=others)
            _remove_made(made)
        elif kind == Kind.AUTHOR:
            removing.remove_bylines(bylines=others)
        elif kind in {Kind.CATEGORY, Kind.TAG}:
            removing.remove_tags(tags=tags)
            removing.remove_pages(pages=others)

    def restore(self, *, kind: str, target: str, before: Mapping[str, object]) -> None:
        """Put back what a later run changed."""
        if kind not in _PAGES or "weight" not in before:
            return
        restore(page=int(target), before=before)
        made = before.get("made")
        _remove_made([str(word) for word in made] if isinstance(made, list) else [])


def _word(kind: str, target: str) -> str:
    """Return what a record became in one word: "byline:12"."""
    if target.startswith(TAG):
        return target
    return f"{_WORDS.get(kind, kind)}:{target}"


def _rested_on(words: Sequence[str]) -> list[str]:
    """Return where those of these are that an article bears which no import brought."""
    found = []
    for word in dict.fromkeys(words):
        name, _, number = word.partition(":")
        if name in _BEARERS and not _is_brought(_BEARERS[name](int(number))):
            found.append(_WHERE[name](int(number)))
    return found


def _is_brought(pages: Collection[int]) -> bool:
    rows = Known.objects.filter(kind__in=_PAGES, target__in=[str(pk) for pk in pages])
    return len(set(rows.values_list("target", flat=True))) == len(pages)


def _made_for(kind: str, targets: Sequence[str]) -> list[str]:
    """Return what these articles brought besides themselves: "byline:12"."""
    rows = Known.objects.filter(kind=kind, target__in=targets, data__has_key="made")
    return [word for row in rows for word in made_of(row.data)]


def _remove_made(words: Sequence[str]) -> None:
    """Remove it, as far as nothing else rests on it."""
    found: dict[str, list[int]] = {"byline": [], "tag": [], "section": []}
    for word in dict.fromkeys(words):
        name, _, number = word.partition(":")
        found[name].append(int(number))
    removing.remove_bylines(bylines=found["byline"])
    removing.remove_tags(tags=found["tag"])
    removing.remove_pages(pages=found["section"])


NEWSPAPER = OwnNewspaper()
