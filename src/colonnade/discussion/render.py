"""How a comment looks: the one fragment that page, feed, API and live view share."""

from django.template import engines

from colonnade.discussion.rows import Row
from colonnade.kit.markup import plain
from colonnade.sites.reading import SiteInfo

_EXCERPT = 160


def excerpt_of(html: str) -> str:
    """Return the first words of a rendered comment as one line of plain text."""
    line = " ".join(plain(html).split())
    if len(line) <= _EXCERPT:
        return line
    return line[: _EXCERPT - 1].rsplit(" ", 1)[0] + "…"


def comment_html(row: Row, site: SiteInfo) -> str:
    """Return the fragment that stands for a comment on every page of the site."""
    template = engines["jinja2"].get_template("discussion/fragment.html")
    return str(template.render({"row": row, "site": site}))
