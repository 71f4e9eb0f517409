"""The text of an article as its source keeps it, turned into the blocks of our newsroom."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from urllib.parse import urlsplit

from colonnade.articles.videos import video_at
from colonnade.kit.markup import Format
from colonnade.kit.markup.editorial import Piece, Player, Words, editorial_pieces
from colonnade.transfer.newspaper.shortcodes import Files, spell_out

Raw = dict[str, object]

_BLOCK_EDITOR = "<!-- wp:"
_FILES = (".mp4", ".webm", ".m4v", ".ogv", ".mov")
_WORDS = 300  # what the fields of a video hold
_ADDRESS = 2000
# "Somebody (source)": the line below a video that says whose it is.
_CREDIT = re.compile(
    r'<p>([^<]{0,300}?)[([]?\s*<a href="([^"]*)">\s*[([]?source[)\]]?\s*</a>\s*[)\]]?\.?</p>',
    re.IGNORECASE,
)


def blocks_of(
    text: str,
    *,
    format: Format,  # noqa: A002 - the product's word for it
    base: str,
    headline: str,
    typed: bool,
    files: Files,
) -> list[Raw]:
    """Return the blocks that say what `text` says.

    base: the address it stood at. typed: it is WordPress's own writing, in which line breaks
    count and words in square brackets stand for other things.
    """
    if format is Format.TEXT:
        text = "".join(f"<p>{_lines(part)}</p>" for part in re.split(r"\n\s*\n", text))
        typed = False
    elif typed:
        text = spell_out(text.replace("\r\n", "\n"), files=files)
        typed = _BLOCK_EDITOR not in text
    return list(_blocks(editorial_pieces(text, base=base, typed_lines=typed), headline))


def _lines(text: str) -> str:
    return escape(text.strip(), quote=False).replace("\n", "<br>")


def _blocks(pieces: Sequence[Piece], headline: str) -> Iterator[Raw]:
    words: list[str] = []
    waiting = list(reversed(pieces))
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, Words):
            words.append(piece.html)
        elif not _is_video(piece.url):
            words.append(_link(piece))
        else:
            if words:
                yield {"type": "text", "value": "".join(words)}
            words = []
            below = _credit(waiting[-1]) if waiting else None
            if below:
                waiting.pop()
            yield {"type": "video", "value": _video(piece, headline, below)}
    if words:
        yield {"type": "text", "value": "".join(words)}


def _credit(piece: Piece) -> re.Match[str] | None:
    return _CREDIT.fullmatch(piece.html) if isinstance(piece, Words) else None


def _is_video(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or len(url) > _ADDRESS:
        return False
    return bool(video_at(url).host) or parts.path.lower().endswith(_FILES)


def _link(piece: Player) -> str:
    words = escape(piece.title or piece.url, quote=False)
    if not piece.url.startswith(("https://", "http://")):
        return f"<p>{words}</p>"
    return f'<p><a href="{escape(piece.url)}">{words}</a></p>'


def _video(piece: Player, headline: str, below: re.Match[str] | None) -> Raw:
    return {
        "url": piece.url,
        "title": (piece.title or headline)[:_WORDS],
        "poster": None,
        "credit": unescape(below[1]).strip() if below else "",
        "credit_url": unescape(below[2]) if below else "",
    }
