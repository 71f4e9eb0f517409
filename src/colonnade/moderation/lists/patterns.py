"""Patterns that run in linear time, whatever is written in them or in a text: RE2."""

from collections.abc import Sequence

import re2

from colonnade.kit.refusals import Kind, Refusal

# Bytes that a list's patterns, compiled together, may take.
_MEMORY = 64 << 20


def check_pattern(pattern: str, *, line: int) -> None:
    """Raise Refusal pattern_refused where RE2 cannot read a pattern, pattern_finds_all where it
    finds something in an empty text.
    """
    try:
        found = re2.compile(pattern, _options()).search("")
    except re2.error as error:
        raise Refusal("pattern_refused", Kind.INVALID, line=line, why=_why(error)) from error
    if found is not None:
        raise Refusal("pattern_finds_all", Kind.INVALID, line=line)


class PatternSet:
    """Many patterns, looked for in one pass; case does not count."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)
        whole = "|".join(f"(?:{pattern})" for pattern in self._patterns)
        self._whole = re2.compile(whole, _options()) if whole else None

    def find(self, text: str) -> str:
        """Return a pattern that finds something in a text (see `words.seen`), "" for none."""
        if self._whole is None or self._whole.search(text) is None:
            return ""
        # Rarely so far: which one it was.
        for pattern in self._patterns:
            if re2.compile(pattern, _options()).search(text) is not None:
                return pattern
        return ""


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MEMORY
    return options


def _why(error: re2.error) -> str:
    said = error.args[0] if error.args else ""
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
