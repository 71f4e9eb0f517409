"""A known discussion drawn in the manner of Drupal's themes."""

from html import escape

from tests.transfer.readers.saved_talk import ADDRESS, ARTICLE, TITLE, Said, nested, page


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
