"""The one way from what an editor wrote to the HTML that readers see.

Text is sanitized last; every other value is escaped by the template. What is stored is made
anew wherever `rendering_key` has changed: another version of this code, another language.
"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from babel.dates import format_date
from django.template import engines
from django.utils import translation
from wagtail.blocks import StreamValue, StructValue
from wagtail.rich_text import RichText, expand_db_html

from colonnade.articles.sizes import picture_info
from colonnade.articles.videos import video_at
from colonnade.kit.markup import sanitize_editorial

# Raised whenever the same body gives other HTML.
VERSION = 1
_WEB = ("https://", "http://")

Values = dict[str, object]


def rendering_key() -> str:
    """Return what a stored rendering depends on besides its body."""
    return f"{VERSION}:{translation.get_language() or 'en'}"


def stored_html(body: StreamValue) -> str:
    """Return the HTML of a body, safe to be joined into a page."""
    template = engines["jinja2"].get_template("articles/body.html")
    return str(template.render({"blocks": list(_blocks(body))}))


def frame_hosts(body: StreamValue) -> set[str]:
    """Return the hosts that a page may load frames or videos from, after the reader's click."""
    found = {
        video_at(web_address(block.value["url"])).host
        for block in body
        if block.block_type == "video"
    }
    return found - {""}


def text_html(source: str) -> str:
    """Return safe HTML of rich text, its links to our own pages resolved."""
    return sanitize_editorial(expand_db_html(source))


def web_address(url: str | None) -> str:
    """Return the address if it is the web's, else ''."""
    return url if url and url.lower().startswith(_WEB) else ""


def _blocks(body: StreamValue) -> Iterator[dict[str, object]]:
    for block in body:
        yield {"kind": block.block_type, **_READ[block.block_type](block.value)}


def _text(value: RichText) -> Values:
    return {"html": text_html(value.source)}


def _picture(value: StructValue) -> Values:
    return {"picture": picture_info(value["picture"]), "caption": value["caption"]}


def _group(value: StructValue) -> Values:
    return {"lead_in": value["lead_in"], "pictures": [_picture(one) for one in value["pictures"]]}


def _quotation(value: StructValue) -> Values:
    return {**value, "url": web_address(value["url"])}


def _video(value: StructValue) -> Values:
    url = web_address(value["url"])
    video = video_at(url)
    return {
        **value,
        "url": url,
        "video": video,
        "host": video.host or urlsplit(url).netloc,
        "poster": picture_info(value["poster"]),
        "credit_url": web_address(value["credit_url"]),
    }


def _sources(value: StructValue) -> Values:
    return {"sources": [_source(one) for one in value["sources"]]}


def _source(value: StructValue) -> Values:
    date = value["date"]
    return {
        **value,
        "url": web_address(value["url"]),
        "date": date.isoformat() if date else "",
        "words": format_date(date, "long", locale=_language()) if date else "",
    }


_READ: dict[str, Callable[[StructValue], Values]] = {
    "text": _text,
    "picture": _picture,
    "group": _group,
    "quotation": _quotation,
    "video": _video,
    "sources": _sources,
}


def _language() -> str:
    """Return the language in which dates are written: in English the day first, as elsewhere."""
    language = (translation.get_language() or "en").replace("-", "_")
    return "en_150" if language == "en" else language
