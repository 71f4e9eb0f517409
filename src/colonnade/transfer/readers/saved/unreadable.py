"""Why a saved page cannot be taken in: one short sentence each, with what to do about it."""

from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers.refusing import marked as _
from colonnade.transfer.readers.refusing import refused_file

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
    return refused_file(WHY[why], 1, **data)
