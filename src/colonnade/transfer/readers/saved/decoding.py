"""The characters of a saved page: by its own word where that can be true, else by its bytes."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE
)
_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\slang\s{0,5}=\s{0,5}[\"']?([a-zA-Z]{2})", re.IGNORECASE)
_HEAD = 4096
# Names that browsers read as the wider code page.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
_COMMON = frozenset("оеаинтсрвл")
_BELIEVED = 0.02


def decode_page(data: bytes, said: str = "") -> str:
    """Return the text of a page; `said` is the encoding that its container names.

    Nothing fails: what no reading explains becomes U+FFFD. NUL too, as HTML has it.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").replace("\0", "\ufffd")
    return _decode(data, said).replace("\0", "\ufffd")


def _decode(data: bytes, said: str) -> str:
    if data[:400].count(0) > 100:  # noqa: PLR2004 - UTF-16 without its mark
        return data.decode("utf-16-le" if data[1:400:2].count(0) > 50 else "utf-16-be", "replace")  # noqa: PLR2004
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _META.search(data[:_HEAD])
    name = _codec(said) or _codec(declared[1].decode("ascii") if declared else "")
    if name in {"", "utf-8", "utf-16-le", "utf-16-be", "utf-16"}:
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if broken <= _BELIEVED * sum(char > "\x7f" for char in text):
            return text
        name = _guess(data)
    return _single(data, name)


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name.strip()).name if name.isascii() else ""
        b"".decode(known or "utf-8")
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(known, known)


def _guess(data: bytes) -> str:
    """Return the likeliest encoding of one byte a letter."""
    language = _LANGUAGE.search(data[:_HEAD])
    sample = data[:200_000]
    high = sum(byte > 0x7F for byte in sample)  # noqa: PLR2004
    best = max(_CYRILLIC, key=lambda name: _russian(sample, name))
    share = _russian(sample, best) / max(high, 1)
    if _lone(sample) > high / 2:
        return "cp1252"  # an accent or a typographic mark here and there: no Russian words
    if (language and language[1].lower() in {b"ru", b"uk", b"bg", b"be"}) or share > 0.4:  # noqa: PLR2004
        return best
    return "cp1252"


def _lone(sample: bytes) -> int:
    """How many bytes above ASCII have none beside them."""
    return len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", sample))


def _russian(sample: bytes, name: str) -> int:
    return sum(char in _COMMON for char in sample.decode(name, "replace"))


def _single(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        if name != "cp1252":
            return data.decode(name, "replace")
    # Five bytes that the code page leaves open are control characters to browsers.
    return "".join(
        part.decode("cp1252", "replace") if index % 2 == 0 else part.decode("latin-1")
        for index, part in enumerate(re.split(rb"([\x81\x8d\x8f\x90\x9d]+)", data))
    )
