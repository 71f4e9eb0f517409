"""What an owner's own HTML would make a reader's browser load, and whether it ends what it begins.

The HTML itself is placed as it was typed. nh3 reads it here, and `tokens` reads what nh3 wrote;
where nh3 leaves text as it was (inside a script, say) the whole element is taken out first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import nh3

from colonnade.kit.markup.clean import Token, tokens
from colonnade.kit.markup.hosts import host_of, punycode

# In which of a policy's lists the host of an attribute must stand.
_LOADS = {
    ("script", "src"): ("script-src", "connect-src", "img-src"),
    ("img", "src"): ("img-src",),
    ("img", "srcset"): ("img-src",),
    ("source", "src"): ("media-src",),
    ("source", "srcset"): ("img-src",),
    ("video", "src"): ("media-src",),
    ("video", "poster"): ("img-src",),
    ("audio", "src"): ("media-src",),
    ("track", "src"): ("media-src",),
    ("iframe", "src"): ("frame-src",),
    ("link", "href"): ("style-src", "font-src"),
    ("form", "action"): ("form-action",),
    ("button", "formaction"): ("form-action",),
    ("input", "formaction"): ("form-action",),
}
_SCRIPT_LOADS = _LOADS["script", "src"]
# What the policy of our pages forbids, whatever hosts it names.
_FORBIDDEN_TAGS = frozenset({"applet", "base", "embed", "frame", "meta", "object"})
_HANDLERS = frozenset({"onclick", "onload", "onerror", "onsubmit", "onchange", "onmouseover"})
_AROUND = ("main", "article", "section", "aside", "footer", "div")
_TAGS = (
    frozenset(tag for tag, _ in _LOADS)
    | _FORBIDDEN_TAGS
    | frozenset(_AROUND)
    | frozenset(
        (  # noqa: SIM905 - words read better as words
            "a abbr b br center details em figcaption figure h1 h2 h3 h4 h5 h6 header hr i label "
            "li nav noscript ol option p picture select small span strong style summary table "
            "tbody td textarea tfoot th thead tr ul u dl dt dd blockquote pre code fieldset legend "
            "svg g path circle rect line polygon polyline ellipse defs use text tspan"
        ).split()
    )
)
_ATTRIBUTES = {name for _, name in _LOADS} | _HANDLERS | {"style", "rel", "title", "type", "href"}
_READER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(),
    attributes={"*": _ATTRIBUTES},
    link_rel=None,
    url_schemes={"http", "https", "data"},
    strip_comments=True,
)
_RAW = re.compile(r'<(script|style|noscript|iframe)((?: [a-z]+="[^"]*")*)>(.*?)</\1>', re.DOTALL)
_IN_SCRIPT = re.compile(r"""["'`](?:https?:)?(//[a-z0-9.-]+\.[a-z0-9-]{2,}(?::\d+)?)(?=[/"'`?#])""")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
_PORT = re.compile(r":\d{1,5}\Z")
# These act beyond the place where they stand.
_WHOLE_PAGE = re.compile(r"</?(?:template|head|body|html|frameset|plaintext)\b", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "input", "link", "source", "track", "embed", "base", "meta"})
_END = "the end of the own HTML"


@dataclass(frozen=True, slots=True)
class Foreign:
    """What some HTML needs: (list of the policy, host) pairs, the texts of its inline scripts,
    and codes of what cannot work on our pages: inline_style, inline_handler, forbidden_tag,
    script_comment, strange_address.
    """

    loads: tuple[tuple[str, str], ...]
    scripts: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Return every host once, in order of the alphabet."""
        return tuple(sorted({host for _, host in self.loads}))


@lru_cache(maxsize=32)
def foreign_parts(html: str) -> Foreign:
    """Return what this HTML would load and run; hosts as the name servers know them."""
    found = _Found()
    found.read(html.replace("\r\n", "\n").replace("\r", "\n"))
    unique = dict.fromkeys
    return Foreign(
        tuple(unique(found.loads)), tuple(unique(found.scripts)), tuple(unique(found.faults))
    )


def ends_itself(html: str) -> bool:
    """Tell whether the HTML closes all that it opens, and nothing else: no tag, comment or script
    of it reaches over its end.
    """
    before = "".join(f"<{tag}>" for tag in _AROUND)
    after = "".join(f"</{tag}>" for tag in reversed(_AROUND))
    clean = _READER.clean(f'{before}{html}<hr title="{_END}">{after}')
    depth = 0
    if _WHOLE_PAGE.search(html):
        return False
    for token in tokens(_RAW.sub("", clean)):
        if token.attributes.get("title") == _END:
            return depth == len(_AROUND)
        if token.name and token.name not in _VOID:
            depth += -1 if token.end else 1
    return False


class _Found:
    """Collects, element after element."""

    def __init__(self) -> None:
        self.loads: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.faults: list[str] = []

    def read(self, html: str) -> None:
        clean = _READER.clean(html)
        for tag, attributes, inside in _RAW.findall(clean):
            for token in tokens(f"<{tag}{attributes}>"):
                self.read_tag(token)
            if tag == "noscript":
                self.read(inside)
            elif tag == "style":
                self.faults.append("inline_style")
            elif tag == "script" and " src=" not in attributes:
                self.read_script(inside, attributes)
        for token in tokens(_RAW.sub("", clean)):
            if token.name and not token.end:
                self.read_tag(token)

    def read_script(self, text: str, attributes: str) -> None:
        if not text.strip() or ' type="application/' in attributes:
            return
        if "<!--" in text:
            self.faults.append("script_comment")
        self.scripts.append(text)
        for address in _IN_SCRIPT.findall(text):
            self.load(address, _SCRIPT_LOADS)

    def read_tag(self, token: Token) -> None:
        if token.name in _FORBIDDEN_TAGS:
            self.faults.append("forbidden_tag")
        if "style" in token.attributes:
            self.faults.append("inline_style")
        if token.attributes.keys() & _HANDLERS:
            self.faults.append("inline_handler")
        for name, value in token.attributes.items():
            lists = _LOADS.get((token.name, name), ())
            for address in _addresses(name, value) if lists else ():
                self.load(address, lists)

    def load(self, address: str, lists: tuple[str, ...]) -> None:
        """Take an address in; those of our own host and data: need no permission."""
        url = address.strip()
        if re.match(r"(?i)https?:|[/\\]{2}", url) is None:
            return
        whole = url if url[0] not in "/\\" else f"https:{url}"
        host = punycode(host_of(whole))
        port = _PORT.search(re.split(r"[/?#\\]", whole.partition("//")[2], maxsplit=1)[0])
        source = f"{host}{port[0] if port else ''}"
        if not _HOST.fullmatch(source):
            self.faults.append("strange_address")
            return
        self.loads.extend((name, source) for name in lists)


def _addresses(name: str, value: str) -> Iterator[str]:
    """Yield the addresses of an attribute: srcset holds several, each with a description."""
    if name != "srcset":
        yield value
        return
    for part in value.split(","):
        yield part.strip().partition(" ")[0]
