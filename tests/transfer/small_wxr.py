"""A WordPress export as small or odd as a test wants it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old Harbor</title><link>https://old.example.org</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example.org</wp:base_site_url>
<wp:base_blog_url>https://old.example.org</wp:base_blog_url>
"""
STATES = {"visible": "1", "held": "0", "spam": "spam", "trash": "trash"}


@dataclass
class Said:
    """A comment of the export; `parent` is another one's number, 0 for none."""

    number: int
    text: str = "Something."
    parent: int = 0
    state: str = "visible"
    name: str = "Ada Quill"
    minute: int = 0


@dataclass
class Post:
    """An article of the export."""

    number: int
    comments: Sequence[Said] = field(default_factory=list)
    title: str = ""
    text: str = "<p>Once upon a time.</p>"


def write(path: Path, *posts: Post) -> Path:
    """Write an export of these posts."""
    path.write_text(HEAD + "".join(map(_post, posts)) + "</channel></rss>\n", encoding="utf-8")
    return path


def _post(post: Post) -> str:
    title = escape(post.title or f"Article {post.number}")
    return f"""<item><title>{title}</title><link>https://old.example.org/{post.number}/</link>
<dc:creator>ada</dc:creator><content:encoded><![CDATA[{post.text}]]></content:encoded>
<wp:post_id>{post.number}</wp:post_id><wp:post_date>2014-03-02 10:00:00</wp:post_date>
<wp:post_date_gmt>2014-03-02 10:00:00</wp:post_date_gmt><wp:comment_status>open</wp:comment_status>
<wp:post_name>article-{post.number}</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>{"".join(map(_comment, post.comments))}</item>
"""


def _comment(said: Said) -> str:
    hour, minute = divmod(said.minute, 60)
    return f"""<wp:comment><wp:comment_id>{said.number}</wp:comment_id>
<wp:comment_author><![CDATA[{said.name}]]></wp:comment_author>
<wp:comment_date>2014-03-03 {hour:02}:{minute:02}:00</wp:comment_date>
<wp:comment_date_gmt>2014-03-03 {hour:02}:{minute:02}:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{said.text}]]></wp:comment_content>
<wp:comment_approved>{STATES[said.state]}</wp:comment_approved><wp:comment_type></wp:comment_type>
<wp:comment_parent>{said.parent}</wp:comment_parent></wp:comment>
"""
