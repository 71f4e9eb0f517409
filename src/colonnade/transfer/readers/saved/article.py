"""What a saved page says of its article: title, address, writer, day, text."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlunsplit

from colonnade.transfer.readers.saved import words
from colonnade.transfer.readers.saved.linked import Linked
from colonnade.transfer.readers.saved.scene import Scene, properties, split
from colonnade.transfer.readers.saved.tree import Node, Tree, decode
from colonnade.transfer.readers.saved.units import Unit
from colonnade.transfer.readers.saved.when import TIME_CLASSES, machine_time
from colonnade.transfer.readers.saved.who import PURE, authors, name_in

_WORDS = str.split
_RANKS = (
    _WORDS("wp-block-post-content field-name-body field--name-body e-content articlebody"),
    _WORDS(
        "entry-content post-content article-content article-body article__body post-entry"
        " post-body node__content entry-body story-body storycontent post_content"
    ),
    _WORDS("entry content node-content"),
    _WORDS("node post article hentry h-entry story"),
)
_RANK_OF = {name: rank for rank, names in enumerate(_RANKS, 1) for name in names}
_AROUND = frozenset(
    _WORDS(
        "submitted meta entry-meta post-meta postmetadata byline terms taxonomy entry-footer"
        " entry-header post-header post-info book-navigation pager related author-box"
        " sharedaddy post-navigation navigation page-links comments-link node__meta tabs"
        " field-name-field-tags wp-block-post-title wp-block-post-date page-title"
    )
)
_SAVED = re.compile(r"\s*saved from url=\(\d{1,6}\)(\S{1,2000})")
_SINGLE_FILE = re.compile(r"\s*Page saved with SingleFile.{0,200}?url:\s*(\S{1,2000})", re.DOTALL)
_PAGE_PATH = re.compile(r"/comment-page-\d{1,6}/?$")
_PAGE_QUERY = frozenset(_WORDS("page cpage comments_page replytocom utm_source utm_medium"))
_SITE_PARTS = re.compile(r"\s+(?:[|–—·•»«›‹:]|-)\s+|\s*[|»«]\s*")  # noqa: RUF001
_HEADINGS = frozenset(_WORDS("h1 h2 h3 h4 h5 h6"))
_ABOVE_COMMENTS = re.compile(
    r"comment|respon|repl|discussion|kommentar|commentaire|comentario|коммент", re.IGNORECASE
)
_SITE_IDS = frozenset({"site-title", "site-name", "blog-title", "logo", "sitename"})


@dataclass(frozen=True, slots=True)
class About:
    """An article as its page shows it; `address` is "" where nothing says it."""

    title: str
    site: str
    address: str
    others: tuple[str, ...]
    author: str
    published: tuple[str, ...]
    html: str
    line: int


def metadata(tree: Tree) -> dict[str, str]:
    """Return what meta elements say, the first of each name."""
    found: dict[str, str] = {}
    for node in tree.nodes:
        if node.name == "meta" and node.get("content"):
            name = node.get("property") or node.get("name") or node.get("itemprop")
            found.setdefault(name.lower(), node.get("content").strip())
    return found


def address_of(tree: Tree, meta: dict[str, str], linked: Linked, known: str) -> str:
    """Return the page's address without what only tells apart the pages of its comments."""
    links = {node.get("rel").lower(): node for node in reversed(tree.nodes) if node.name == "link"}
    canonical = links.get("canonical")
    spots = [canonical.get("href") if canonical else "", meta.get("og:url", "")]
    for start, end in tree.comments[:50]:
        comment = tree.source[start : min(end, start + 3000)]
        if found := _SAVED.match(comment) or _SINGLE_FILE.match(comment):
            spots.append(found[1])
    for spot in [*spots, linked.url, known]:
        if clean := clean_address(spot):
            return clean
    return ""


