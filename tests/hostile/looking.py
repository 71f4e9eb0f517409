"""Looks at whole pages with a parser that is not the product's, for what could act."""

import json
import re
from html.parser import HTMLParser

# What a page of ours may hold of these: its own files, data for machines.
LOADS = {"script": "src", "link": "href", "img": "src", "source": "srcset", "form": "action"}
NEVER = {"iframe", "object", "embed", "base", "applet", "frame", "frameset", "math", "svg", "style"}
NEVER |= {"marquee", "bgsound", "isindex", "portal", "noscript", "template", "animate", "set"}
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "ping"}
LOCAL = re.compile(r"(?:/(?!/)|#|\?|$|http://127\.0\.0\.1|http://testserver)")
OUT = re.compile(r"https?://|mailto:", re.IGNORECASE)


class Page(HTMLParser):
    """Collects what could act, and the data for machines."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.odd: list[str] = []
        self.data: list[str] = []
        self._in_data = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_data = tag == "script" and values.get("type") == "application/ld+json"
        if self._in_data:
            self.data.append("")
        elif tag == "script" and not re.fullmatch(r"/static/[\w./-]+", values.get("src", "")):
            self.odd.append(f"<script {values}>")
        if tag in NEVER or (tag == "meta" and "http-equiv" in values):
            self.odd.append(f"<{tag} {values}>")
        for name, value in values.items():
            self._look(tag, name, value)

    def _look(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in {"style", "srcdoc", "background", "xlink:href"}:
            self.odd.append(f"{name}={value} of <{tag}>")
        if name in ADDRESSES and not LOCAL.match(value):
            is_link = tag == "a" and name == "href" and OUT.match(value)
            if not is_link:
                self.odd.append(f"{name}={value} of <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_data = self._in_data and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data[-1] += data


def odd_in(html: str) -> list[str]:
    """Return what could act on a page of ours; its data for machines must be readable."""
    page = Page(html)
    for data in page.data:
        json.loads(data)
    return page.odd
