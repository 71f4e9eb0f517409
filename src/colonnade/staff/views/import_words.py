"""A run in the words of the owner's screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colonnade.flows.sentences import sentence_of
from colonnade.kit import clock
from colonnade.transfer.reading import RunInfo

FORMAT_WORDS = {
    "wordpress": gettext_lazy("A WordPress export (WXR, one .xml file)"),
    "page": gettext_lazy("A saved page: HTML, or the text of the page as you copied it"),
}
OUTCOME_WORDS = {
    "created": gettext_lazy("new"),
    "existing": gettext_lazy("there already"),
    "merged": gettext_lazy("joined"),
    "refused": gettext_lazy("refused"),
}
KIND_WORDS = {
    "article": gettext_lazy("Articles"),
    "page": gettext_lazy("Plain pages"),
    "comment": gettext_lazy("Comments"),
    "author": gettext_lazy("Bylines"),
    "category": gettext_lazy("Categories"),
    "tag": gettext_lazy("Tags"),
    "attachment": gettext_lazy("Addresses of files"),
    "other": gettext_lazy("Other things"),
}
FINDING_WORDS = {
    "letters": gettext_lazy("letters lost"),
    "mojibake": gettext_lazy("letters garbled"),
    "entities": gettext_lazy("signs written out twice"),
    "link_cut": gettext_lazy("an address cut off"),
    "link_gone": gettext_lazy("a link without its target"),
    "quotes": gettext_lazy("quotation marks that do not match"),
    "length": gettext_lazy("a text cut off"),
}
_STATES = {
    "asked": gettext_lazy("Waits for its turn."),
    "reading": gettext_lazy("The file is being read. Nothing of your site is touched."),
    "ready": gettext_lazy("Read. Nothing is written yet."),
    "writing": gettext_lazy("Being brought in. Readers see it when all of it is there."),
    "done": gettext_lazy("Brought in."),
    "failed": gettext_lazy("Not brought in."),
    "undoing": gettext_lazy("Being undone."),
    "undone": gettext_lazy("Undone: your site is as it was before."),
}
_BUSY = {"asked", "reading", "writing", "undoing"}
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class KindLine:
    """One line of the table: a kind of record, and how many came to which end."""

    kind: str
    words: str
    records: int
    outcomes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A run as the screens tell it."""

    run: RunInfo
    state: str
    lines: list[KindLine]
    sums: KindLine | None
    failure: str
    percent: int | None
    left: str

    @property
    def is_busy(self) -> bool:
        """Return whether something is going on that the page should follow."""
        return self.run.state in _BUSY

    @property
    def is_done(self) -> bool:
        """Return whether it stands in the site."""
        return self.run.state == "done" and not self.run.dry

    @property
    def may_go(self) -> bool:
        """Return whether it waits for the owner's word."""
        return self.run.state == "ready"


def told(run: RunInfo) -> Told:
    """Return a run in words."""
    lines = [_line(kind, run.counts[kind]) for kind in KIND_WORDS if kind in run.counts]
    whole = {
        name: sum(counts.get(name, 0) for counts in run.counts.values())
        for name in ("records", *OUTCOME_WORDS)
    }
    percent = min(100, 100 * run.done // run.total) if run.total else None
    return Told(
        run=run,
        state=str(_STATES[run.state]),
        lines=lines,
        sums=_line("", whole) if lines else None,
        failure=_failure(run),
        percent=percent if run.state in {"reading", "writing"} else None,
        left=_left(run) if run.state in {"reading", "writing"} else "",
    )


def _line(kind: str, counts: Mapping[str, int]) -> KindLine:
    words = str(KIND_WORDS[kind]) if kind else _("Together")
    return KindLine(
        kind, words, counts.get("records", 0), tuple(counts.get(name, 0) for name in OUTCOME_WORDS)
    )


def _failure(run: RunInfo) -> str:
    if not run.failure:
        return ""
    return sentence_of(run.failure["code"], run.failure.get("data", {}))


def _left(run: RunInfo) -> str:
    """Say how long it will take, once that can be said."""
    if run.step_began is None or not run.done or not run.total:
        return ""
    passed = clock.now() - run.step_began
    seconds = round((passed * (run.total - run.done) / run.done) / timedelta(seconds=1))
    if passed < timedelta(seconds=2) or seconds < 0:
        return ""
    if seconds < _MINUTE:
        return _("less than a minute left")
    if seconds < _HOUR:
        return _("about %(count)s minutes left") % {"count": round(seconds / _MINUTE)}
    return _("about %(count)s hours left") % {"count": round(seconds / _HOUR, 1)}
