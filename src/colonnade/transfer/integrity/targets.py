"""Words that were a link, or speak of one, where none is."""

import re
from collections.abc import Iterator
from itertools import islice

from colonnade.transfer.integrity.findings import CERTAIN, MOST, UNKNOWABLE, Found, found
from colonnade.transfer.integrity.view import Anchor, View

_HREF = re.compile(
    r"""(?:\A|[\s"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_NAMED = re.compile(r"""(?:\A|[\s"'])(?:name|id)\s*=""", re.IGNORECASE)
_NOWHERE = frozenset({"", "http://", "https://", "http:", "https:", "http:///", "about:blank"})
_ADDRESS = re.compile(
    r"://|www\.|\b[\w-]+\.(?:com|org|net|info|edu|gov|[a-z]{2})(?:/|\b(?!\.\w))|@[\w-]+\.\w",
    re.IGNORECASE,
)
# One of these stands, in small letters, in all that follows.
_GUARDS = ("link", "cli", "kli", "lien", "enlace")
_FOREIGN_GUARDS = ("länk", "ссылк", "источник", "нажмите")
_GUARDS_OF_ENDS = ("source", "here", "video", "article", "url", "site", "sources", "videos")
_IN_BRACKETS = "source|via|quelle|fonte|fuente|bron|källa|źródło"
_BRACKETED = re.compile(rf"[(\[](?:{_IN_BRACKETS})[)\]]")
_SURE = re.compile(
    rf"(?<!%)[(\[](?:{_IN_BRACKETS}|link|источник|ссылка|lien|enlace|länk)"
    r"[)\]](?!\()"
    r"|\bclick (?:here|this link|on this link|on the link)\b"
    r"|\bklick(?:e|en sie|t)? (?:bitte )?hier\b"
    r"|\bcliquez ici\b|\bcliquer ici\b|\bhaz clic aqu[ií]\b|\bhaga clic aqu[ií]\b|\bclique aqui\b"
    r"|\bclicca qui\b|\bklik hier\b|\bkliknij tu(?:taj)?\b|\bklicka här\b"
    r"|\bнажмите (?:здесь|сюда)\b"  # noqa: RUF001 - Russian
    r"|\b(?:links?|sources?|here|video|article|url|site|lien|enlace|länk|ссылка|источник)\s*:\s*\Z",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\bhere(?:['’]?s| is| are)? (?:(?:is|are|just|an?|the|some|more|few|another|couple of|my|one|"
    r"two|other|good|your) ){0,5}links?\b"
    r"|\b(?:see|follow|check|read|watch|open) (?:out )?(?:this|the|that|these|my) links?\b"
    r"|\blinks? (?:below|follows?)\b|\bin (?:this|the following) link\b"
    r"|\bvoici (?:le|un|les|des|quelques) liens?\b"
    r"|\bhier (?:ist |sind )?(?:der|ein|die|einige|noch ein) links?\b"
    r"|\baqu[ií] (?:est[aá]n?|tienes?|va|dejo)? ?(?:el|un|los|unos) enlaces?\b"
    r"|\baqui (?:est[aá]|vai|fica) (?:o|um) link\b|\becco (?:il|un|i) link\b"
    r"|\bвот (?:вам )?ссылк"  # noqa: RUF001 - Russian
    r"|\boto (?:jest )?link\b|\bhier (?:is|zijn) (?:de|een) links?\b|\bhär är länken\b",
    re.IGNORECASE,
)


def href_of(attributes: str) -> str | None:
    """Return the target among an anchor's attributes, None where there is none."""
    match = _HREF.search(attributes) if "href" in attributes.lower() else None
    return (match[1] or match[2] or match[3] or "").strip() if match else None


def leads_somewhere(anchor: Anchor) -> bool:
    """Tell whether an anchor has a target."""
    href = href_of(anchor.attributes)
    return href is not None and href.lower() not in _NOWHERE and href != "#"


def find_gone_targets(view: View, source: str) -> Iterator[Found]:
    """Yield links without a target, and words that speak of a link where there is none."""
    gone = [one for one in view.anchors if not leads_somewhere(one)] if view.anchors else []
    for anchor in gone[:MOST]:
        href = href_of(anchor.attributes)
        words = view.text[anchor.start : anchor.end].strip()
        if words and (href is not None or not _NAMED.search(anchor.attributes)):
            certainty = UNKNOWABLE if href == "#" else CERTAIN
            span = (anchor.at, anchor.at + len(anchor.attributes) + len(words))
            yield found("link_gone", certainty, source, span, anchor.at)
    if _may_speak(view.text.lower()) and not _has_target(view):
        yield from islice(_spoken(view), MOST)


def _may_speak(lowered: str) -> bool:
    for guard in _GUARDS:
        if guard in lowered:
            return True
    if not lowered.isascii():
        for guard in _FOREIGN_GUARDS:
            if guard in lowered:
                return True
    end = lowered[-20:].rstrip()
    if end.endswith(":"):
        return end.rstrip(": \n\r\t").endswith(_GUARDS_OF_ENDS)
    return ("(" in lowered or "[" in lowered) and bool(_BRACKETED.search(lowered))


def _has_target(view: View) -> bool:
    return any(map(leads_somewhere, view.anchors)) or bool(_ADDRESS.search(view.text))


def _spoken(view: View) -> Iterator[Found]:
    for pattern, certainty in ((_SURE, CERTAIN), (_SPOKEN, UNKNOWABLE)):
        for match in pattern.finditer(view.text):
            yield found("link_gone", certainty, view.text, match.span(), view.at(match.start()))
