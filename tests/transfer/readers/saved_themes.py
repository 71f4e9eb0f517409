"""A known discussion drawn in the manner of many themes: what a reader must find again."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from tests.transfer.readers.saved_drupal import bartik, drupal8, garland, garland_by
from tests.transfer.readers.saved_talk import (
    ADDRESS,
    ARTICLE,
    TITLE,
    ZONE,
    Said,
    nested,
    page,
    talk,
)

Theme = Callable[[list[Said]], str]
__all__ = ["ADDRESS", "ARTICLE", "THEMES", "TITLE", "ZONE", "Said", "expected", "talk"]


def wordpress_name(one: Said) -> str:
    name = escape(one.name)
    return (
        f'<a href="{one.website}" rel="external nofollow ugc" class="url">{name}</a>'
        if one.website
        else name
    )


def twentyten(said: list[Said]) -> str:
    def one(item: Said, inner: str, depth: int) -> str:
        user = "byuser comment-author-x" if item.account else ""
        return (
            f'<li class="comment {user} even depth-{depth} parent" id="li-comment-{item.key}">'
            f'<div id="comment-{item.key}">'
            '<div class="comment-author vcard"><img alt="" src="a.jpg" class="avatar"><cite '
            f'class="fn">{wordpress_name(item)}</cite> '
            '<span class="says">says:</span></div><div class="comment-meta commentmetadata"><a '
            f'href="{ADDRESS}#comment-{item.key}">'
            f"{item.created:%B} {item.created.day}, {item.created:%Y at %I:%M %p}</a> <a "
            "class=comment-edit-link href=e>(Edit)</a></div>"
            f'<div class="comment-body">{item.text}</div><div class="reply"><a '
            f'class="comment-reply-link" href="?replytocom={item.key}'
            f'#respond">Reply</a></div></div>{inner}</li>'
        )

    return wordpress(
        f'<ol class="commentlist">{nested(said, one, "<ul class=children>%s</ul>")}</ol>'
    )


def wordpress(comments: str, lang: str = "en-US") -> str:
    return page(
        '<div id="content"><div id="post-5" class="post-5 post hentry"><h1 class="entry-title">'
        f'{TITLE}</h1><div class="entry-meta">'
        '<a href="x"><time class="entry-date published" datetime="2016-02-04T09:00:00+01:00">'
        "February 4, 2016</time></a> by <span "
        'class="author vcard"><a class="url fn n" href="/author/ed/">Ed Itor</a></span></div>'
        f'<div class="entry-content">{ARTICLE}'
        '<div class="sharedaddy">Share this: Twitter</div></div></div><div id="comments" '
        'class="comments-area">'
        f'<h2 class="comments-title">Some thoughts on “{TITLE}”</h2>{comments}<div id="respond" '
        'class="comment-respond"><h3 id='
        '"reply-title">Leave a Reply</h3><p class="must-log-in">You must be <a '
        'href="/wp-login.php">logged in</a> to post a comment.'
        "</p></div></div></div>",
        lang=lang,
    )


def twentyfifteen(said: list[Said]) -> str:
    def one(item: Said, inner: str, depth: int) -> str:
        user = "byuser comment-author-x bypostauthor" if item.account else ""
        return (
            f'<li id="comment-{item.key}" class="comment {user} depth-{depth}">\n<article '
            f'id="div-comment-{item.key}" class="comment-body">'
            '<footer class="comment-meta"><div class="comment-author vcard"><img class="avatar">'
            f'<b class="fn">{wordpress_name(item)}</b>'
            '<span class="says">says:</span></div><div class="comment-metadata"><a '
            f'href="{ADDRESS}#comment-{item.key}"><time datetime="'
            f'{item.created.isoformat()}">{item.created:%B %d}, {item.created:%Y}</time></a></div>'
            '</footer><div class="comment-content">'
            f'{item.text}</div><div class="reply"><a rel="nofollow" class="comment-reply-link">'
            f"Reply</a></div></article>{inner}</li>"
        )

    return wordpress(
        f'<ol class="comment-list">{nested(said, one, "<ol class=children>%s</ol>")}</ol>'
    )


def walker(said: list[Said]) -> str:
    """WordPress's own drawing: no element holds the text alone."""

    def one(item: Said, inner: str, depth: int) -> str:
        user = "byuser" if item.account else ""
        return (
            f'<li class="comment {user} depth-{depth}" id="comment-{item.key}"><div '
            f'id="div-comment-{item.key}" class="comment-body">'
            '<div class="comment-author vcard"><img class="avatar"><cite class="fn">'
            f'{wordpress_name(item)}</cite> <span class="says">'
            'schreibt:</span></div><div class="comment-meta commentmetadata"><a '
            f'href="#comment-{item.key}">{item.created.day}. '
            f"{MONTHS_DE[item.created.month - 1]} {item.created:%Y um %H:%M} Uhr</a></div>"
            f"{item.text}\n<div class=reply><a>Antworten</a>"
            f"</div></div>{inner}</li>"
        )

    return wordpress(
        f'<ol class="commentlist">{nested(said, one, "<ul class=children>%s</ul>")}</ol>',
        lang="de-DE",
    )