def clean_address(address: str) -> str:
    """Return a web address without fragment and number of the comments' page, "" if it is none."""
    parts = split(address)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    if len(address) > 2000:  # noqa: PLR2004
        return ""
    query = [pair for pair in parse_qsl(parts.query) if pair[0] not in _PAGE_QUERY]
    path = _PAGE_PATH.sub("/", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query, safe="/"), ""))


def about(
    scene: Scene, units: list[Unit], meta: dict[str, str], linked: Linked, address: str
) -> About:
    """Return what the page says of its article; `units` are its comments."""
    tree = scene.tree
    end, first = _comments_begin(tree, units)
    nodes = [node for node in tree.nodes[1:first] if node.start < end]
    site = meta.get("og:site_name", "") or _site_name(scene, nodes)
    heading, title = _title(scene, nodes, meta, linked, site)
    wrapper = _wrapper(scene, nodes, units, end)
    html = _html(scene, nodes, wrapper, heading, end)
    others = [node.get("href") for node in tree.nodes if _shortlink(node)]
    start = wrapper or heading
    return About(
        title=title,
        site=site,
        address=address,
        others=tuple(dict.fromkeys(link for link in others if link and link != address)),
        author=_author(scene, nodes, meta, linked, wrapper),
        published=_published(scene, nodes, meta, linked, wrapper),
        html=html,
        line=tree.line(start.start) if start else 1,
    )


def _shortlink(node: Node) -> bool:
    return node.name == "link" and node.get("rel").lower() in {"shortlink", "shorturl"}


def _comments_begin(tree: Tree, units: list[Unit]) -> tuple[int, int]:
    """Return where the comments begin: the place in the source, the order of the first element."""
    if not units:
        return len(tree.source), len(tree.nodes)
    root = units[0].roots[0]
    above, found = root.parent, root
    for _ in range(8):
        if above is None or above.name in {"", "body", "html", "article", "main"}:
            break
        if any(
            "comment" in word or "respon" in word
            for word in (*above.classes, above.get("id").lower())
        ):
            found = above
        above = above.parent
    while found.parent is not None and found.parent.name not in {"", "body", "html"}:
        if tree.shows_text(found.parent.inner, found.start):
            break
        found = found.parent
    for node in reversed(tree.nodes[max(0, found.order - 5) : found.order]):
        if tree.shows_text(node.end, found.start) or node.stop > found.start:
            break
        if node.name in _HEADINGS and _ABOVE_COMMENTS.search(tree.text(node)):
            found = node
            break
    return found.start, found.order


def _site_name(scene: Scene, nodes: list[Node]) -> str:
    for node in nodes:
        if (node.classes | {node.get("id").lower()}) & _SITE_IDS and scene.shown(node):
            return scene.tree.text(node)[:200]
    for node in nodes:
        if node.name == "a" and node.get("rel").lower() == "home" and scene.shown(node):
            return scene.tree.text(node)[:200]
    return ""


def _title(
    scene: Scene, nodes: list[Node], meta: dict[str, str], linked: Linked, site: str
) -> tuple[Node | None, str]:
    whole = next((node for node in scene.tree.nodes if node.name == "title"), None)
    page = " ".join(decode(scene.tree.raw(whole)).split())[:500] if whole else ""
    headings = [node for node in nodes if node.name in {"h1", "h2", "h3"} and scene.shown(node)][
        :200
    ]
    texts = [
        (node, scene.tree.text(node)[:500]) for node in headings if not _leads_home(scene, node)
    ]
    fitting = [(node, text) for node, text in texts if text in page and text != site]
    said = meta.get("og:title", "") or linked.title
    for node, text in texts:
        if said and text == said:
            return node, said
    if said:
        return (fitting[0][0] if fitting else None), _less_site(said, site)
    if fitting:
        return max(fitting, key=lambda entry: len(entry[1]))
    named = [(node, text) for node, text in texts if text != site]
    if named and not page:
        return named[0]
    top = next(((node, text) for node, text in named if node.name == "h1"), None)
    return top or (None, _less_site(page, site))


