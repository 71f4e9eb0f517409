"""Follows every link of a site, as a search engine would: pages, pictures, styles, feeds."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from colonnade.cli.edge_settings import edge_settings
from colonnade.edge.files import Files

HOME = "http://127.0.0.1:8000"  # what a site is called that has no address yet
_ASKS_WHO_IT_IS = {"/me/"}
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+")
_REPLY = re.compile(r"/c/[^/]+/reply(?:\?.*)?")
_COPY = re.compile(r"/media/pictures/([0-9a-f]{16})-\d+\.(\w+)")


@dataclass
class Page:
    """What matters of an HTML page."""

    lang: str = ""
    dir: str = ""
    title: str = ""
    canonical: str = ""
    headings: int = 0
    links: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._in_title = False
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        page = self.page
        if tag in self._hidden or ("hidden" in values and tag in {"span", "div", "section", "p"}):
            self._hidden.append(tag)
        if tag == "html":
            page.lang, page.dir = values.get("lang", ""), values.get("dir", "")
        self._in_title = tag == "title"
        page.headings += tag == "h1"
        page.ids.update([values["id"]] if "id" in values else [])
        if tag == "link" and values.get("rel") == "canonical":
            page.canonical = values["href"]
        # What is hidden is for those whom script shows it: her own comment's writer.
        page.links += [] if self._hidden else _links(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page.title += data


def _links(tag: str, values: dict[str, str]) -> list[str]:
    if tag == "form":
        return [values.get("action", "")] if values.get("method", "get") == "get" else []
    if tag == "link" and values.get("rel") in {"preconnect", "dns-prefetch"}:
        return []
    chosen = [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]
    return [values[name] for name in ("href", "src", "poster") if name in values] + chosen


@dataclass
class Crawl:
    """What a crawl found: statuses by path, pages, and links that lead nowhere."""

    statuses: dict[str, int] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    broken: list[tuple[str, str, object]] = field(default_factory=list)
    wanted: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)


def crawl(*, replies: int) -> Crawl:
    """Follow every same-site link from the front and from what crawlers are told, each once.

    Of the pages to reply, one for every comment, so many `replies` are asked for; of the copies of
    pictures so many in each format, and one at least of each picture: making all takes minutes.
    """
    found, client = Crawl(), Client(headers={"Host": urlsplit(HOME).netloc})
    waiting = deque([("", "/"), ("", "/robots.txt")])
    seen = {path for _, path in waiting}
    while waiting:
        source, path = waiting.popleft()
        for link in _visit(found, client, source, path):
            address, fragment = urldefrag(link)
            target = _path(address)
            if target is None or _had_enough(found, target, replies):
                continue
            if fragment and path in found.pages:
                found.wanted.setdefault(target, set()).add((path, unquote(fragment)))
            if target not in seen:
                seen.add(target)
                waiting.append((path, target))
    return found


def _visit(found: Crawl, client: Client, source: str, path: str) -> list[str]:
    """Ask for one address and return the absolute links of what came."""
    answer = file_at(path) or client.get(path)
    found.statuses[path] = answer.status_code
    if 300 <= answer.status_code < 400:
        found.moved[path] = urljoin(HOME + path, answer.headers["Location"])
        return [found.moved[path]]
    if answer.status_code != HTTPStatus.OK and path not in _ASKS_WHO_IT_IS:
        found.broken.append((path, source, answer.status_code))
        return []
    kind = answer.headers["Content-Type"].partition(";")[0]
    content = answer.getvalue()  # a stream that is read to its end is closed
    text = "" if kind.startswith("image/") else content.decode()
    if kind == "text/html":
        reader = _Reader()
        reader.feed(text)
        found.pages[path] = reader.page
        return [urljoin(HOME + path, link) for link in reader.page.links]
    if kind == "text/css":
        return [urljoin(HOME + path, link) for link in re.findall(r"url\([\"']?([^)\"']+)", text)]
    return _ADDRESS.findall(text) if kind.endswith(("xml", "json", "plain")) else []


def file_at(path: str) -> HttpResponse | None:
    """Return the static file at a path as the edge gives it, None for what is Django's."""
    if not path.startswith(settings.STATIC_URL):
        return None
    answer = Files(edge_settings(settings.CONFIG)).ready("GET", path, {})
    assert answer is not None
    body = answer.span.path.read_bytes() if answer.span else answer.body
    return HttpResponse(body, status=answer.status, headers=dict(answer.headers))


def _path(address: str) -> str | None:
    """Return the path of an address of this site, None for any other."""
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" != HOME:
        return None
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _had_enough(found: Crawl, path: str, replies: int) -> bool:
    """Count an address of which there are too many, and tell whether there were enough."""
    if path in found.statuses:
        return False
    copy = _COPY.fullmatch(path)
    if copy is not None:
        kind, limit = copy[2], replies
        if copy[1] not in found.kinds:
            found.kinds[copy[1]] += 1
            return False
    elif _REPLY.fullmatch(path):
        kind, limit = "reply", replies
    else:
        return False
    found.kinds[kind] += 1
    return found.kinds[kind] > limit
