"""How a file that cannot be read as a whole is refused: with a sentence of its format."""

from django.utils.translation import gettext

from colonnade.kit.refusals import Kind, Refusal


def marked(words: str) -> str:
    """Mark words for translation; Django's own marker would want its settings at import."""
    return words


def refused_file(words: str, line: int, /, **data: str | int) -> Refusal:
    """Return the Refusal of a whole file: `words` are marked ones, with places for `data`."""
    said = gettext(words)
    return Refusal("import_unreadable", Kind.INVALID, line=line, why=said % data if data else said)
