"""The beginning of a text, as one line."""

from colonnade.kit.markup.plain import plain

LENGTH = 160


def excerpt(html: str) -> str:
    """Return the first words of rendered HTML as one line of plain text."""
    line = " ".join(plain(html).split())
    if len(line) <= LENGTH:
        return line
    return line[: LENGTH - 1].rsplit(" ", 1)[0] + "…"
