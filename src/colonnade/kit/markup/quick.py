"""Markdown as most people write it: paragraphs, line breaks, *emphasis* and **strong** words.

Most comments hold no other mark. They need no parser: each line is told by one expression, in
which every mark can be read in one way alone, and written as the parser and `arrange` would.
A test compares the two over texts of every kind; what is not surely the same is left to them.
"""

import re

LENGTH = 2000  # so that it is never too wild: no mark here costs more than three units

# Neither "*" nor what begins a link, a picture, code, a tag or an entity ("_": see below).
_PLAIN = r"[\w .,;:?!'\"()%+=/@#$\u2013\u2014\u2026\u2018\u2019\u201c\u201d\u201e\xab\xbb-]"
_MARKED = rf"\w(?:{_PLAIN}*\w)?"
# A mark opens behind a space or "(", and closes before a space or the end of a clause.
_EMPHASIS = rf"(?<![^\s(])(?:\*\*{_MARKED}\*\*|\*{_MARKED}\*)(?=[\s.,;:?!)]|\Z)"
# A line that cannot be an item of a list, a heading, a rule or the underline of a heading.
_LINE = (
    r"(?=[\w\"'(\u2018\u201c\u201e\xab*])(?![0-9]{1,9}[.)])"
    rf"(?:{_PLAIN}++|{_EMPHASIS})++(?<! )"
)
_TEXT = re.compile(rf"\n*+{_LINE}(?:\n++{_LINE})*+\n*+")
_BETWEEN = re.compile(r"\n\n+")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EM = re.compile(r"\*([^*]+)\*")


def quick_html(source: str) -> str | None:
    """Return what `commonmark_to_html` makes of `source`; None where only that can tell."""
    if len(source) > LENGTH or "_" in source or "://" in source or not _TEXT.fullmatch(source):
        return None
    text = source.strip("\n")
    if "*" in text:
        text = _EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
    parts = [part.replace("\n", "<br>\n") for part in _BETWEEN.split(text)]
    return "".join(f'<p dir="auto">{part}</p>\n' for part in parts)
