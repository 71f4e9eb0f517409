"""Words as both databases compare them: without case, accents and other marks."""

import unicodedata


def fold(text: str) -> str:
    """Return the text for index and query alike, so that both databases answer the same."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
