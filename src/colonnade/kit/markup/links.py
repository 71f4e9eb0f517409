"""Addresses typed without any mark: where they begin and end, and the links they become."""

import re
from collections.abc import Iterator
from html import escape
from itertools import islice

from colonnade.kit.markup.clean import REL
from colonnade.kit.markup.hosts import HOST_LENGTH, host_note, is_link, shown
from colonnade.kit.markup.wild import LINKS

TRAILING = ".,:;!?'\u2019\u201d\xbb\u2026"
_BARE_START = re.compile(r"(?<![A-Za-z0-9])https?://", re.IGNORECASE)
_STOPS = (
    r"\s<>\"`\\\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
    "\u3001\u3002\u3008-\u3011\uff01\uff0c\uff1a\uff1b\uff1f"
)
_BARE_HOST = re.compile(rf"(?:\[[0-9a-fA-F:.]+\]|[^{_STOPS}!#-,/:;=?@\[\]^{{|}}~]+)(?::\d+)?")
_BARE_USER = re.compile(rf"[^{_STOPS}/?#]*@")
_BARE_RUN = re.compile(rf"[^{_STOPS}()\[\]{{}}]+|[()\[\]{{}}]")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def bare_end(text: str, start: int, trailing: str = TRAILING) -> int:
    """Return where the address beginning at `start`, typed without any mark, ends; `start` if none.

    It ends before white space, quotes, brackets that it does not open, and closing punctuation.
    One with a user name in it is no link: it is there to deceive.
    """
    host_start = text.index("://", start) + 3
    host = _BARE_HOST.match(text, host_start)
    if not host or _BARE_USER.match(text, host_start) or len(host[0]) > HOST_LENGTH:
        return start
    if not is_link(text[start : host.end()].rstrip(trailing)):
        return start  # judged before the rest is read, lest that be read again and again
    end = host.end()
    if text[end : end + 1] in {"/", "?", "#"}:
        end = _run_end(text, end)
    while text[end - 1] in trailing:
        end -= 1
    return end


def bare_links(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the addresses typed in `text` begin and end."""
    done = 0
    for match in _BARE_START.finditer(text):
        if match.start() >= done:
            done = bare_end(text, match.start())
            if done > match.start():
                yield match.start(), done


def linked(text: str, limit: int = LINKS) -> str:
    """Return `text` escaped as HTML, with up to `limit` of its typed addresses as links."""
    parts, done = [], 0
    for start, end in islice(bare_links(text), limit):
        parts += [escape(text[done:start], quote=False), anchor(text[start:end])]
        done = end
    return "".join([*parts, escape(text[done:], quote=False)])


def anchor(url: str) -> str:
    """Return the link that shows its own address."""
    words = escape(shown(url), quote=False)
    return f'<a href="{escape(url)}" rel="{REL}">{words}</a>{host_note(url, url)}'


def _run_end(text: str, start: int) -> int:
    opened: list[str] = []
    end = start
    while run := _BARE_RUN.match(text, end):
        if run[0] in _PAIRS.values():
            opened.append(run[0])
        elif run[0] in _PAIRS and (not opened or opened.pop() != _PAIRS[run[0]]):
            break
        end = run.end()
    return end
