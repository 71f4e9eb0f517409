"""How a comment looks: the one fragment that page, feed, API and live view share."""

from django.template import engines

from colonnade.discussion.rows import Row
from colonnade.kit.markup.excerpt import excerpt as excerpt_of
from colonnade.sites.reading import SiteInfo

__all__ = ["comment_html", "excerpt_of"]


def comment_html(row: Row, site: SiteInfo) -> str:
    """Return the fragment that stands for a comment on every page of the site."""
    template = engines["jinja2"].get_template("discussion/fragment.html")
    return str(template.render({"row": row, "site": site}))
