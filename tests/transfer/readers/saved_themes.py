"""A known discussion drawn in the manner of many themes: what a reader must find again."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

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


def drupal_name(one: Said) -> str:
    name = escape(one.name)
    if one.account:
        return (
            f'<a href="/user/{len(one.name)}" title="View user profile." class="username">'
            f"{name}</a>"
        )
    if one.website:
        return f'<a href="{one.website}" rel="nofollow" class="username">{name}</a> (not verified)'
    return f'<span class="username">{name} (not verified)</span>'


def garland(said: list[Said], *, submitted: str = "{when} — {name}", classed: bool = True) -> str:
    """Drupal 5 and 6: an empty anchor, a div, and div.indented behind it."""

    def one(item: Said, inner: str, depth: int) -> str:
        name = drupal_name(item)
        name = (
            name
            if classed
            else name.replace(' class="username"', "").replace("<span>", "").replace("</span>", "")
        )
        line = submitted.format(when=f"{item.created:%a, %m/%d/%Y - %H:%M}", name=name)
        return (
            f'<a id="comment-{item.key}"></a>\n<div class="comment odd"><div class="clear-block">\n'
            f'<span class="submitted">{line}</span> <span class="new">new</span>\n'
            f'<div class="picture"><img src="x_files/a.png" alt="{escape(item.name)}&#039;s '
            'picture"></div>'
            f'<h3><a href="{ADDRESS}#comment-{item.key}" class="active">{item.title}</a></h3>\n'
            f'<div class="content">\n{item.text}\n</div></div>\n<div class="links"><ul '
            'class="links">'
            f'<li class="comment_reply"><a href="/comment/reply/1/{item.key}">reply</a></li></ul>'
            f"</div></div>\n{inner}"
        )

    return page(
        f'<div class="node" id="node-1"><h2>{TITLE}</h2><span class="submitted">Thu, 02/04/2016 - '
        "09:00 — "
        '<a href="/user/1" title="View user profile.">editor</a></span><div class="content '
        f'clear-block">{ARTICLE}'
        '</div><div class="links"><ul class="links inline"><li><a href="/user/login">Login</a> or '
        '<a href="/user/register">register</a> to post comments</li></ul></div></div>'
        '<div id="comments"><form class="comment-controls"><div>Comment viewing options<select>'
        "<option>Flat list"
        '</option></select>Select your preferred way to display the comments and click "Save '
        'settings" to '
        f"activate your changes.</div></form>{nested(said, one, '<div class=indented>%s</div>')}"
        "</div>",
        head="<script>Drupal.settings={}</script>",
    )


def garland_by(said: list[Said]) -> str:
    return garland(said, submitted="Submitted by {name} on {when}.", classed=False)


def bartik(said: list[Said]) -> str:
    """Drupal 7 with RDFa; the date only for machines, and for people."""

    def one(item: Said, inner: str, depth: int) -> str:
        up = item.parent or "0"
        about = f'about="/user/{len(item.name)}" ' if item.account else ""
        mark = "" if item.account else " (not verified)"
        tag, link = ("a", f'href="{item.website}" rel="nofollow"') if item.website else ("span", "")
        name = (
            f'<{tag} {link} class="username" {about}typeof="sioc:UserAccount" '
            f'property="foaf:name">{escape(item.name)}</{tag}>{mark}'
        )
        kind = "" if item.account else "comment-by-anonymous"
        return (
            f'<a id="comment-{item.key}"></a>\n<div class="comment {kind} clearfix" '
            f'about="/comment/{item.key}#comment-{item.key}"'
            ' typeof="sioc:Post sioct:Comment"><div class="attribution"><div '
            'class="user-picture"></div><div class="submitted">'
            f'<p class="commenter-name"><span rel="sioc:has_creator">{name}</span></p><p '
            'class="comment-time">'
            f'<span property="dc:date dc:created" content="{item.created.isoformat()}" '
            'datatype="xsd:dateTime">'
            f'{item.created:%a, %m/%d/%Y - %H:%M}</span></p><p class="comment-permalink"><a '
            'class="permalink" '
            f'href="/comment/{item.key}#comment-{item.key}">Permalink</a></p></div></div><div '
            'class="comment-text">'
            '<div class="comment-arrow"></div><h3 property="dc:title"><a '
            f'href="/comment/{item.key}#comment-{item.key}" '
            f'class="permalink">{item.title}</a></h3><div class="content"><span '
            f'rel="sioc:reply_of" resource="{ADDRESS}" '
            'class="rdf-meta element-hidden"></span><span rel="sioc:reply_of" '
            f'resource="/comment/{up}#comment-{up}" class="rdf-meta '
            'element-hidden"></span><div class="field field-name-comment-body"><div '
            'class="field-items"><div class="field-item even" '
            f'property="content:encoded">{item.text}</div></div></div></div><ul class="links '
            'inline"><li class="comment-reply">'
            f'<a href="/comment/reply/1/{item.key}">reply</a></li></ul></div></div>\n{inner}'
        )

    return page(
        f'<h1 class="title" id="page-title">{TITLE}</h1><div id="node-1" class="node"><div '
        'class="meta submitted">Submitted by '
        '<span class="username">editor</span> on Thu, 02/04/2016 - 09:00</div><div '
        'class="content"><div class="field '
        'field-name-body"><div class="field-items"><div class="field-item even" '
        f'property="content:encoded">{ARTICLE}</div></div>'
        "</div></div></div><div id=comments class=comment-wrapper><h2 class=title>Comments</h2>"
        f"{nested(said, one, '<div class=indented>%s</div>')}</div>",
        head='<meta name="Generator" content="Drupal 7 (http://drupal.org)">',
    )


def drupal8(said: list[Said]) -> str:
    """Drupal 8 to 11, flat on the page: who is answered stands in a hidden line."""
    names = {one.key: one for one in said}

    def one(item: Said) -> str:
        up = names.get(item.parent)
        answer = (
            f'<p class="visually-hidden">In reply to <a href="/comment/{up.key}#comment-{up.key}" '
            f'class="permalink">{up.title}</a>'
            f" by <span>{escape(up.name)}</span></p>"
            if up
            else ""
        )
        user = "1" if item.account else "0"
        by = "" if item.account else "by-anonymous"
        return (
            f'<article data-comment-user-id="{user}" id="comment-{item.key}" class="comment '
            f'js-comment {by}"><mark class="hidden" '
            'data-comment-timestamp="1454584200"></mark><footer class="comment__meta"><p '
            f'class="comment__author">{drupal_name(item)}</p>'
            f'<p class="comment__time">{item.created:%a, %d/%m/%Y - %H:%M}</p><p '
            f'class="comment__permalink"><a href="/comment/{item.key}'
            f'#comment-{item.key}">Permalink</a></p>{answer}</footer><div '
            f'class="comment__content"><h3><a href="/comment/{item.key}'
            f'#comment-{item.key}" class="permalink">{item.title}</a></h3><div '
            'class="text-formatted field field--name-comment-body">'
            f'{item.text}</div><ul class="links inline"><li><a href="/user/login">Log in</a> to '
            "post comments</li></ul></div></article>"
        )

    return page(
        f'<main><h1><span>{TITLE}</span></h1><article class="node"><div class="node__meta">By '
        "editor, 4 February 2016</div><div class="
        f'"node__content"><div class="field--name-body">{ARTICLE}</div></div></article><section '
        'class="comments"><h2>Comments</h2>'
        f"{''.join(map(one, said))}</section></main>",
        head='<meta name="generator" content="Drupal 9">',
        lang="en-GB",
    )


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
    changes: dict[str, object] = {}
    if theme in FLAT:
        changes["parent"] = ""
    if theme in UNTITLED:
        changes["title"] = ""
    if theme in NO_ACCOUNTS:
        changes["account"] = False
    if theme in NO_SITES:
        changes["website"] = ""
    return [replace(one, **changes) for one in said]
