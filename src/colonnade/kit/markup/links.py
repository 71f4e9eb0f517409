"""Web addresses in what people write: which are links, and where they really lead.

A link's address stays as it was typed, byte for byte. What is shown must not lie about the host
(X14): `host_note` says what to add behind the text, `shown` how to write an address as text.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from itertools import islice
from urllib.parse import quote, unquote

from colonnade.kit.confusables import look, script
from colonnade.kit.markup.clean import has_link
from colonnade.kit.markup.wild import LINKS

_HOST_LENGTH = 253
_WEB = re.compile(r"https?://([^/?#\\]+)(?=[/?#]|\Z)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^?\\]", re.IGNORECASE)
_PORT = re.compile(r":\d*\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)

_BARE_START = re.compile(r"(?<![A-Za-z0-9])https?://", re.IGNORECASE)
_STOPS = (
    r"\s<>\"`\\\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\u3001\u3002\u3008-\u3011\uff01\uff0c\uff1a\uff1b\uff1f"
)
_BARE_HOST = re.compile(rf"(?:\[[0-9a-fA-F:.]+\]|[^{_STOPS}!#-,/:;=?@\[\]^{{|}}~]+)(?::\d+)?")
_BARE_USER = re.compile(rf"[^{_STOPS}/?#]*@")
_BARE_RUN = re.compile(rf"[^{_STOPS}()\[\]{{}}]+|[()\[\]{{}}]")
_PAIRS = {")": "(", "]": "[", "}": "{"}
TRAILING = ".,:;!?'\u2019\u201d\xbb\u2026"
_IPV4 = re.compile(r"[0-9]+(?:\.[0-9]+){3}")
_HOST_IN_TEXT = re.compile(r"[\w.-]+")


def is_link(url: str) -> bool:
    """Tell whether `url` is an absolute http, https or mailto address that may be followed."""
    return leads_out(url) and has_link(f'<a href="{escape(url)}">')


def leads_out(url: str) -> bool:
    """Tell whether an address that nh3 has let pass is absolute as written, and has a host."""
    if _CONTROL.search(url) or url != url.strip():
        return False
    return bool(_MAIL.match(url) or host_of(url))


def host_of(url: str) -> str:
    """Return the host that a browser goes to, readable; "" if there is none.

    For mailto it is the domain of the first address.
    """
    if _MAIL.match(url):
        return _readable(url[7:].partition("?")[0].partition(",")[0].rpartition("@")[2])
    if not (match := _WEB.match(url)):
        return ""
    return _readable(_PORT.sub("", match[1].rpartition("@")[2]))


def bare_end(text: str, start: int, trailing: str = TRAILING) -> int:
    """Return where the address beginning at `start`, typed without any mark, ends; `start` if none.

    It ends before white space, quotes, brackets that it does not open, and closing punctuation.
    One with a user name in it is no link: it is there to deceive.
    """
    host_start = text.index("://", start) + 3
    host = _BARE_HOST.match(text, host_start)
    if not host or _BARE_USER.match(text, host_start) or len(host[0]) > _HOST_LENGTH:
        return start
    end = host.end()
    if text[end : end + 1] in {"/", "?", "#"}:
        end = _run_end(text, end)
    while text[end - 1] in trailing:
        end -= 1
    return end if end > host_start and is_link(text[start:end]) else start


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
    return f'<a href="{escape(url)}">{escape(shown(url), quote=False)}</a>{host_note(url, url)}'


def shown(url: str) -> str:
    """Return `url` as text: a user name and what is invisible in it stand escaped."""
    head, mark, rest = url.partition("//")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, at, host = authority.rpartition("@")
    if mark and at:
        rest = quote(user, safe=":").replace(".", "%2E") + at + host + rest[len(authority) :]
    return _INVISIBLE.sub(lambda match: quote(match[0]), head + mark + rest)


def host_note(url: str, text: str) -> str:
    """Return what must stand behind a link to `url` that shows `text`: its host, or nothing.

    Nothing is needed where the text names that host and no other, plainly.
    """
    host = host_of(url)
    deceptive = _is_deceptive(host)
    itself = text in {url, url.partition(":")[2]} and shown(url) == url
    plain = itself or _names_only(text, host)
    if not host or (plain and not deceptive):
        return ""
    label = f"{host}, {_punycode(host)}" if deceptive else host
    return f' <span class="host" dir="ltr">({escape(label, quote=False)})</span>'


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


def _readable(host: str) -> str:
    """Return the host as a browser understands it, in Unicode; "" if that cannot be told."""
    host = unicodedata.normalize("NFKC", _INVISIBLE.sub("", unquote(host)))
    host = host.replace("\u3002", ".").lower().removesuffix(".")
    return "" if len(host) > _HOST_LENGTH or re.search(r"[\s/?#@\\%<>^|]", host) else host


def _names_only(text: str, host: str) -> bool:
    if _INVISIBLE.search(text):
        return False
    words = _HOST_IN_TEXT.findall(unicodedata.normalize("NFKC", text).lower())
    hosts = {word.strip(".-_") for word in words if _is_like_host(word.strip(".-_"))}
    return hosts == {host}


def _is_like_host(word: str) -> bool:
    last = word.rpartition(".")[2]
    named = len(last) > 1 and not last.isdigit()
    return "." in word and (named or bool(_IPV4.fullmatch(word)))


def _is_deceptive(host: str) -> bool:
    """Tell whether a host in Unicode mixes scripts in one label, or passes for a Latin one."""
    if host.isascii():
        return False
    mixed = any(len({script(char) for char in label} - {""}) > 1 for label in host.split("."))
    return mixed or look(unicodedata.normalize("NFD", host)).isascii()


def _punycode(host: str) -> str:
    labels = (
        label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
        for label in host.split(".")
    )
    return ".".join(labels)