MONTHS_DE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def kubrick(said: list[Said]) -> str:
    """Flat, as old as WordPress 1.5: names, a line with the date, paragraphs."""

    def one(item: Said) -> str:
        return (
            f'<li class="alt" id="comment-{item.key}"><cite>{wordpress_name(item)}</cite> Says: '
            '<br>\n<small class="commentmetadata">'
            f'<a href="#comment-{item.key}" title="">{item.created:%B} {item.created.day}th, '
            f"{item.created:%Y at %I:%M %p}</a> </small>\n"
            f"{item.text}\n</li>"
        )

    return wordpress(
        f"<h3 id=comments>Responses</h3><ol class=commentlist>{''.join(map(one, said))}</ol>"
    )


def blocks(said: list[Said]) -> str:
    def one(item: Said, inner: str, depth: int) -> str:
        user = "byuser" if item.account else ""
        return (
            f'<li id="comment-{item.key}" class="comment {user} depth-{depth}"><div '
            'class="wp-block-columns"><div class="wp-block-column">'
            '<img class="avatar wp-block-avatar__image"></div><div><div '
            f'class="wp-block-comment-author-name">{wordpress_name(item)}</div>'
            f'<div class="wp-block-comment-date"><time datetime="{item.created.isoformat()}"><a '
            f'href="#comment-{item.key}">4. Feb.</a></time>'
            f'</div><div class="wp-block-comment-content">{item.text}</div><div '
            'class="wp-block-comment-reply-link"><a>Reply</a></div></div>'
            f"</div>{inner}</li>"
        )

    return wordpress(
        f'<ol class="wp-block-comment-template">{nested(said, one, "<ol>%s</ol>")}</ol>'
    )


def microformats(said: list[Said]) -> str:
    def one(item: Said) -> str:
        answer = (
            f'<a class="u-in-reply-to" href="{ADDRESS}#c{item.parent}">in reply to</a>'
            if item.parent
            else ""
        )
        link = f'href="{item.website}"' if item.website else ""
        return (
            f'<div class="p-comment h-cite" id="comment-{item.key}"><a class="p-author h-card" '
            f'{link}>{escape(item.name)}</a> <a class="u-url" '
            f'href="{ADDRESS}#c{item.key}"><time class="dt-published" '
            f'datetime="{item.created.isoformat()}">then</time></a>{answer}<div '
            f'class="e-content">{item.text}</div></div>'
        )

    return page(
        f'<div class="h-entry"><h1 class="p-name">{TITLE}</h1><a class="p-author h-card" href="/">'
        'Ed Itor</a><time class="dt-published" '
        f'datetime="2016-02-04T09:00:00+01:00">4 Feb</time><div class="e-content">{ARTICLE}</div>'
        '<div id="responses">'
        f"{''.join(map(one, said))}</div></div>"
    )


def microdata(said: list[Said]) -> str:
    def one(item: Said, inner: str, depth: int) -> str:
        link = f'<link itemprop="url" href="{item.website}">' if item.website else ""
        return (
            '<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" '
            f'data-comment-id="{item.key}"><span itemprop="author" '
            f'itemscope itemtype="https://schema.org/Person">{link}<span itemprop="name">'
            f"{escape(item.name)}</span></span> <meta itemprop="
            f'"dateCreated" content="{item.created.isoformat()}"> · 3 years ago<div '
            f'itemprop="text">{item.text}</div><button>Like</button>'
            f"{inner}</div>"
        )

    return page(
        '<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">'
        f'{TITLE}</h1><div itemprop="articleBody">'
        f'{ARTICLE}</div><section id="comments">{nested(said, one, "<div class=replies>%s</div>")}'
        "</section></article>"
    )


def bare(said: list[Said]) -> str:
    """No classes at all: anchors, bold names, rules between."""
    rows = "".join(
        f'<a name="comment-{item.key}"></a><p><b>{escape(item.name)}</b> wrote on '
        f"{item.created:%d %b %Y %H:%M}:</p>\n{item.text}\n<hr>\n"
        for item in said
    )
    return page(f"<h1>{TITLE}</h1>{ARTICLE}<h2>Comments</h2><div>{rows}<form><input></form></div>")


FLAT = {"kubrick", "bare"}
UNTITLED = {
    "twentyten",
    "twentyfifteen",
    "walker",
    "kubrick",
    "blocks",
    "microformats",
    "microdata",
    "bare",
}
NO_ACCOUNTS = {"kubrick", "microformats", "microdata", "bare"}
NO_SITES = {"bare", "microdata"}
THEMES: dict[str, Theme] = {
    draw.__name__: draw
    for draw in (
        garland,
        garland_by,
        bartik,
        drupal8,
        twentyten,
        twentyfifteen,
        walker,
        kubrick,
        blocks,
        microformats,
        microdata,
        bare,
    )
}


def expected(theme: str, said: list[Said]) -> list[Said]:
    """What that theme shows of the discussion."""
    return [
        replace(
            one,
            parent="" if theme in FLAT else one.parent,
            title="" if theme in UNTITLED else one.title,
            account=one.account and theme not in NO_ACCOUNTS,
            website="" if theme in NO_SITES else one.website,
        )
        for one in said
    ]
