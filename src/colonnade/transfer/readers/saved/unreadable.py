"""Why a saved page cannot be taken in: one short sentence each, with what to do about it."""

from django.utils.translation import gettext

from colonnade.kit.refusals import Kind, Refusal


def _(words: str) -> str:
    """Mark words for translation; Django's own marker would want its settings at import."""
    return words


WHY = {
    "empty": _("The file is empty. Please save the page again."),
    "packed": _("The file is packed (zip, gzip or the like). Please unpack it first."),
    "large": _(
        "The page is larger than %(most)s MiB. Please save it as HTML alone, without its pictures."
    ),
    "elements": _(
        "The page holds more than %(most)s elements. Please save the pages of the discussion one by"
        " one."
    ),
    "archive": _("This web archive (MHTML) holds no HTML page. Please save the page as HTML."),
    "no_comments": _(
        "No comments were recognised on this page. If it shows some, please copy all of its text"
        " into a text file and bring that in."
    ),
}


def unreadable(why: str, /, **data: str | int) -> Refusal:
    """Return the Refusal of a whole page: `why` is a code of WHY."""
    words = gettext(WHY[why])
    return Refusal("import_unreadable", Kind.INVALID, line=1, why=words % data if data else words)
