"""How a comment's author is named in plain text."""

from django.utils.translation import gettext as _

from colonnade.discussion.reading import Row


def author_words(row: Row) -> str:
    """Return "NAME", or "NAME, reply to OTHER", with a guest's mark."""
    words = named(row)
    if row.parent_author is None or not row.parent_author.name:
        return words
    return _("%(name)s, reply to %(other)s") % {"name": words, "other": row.parent_author.name}


def named(row: Row) -> str:
    """Return the author's name, with a guest's mark; "" where nobody is named."""
    if row.author is None:
        return ""
    if row.author.kind == "unknown":
        return _("Author unknown")
    if row.author.kind == "guest" and row.kind != "ping":
        return _("%(name)s (not verified)") % {"name": row.author.name}
    return row.author.name
