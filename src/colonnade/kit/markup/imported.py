"""HTML from elsewhere: old comments as other systems kept them."""

import re

from colonnade.kit.markup.arrange import arrange
from colonnade.kit.markup.clean import filter_foreign, pieces
from colonnade.kit.markup.wild import check_html

_LAID_OUT = re.compile(r"<(?:p|br|div)[\s/>]", re.IGNORECASE)


def imported_to_html(source: str) -> str:
    """Return `source` filtered and arranged; raise TooWild where it is nested too deeply.

    Many systems keep a comment without paragraphs and add them when they show it. So where there
    is no p, br or div, the line breaks of loose text count.
    """
    check_html(source)
    incoming = pieces(filter_foreign(source))
    return arrange(incoming, typed_lines=not _LAID_OUT.search(source), typed_links=True)
