"""The newspaper's side of imports, as `project` plugs it in where articles are on."""

from collections.abc import Mapping, Sequence

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
# How the names of models begin in what `amend` returns.
_TABLES = ("articles.", "wagtailcore.")


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
        if kind in _PAGES:
            pages = [int(target) for target in targets]
            worked_on = standing.edited_pages(pages) | standing.named_pages(pages)
            return [standing.path_of_page(page) for page in pages if page in worked_on]
        return [_where(kind, target) for target in targets if _is_used(kind, target)]

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
        rows = {name: value for name, value in before.items() if name.startswith(_TABLES)}
        if kind not in _PAGES or not rows:
            return
        restore(page=int(target), before=rows)
        made = before.get("made")
        _remove_made([str(word) for word in made] if isinstance(made, list) else [])


def _is_used(kind: str, target: str) -> bool:
    number = int(target.removeprefix(TAG))
    if kind == Kind.AUTHOR:
        bearers = standing.pages_under(bylines=[number])
    elif target.startswith(TAG):
        bearers = standing.pages_under(tags=[number])
    elif kind == Kind.CATEGORY:
        bearers = standing.pages_in([number])
    else:
        return False
    rows = Known.objects.filter(kind__in=_PAGES, target__in=[str(pk) for pk in bearers])
    return len(set(rows.values_list("target", flat=True))) < len(bearers)


def _where(kind: str, target: str) -> str:
    number = int(target.removeprefix(TAG))
    if kind == Kind.AUTHOR:
        return byline_path(standing.slug_of_byline(number))
    if target.startswith(TAG):
        return tag_path(standing.slug_of_tag(number))
    return section_path(standing.slug_of_section(number))


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
