"""The articles' part of removing the sample, loaded by `project` where there are articles."""

from colonnade.articles import removing
from colonnade.flows.remove_sample import Part
from colonnade.search.actions import forget


def _count() -> dict[str, int]:
    found = removing.count_sample()
    return {"articles": found.articles, "pictures": found.pictures}


def _remove() -> None:
    removed = removing.remove_sample()
    forget(kind="article", subjects=removed.keys)


PART = Part(count=_count, remove=_remove)
