"""Where an address really leads, and how to show it (X14): what is shown must not lie about it.

An address stays as it was typed, byte for byte. `host_note` says what to add behind the text of a
link, `shown` how to write an address as text.
"""

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from html import escape
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, unquote

from colonnade.kit.confusables import look, script
from colonnade.kit.markup.clean import has_link

HOST_LENGTH = 253

_WEB = re.compile(r"https?://([^/?#\\]+)(?=[/?#]|\Z)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^?\\]", re.IGNORECASE)
_PORT = re.compile(r":\d*\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_HOST_IN_TEXT = re.compile(r"[\w.-]+")
_IPV4 = re.compile(r"[0-9]+(?:\.[0-9]+){3}")
_NUMERIC = re.compile(r"[0-9a-fx.]+|\[.*\]")


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
    itself = itself and host in unicodedata.normalize("NFKC", url).lower()
    plain = itself or _names_only(text, host)
    if not host or (plain and not deceptive):
        return ""
    label = f"{host}, {punycode(host)}" if deceptive else host
    return f' <span class="host" dir="ltr">({escape(label, quote=False)})</span>'


def punycode(host: str) -> str:
    """Return the host as the net's name servers know it."""
    labels = (
        label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
        for label in host.split(".")
    )
    return ".".join(labels)


@lru_cache(maxsize=512)  # a link is asked for its host several times, and texts share hosts
def _readable(host: str) -> str:
    """Return the host as a browser understands it, in Unicode; "" if that cannot be told."""
    host = unicodedata.normalize("NFKC", _INVISIBLE.sub("", unquote(host)))
    host = host.replace("\u3002", ".").lower().removesuffix(".")
    if len(host) > HOST_LENGTH or re.search(r"[\s/?#@\\%<>^|]", host):
        return ""
    return _number(host)


def _number(host: str) -> str:
    """Return a host that is an address in numbers in the usual form, another as it is.

    Browsers take 192.0x00a80001 and 3221225473 for addresses (WHATWG URL, IPv4 parser).
    """
    if not _NUMERIC.fullmatch(host):
        return host
    with suppress(ValueError):
        if host.startswith("["):
            return f"[{IPv6Address(host[1:-1])}]"
        *first, last = (
            int(part.removeprefix("0x") or "0", _base(part)) for part in host.split(".")
        )
        room = 8 * (4 - len(first))
        if last < 1 << room and all(number < 1 << 8 for number in first):
            whole = sum(number << (24 - 8 * at) for at, number in enumerate(first)) + last
            return str(IPv4Address(whole))
    return host


def _base(digits: str) -> int:
    if digits.startswith("0x"):
        return 16
    return 8 if digits.startswith("0") and len(digits) > 1 else 10


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
