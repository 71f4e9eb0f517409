"""What a reader looks for, and how each database is asked for it."""

import re
from dataclasses import dataclass, field

from colonnade.search.folding import fold, is_spaceless, runs, words_in

_MOST_RUNS = 12
_QUOTES = re.compile('["“”„«»]')
_SHORTEST_OPEN = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Runs that must stand side by side; `is_open`: the last may go on."""

    runs: tuple[str, ...]
    is_open: bool = False

    @property
    def words(self) -> list[str]:
        """Return the words of the index, one after the other."""
        found = [word for run in self.runs for word in words_in(run)]
        # The last of the signs alone would say that the run ends here.
        return found[:-1] if is_spaceless(self.runs[-1]) and len(self.runs[-1]) > 1 else found

    @property
    def goes_on(self) -> bool:
        """Return whether longer words are found that begin with the last."""
        last = self.runs[-1]
        return len(last) == 1 if is_spaceless(last) else self.is_open


@dataclass(frozen=True, slots=True)
class Query:
    """All of these must stand in a text, and all of the marks on it."""

    phrases: tuple[Phrase, ...] = ()
    marks: tuple[Phrase, ...] = field(default=())


def parse(text: str) -> tuple[Phrase, ...]:
    """Return the phrases of what was typed: those in quotes, and every word outside of them.

    At most twelve words. The last word may go on, as it may not be typed to its end.
    """
    found: list[Phrase] = []
    for number, piece in enumerate(_QUOTES.split(text)):
        listed = tuple(run[0] for run in runs(fold(piece)))
        if number % 2 and listed:
            found.append(Phrase(listed))
        elif listed:
            found += [Phrase((run,)) for run in listed]
    found = _shortened(found)
    if found and not _QUOTES.search(text.rstrip()[-1:]):
        found[-1] = Phrase(found[-1].runs, is_open=len(found[-1].runs[-1]) >= _SHORTEST_OPEN)
    return tuple(found)


def _shortened(phrases: list[Phrase]) -> list[Phrase]:
    kept, left = [], _MOST_RUNS
    for phrase in phrases:
        if left > 0:
            kept.append(Phrase(phrase.runs[:left]))
            left -= len(phrase.runs)
    return kept


def as_sqlite(phrases: tuple[Phrase, ...]) -> str:
    """Return FTS5's own words for them; no word holds a quotation mark."""
    return " ".join(
        f'"{" ".join(phrase.words)}"{" *" if phrase.goes_on else ""}' for phrase in phrases
    )


def as_postgres(phrases: tuple[Phrase, ...]) -> str:
    """Return a tsquery for them; no word holds an apostrophe or a backslash."""
    parts = []
    for phrase in phrases:
        *words, last = (f"'{word}'" for word in phrase.words)
        parts.append(" <-> ".join([*words, f"{last}:*" if phrase.goes_on else last]))
    return " & ".join(f"({part})" for part in parts)
