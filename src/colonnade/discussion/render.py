"""How a comment looks: the one fragment that page, feed, API and live view share."""

from collections.abc import Callable, Mapping

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from colonnade.discussion import fragment
from colonnade.discussion.fragment import Pen, pen_of
from colonnade.discussion.values import Author, Page, Row
from colonnade.discussion.viewing import Viewing
from colonnade.kit.markup.excerpt import excerpt as excerpt_of
from colonnade.sites.reading import SiteInfo

__all__ = ["PIECES", "comment_html", "excerpt_of"]


def comment_html(row: Row, site: SiteInfo) -> str:
    """Return the fragment that stands for a comment on every page of the site."""
    return pen_of(site).comment(row, here=True)


@pass_context
def _comments(context: Context, page: Page, *, viewing: Viewing, closed: bool) -> Markup:
    """Return all comments of a page of a discussion."""
    write = pen_of(context["site"]).comment
    there = {row.id for row in page.rows}
    flat, folded = viewing.view == "flat", viewing.fold == "collapsed"
    written = (
        write(row, here=row.parent in there, flat=flat, folded=folded, closed=closed)
        for row in page.rows
    )
    return Markup("\n\n".join(written))  # noqa: S704 - safe HTML


def _piece(write: Callable[..., str]) -> Callable[..., Markup]:
    """Return a method of the pen as templates call it: for the site of their page."""

    @pass_context
    def piece(context: Context, *about: object, **layout: object) -> Markup:
        return Markup(write(pen_of(context["site"]), *about, **layout))  # noqa: S704 - safe HTML

    return piece


def _portrait(author: Author | None, size: int = 48) -> Markup:
    return Markup(fragment.portrait(author, size))  # noqa: S704 - safe HTML


# What templates of any page may call, by name: a comment whole, or a piece of it.
PIECES: Mapping[str, Callable[..., Markup]] = {
    "comments_of": _comments,
    "whole_comment": _piece(Pen.comment),
    "byline": _piece(Pen.byline),
    "writer": _piece(Pen.writer),
    "moment_of": _piece(Pen.when),
    "answered": _piece(Pen.answered),
    "portrait": _portrait,
}