def _leads_home(scene: Scene, heading: Node) -> bool:
    """Tell whether a heading is the site's name, which leads to its front page."""
    for node in scene.tree.within(heading)[1:6]:
        parts = split(node.get("href")) if node.name == "a" else None
        if parts and parts.path in {"", "/"} and not parts.query and node.get("href")[:1] != "#":
            return True
    return False


def _less_site(title: str, site: str) -> str:
    """Return a page's title without the site's name in it."""
    parts = [part for part in _SITE_PARTS.split(title) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004
        return title.strip()
    if site:
        for lead in (title.removesuffix(site), title.removeprefix(site)):
            if lead != title:
                return lead.strip(" |–—·•»«›‹:-")  # noqa: RUF001
        return title.strip()
    return max(parts, key=len).strip()


def _wrapper(scene: Scene, nodes: list[Node], units: list[Unit], end: int) -> Node | None:
    best: tuple[int, Node] | None = None
    first = units[0].roots[0] if units else None
    for node in nodes:
        rank = _rank(node)
        if rank is None or (best and rank >= best[0]) or not scene.shown(node):
            continue
        if (first is not None and node.holds(first)) or node.end > end:
            continue
        best = (rank, node)
    return best[1] if best else None


def _rank(node: Node) -> int | None:
    said = properties(node)
    if "articlebody" in said or ("content:encoded" in said and node.name != "meta"):
        return 0
    if node.name in {"body", "html", "a", "h1", "h2"}:
        return None
    return min((_RANK_OF[name] for name in node.classes if name in _RANK_OF), default=None)


def _html(
    scene: Scene, nodes: list[Node], wrapper: Node | None, heading: Node | None, end: int
) -> str:
    around = [node for node in nodes if node.classes & _AROUND]
    without = [(node.start, node.end) for node in around]
    if heading is not None:
        without.append((heading.start, heading.end))
    if wrapper is not None:
        without = [span for span in without if span[0] > wrapper.start]
        return scene.body.inside(wrapper, nodes, without)
    if heading is None:
        return ""
    after = [node for node in nodes if node.start >= heading.end]
    return scene.body.between(heading.end, end, after, without)


def _near(nodes: list[Node], wrapper: Node | None) -> list[Node]:
    """Return the elements around the article's text, not those in it."""
    return [node for node in nodes if wrapper is None or not wrapper.holds(node)]


def _author(
    scene: Scene, nodes: list[Node], meta: dict[str, str], linked: Linked, wrapper: Node | None
) -> str:
    said = meta.get("author", "") or linked.author or meta.get("dc.creator", "")
    if said and not said.startswith(("http:", "https:")):
        return words.exact_name(said)[0]
    for rank, node in authors(scene, _near(nodes, wrapper)):
        name = name_in(scene, node, exact=rank <= PURE)[0]
        if name and len(name) < 100 and not words.is_boilerplate(name):  # noqa: PLR2004
            return name
    for node in nodes:
        if node.classes & {"submitted", "posted-on", "entry-meta"} and scene.shown(node):
            return name_in(scene, node, exact=False)[0]
    return ""


def _published(
    scene: Scene, nodes: list[Node], meta: dict[str, str], linked: Linked, wrapper: Node | None
) -> tuple[str, ...]:
    found = [
        meta.get("article:published_time", ""),
        linked.published,
        meta.get("datepublished", ""),
    ]
    found += [meta.get("dc.date", ""), meta.get("date", "")]
    near = _near(nodes, wrapper)
    found += [machine_time(node) for node in near if "updated" not in node.classes][:2000]
    dated = [
        node for node in near if node.classes & (TIME_CLASSES | {"postmetadata", "entry-meta"})
    ]
    found += [scene.tree.text(node) for node in dated[:20] if node.stop - node.inner < 3000]  # noqa: PLR2004
    return tuple(text for text in found if text)[:12]
