"""Find exact quotes of texts that are erased, and a name where others speak to it: pure text.

What is found: quoted lines (`> `, or `<blockquote>`) that stand in one of the erased texts as they
are, spaces aside; the name behind an `@`, and in quoted lines or the line that leads to them.
What is not: a quote in other words, without marks, or from another discussion.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape

from colonnade.kit.markup import Format

# Shorter ones may be anybody's; they go with the quoted lines beside them.
_LEAST = 12
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_BLOCK = re.compile(r"(<blockquote\b[^>]*>)(.*?)(</blockquote>)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"\n|</?(?:p|div|br|li|blockquote)\b[^>]*>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


class Eraser:
    """Takes `texts` and `names` out of what others wrote; `gone` and `nobody` stand there then."""

    def __init__(
        self, *, texts: Iterable[str] = (), names: Iterable[str] = (), gone: str, nobody: str
    ) -> None:
        self._texts = "\0".join(filter(None, map(_own_words, texts)))
        found = sorted({name for name in names if name}, key=len, reverse=True)
        either = "|".join(map(re.escape, found))
        self._name = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if found else None
        self._called = re.compile(rf"(?<!\w)@(?:{either})(?!\w)", re.IGNORECASE) if found else None
        self._gone, self._nobody = gone, nobody

    def reworded(self, source: str, form: str) -> str:
        """Return what somebody else wrote without them; as it is where there is none."""
        found = self._in_html(source) if form == Format.HTML else self._in_lines(source)
        return self._called.sub(f"@{self._nobody}", found) if self._called else found

    def without_names(self, words: str) -> str:
        """Return words about her without her name."""
        return self._name.sub(self._nobody, words) if self._name else words

    def _in_html(self, source: str) -> str:
        def checked(found: re.Match[str]) -> str:
            opens, inner, closes = found.groups()
            words = _collapsed(unescape(_TAG.sub(" ", inner)))
            if self._is_hers(words):
                return f"{opens}<p>{escape(self._gone)}</p>{closes}"
            return f"{opens}{self.without_names(inner)}{closes}"

        parts, end = list[str](), 0
        for block in _BLOCK.finditer(source):
            parts += [self._led(source[end : block.start()]), checked(block)]
            end = block.end()
        return "".join([*parts, source[end:]])

    def _led(self, before: str) -> str:
        """Return what stands before a quotation; a line with a colon at its end leads to it."""
        words = _TAG.sub(lambda tag: " " * len(tag[0]), before).rstrip()
        if not words.endswith(":"):
            return before
        start = max((one.end() for one in _BREAK.finditer(before, 0, len(words))), default=0)
        return before[:start] + self.without_names(before[start:])

    def _in_lines(self, source: str) -> str:
        lines = source.split("\n")
        return "\n".join(
            line for run, is_quote in _runs(lines) for line in self._in_run(run, is_quote)
        )

    def _in_run(self, run: Sequence[str], is_quote: bool) -> Iterator[str]:  # noqa: FBT001
        if not is_quote:
            *before, last = run
            # "She wrote:" over a quotation.
            yield from before
            yield self.without_names(last) if last.rstrip().endswith(":") else last
            return
        words = [_collapsed(_QUOTED.sub("", line)) for line in run]
        is_any = any(map(self._is_hers, words))
        was_hers = False
        for line, said in zip(run, words, strict=True):
            hers = self._is_hers(said) or (is_any and bool(said) and said in self._texts)
            if hers and not was_hers:
                mark = _QUOTED.match(line)
                yield f"{mark[0] if mark else '> '}{self._gone}"
            elif not hers:
                yield self.without_names(line)
            was_hers = hers

    def _is_hers(self, words: str) -> bool:
        return len(words) >= _LEAST and words in self._texts


def _runs(lines: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield lines that belong together, and whether they are quoted.

    What follows a quoted line without an empty one belongs to the quotation, as in Markdown.
    """
    run: list[str] = []
    was_quote = False
    for line in lines:
        is_quote = bool(_QUOTED.match(line)) or (was_quote and bool(line.strip()))
        if run and is_quote != was_quote:
            yield run, was_quote
            run = []
        run.append(line)
        was_quote = is_quote
    if run:
        yield run, was_quote


def _own_words(source: str) -> str:
    """Return what she wrote herself: what she quoted is somebody else's."""
    lines = (line for line in source.split("\n") if not _QUOTED.match(line))
    return _collapsed("\n".join(lines))


def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
