"""Reads HTML with another parser than the product's, and says what in it could do harm."""

import re
from html.parser import HTMLParser

ALLOWED = frozenset(
    (  # noqa: SIM905 - words read better as words
        "p br a em strong b i u s del ins blockquote q cite code pre ul ol li dl dt dd hr sub sup "
        "table caption thead tbody tfoot tr td th span wbr"
    ).split()
)
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "ol": {"start", "dir"},
    "span": {"class", "dir"},
}
WITH_DIRECTION = {"dir"}


class Read(HTMLParser):
    """The tags, links and text of `html`."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.parts = [], [], []
        self.open_link = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self.open_link = [dict(attrs).get("href"), ""]
            self.links.append(self.open_link)

    def handle_endtag(self, tag):
        if tag == "a":
            self.open_link = None

    def handle_data(self, data):
        self.parts.append(data)
        if self.open_link:
            self.open_link[1] += data

    @property
    def addresses(self):
        return [address for address, _ in self.links]

    @property
    def text(self):
        return "".join(self.parts)


def scheme_of(address):
    """The scheme as a browser reads it: control characters and spaces do not hide it."""
    bare = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))
    found = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare)
    return found[0].lower() if found else ""


def harm_in(html):
    """List what in `html` is not plainly harmless."""
    return list(_harm_in(html))


def _harm_in(html):
    for tag, attributes in Read(html).tags:
        if tag not in ALLOWED:
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name not in ATTRIBUTES.get(tag, WITH_DIRECTION):
                yield f"{name} of <{tag}>"
            if name == "href" and scheme_of(value or "") not in {"http:", "https:", "mailto:"}:
                yield f"address {value!r}"
            if name in {"class", "dir", "rel"} and not re.fullmatch(
                "host|auto|rtl|ltr|nofollow ugc noopener noreferrer", value or ""
            ):
                yield f"{name}={value!r}"
        if tag == "a" and not {"href", "rel"} <= attributes.keys():
            yield "a link without an address or rel"
