"""Which elements of a page may be comments: by ids, classes, microformats, RDFa and microdata."""

import re
from bisect import bisect_left

from colonnade.transfer.readers.saved.tree import Node, Tree

_WORDS = str.split
# An id, a name or a fragment that is one comment's.
KEY = re.compile(
    r"(?:(?:li|div|article|single|the|wp|dsq|isso|id|view|blog|node|remark42)[-_]{0,2})?"
    r"(?:comment|cmt|cmnt|comentario|kommentar|commentaire)s?[-_]{0,2}"
    r"(\d{1,19}|(?=[0-9a-f-]*\d)[0-9a-f]{8}[0-9a-f-]{0,60})",
    re.IGNORECASE,
)
_SHORT_KEY = re.compile(r"(?:c|com|post|reply|answer|message|msg)[-_]?(\d{1,19})", re.IGNORECASE)
_NUMBER = re.compile(r"[\w.:-]{1,64}")
_IN_ADDRESS = re.compile(r"(?:#|/comment/(?:\d+#)?)([\w-]{1,80})$")
_CLASSES = frozenset(
    _WORDS(
        "comment commentitem comment-item comment_item single-comment user-comment blog-comment"
        " p-comment u-comment isso-comment dsq-comment wp-block-comment comment-single"
        " comment-box commentbox comment-block comment-entry commententry"
    )
)
_PING_CLASSES = frozenset({"pingback", "trackback"})
_TYPES = frozenset({"comment", "usercomments", "answer"})
_CONTAINERS = frozenset(
    _WORDS("div li article section td tr table tbody dl dd blockquote aside p header main")
)
_KEYED_ONLY = frozenset({"p", "header", "main", "table", "tbody", "td", "tr", "dl"})


def key_in(address: str) -> str:
    """Return the id of the comment that an address leads to, or ""."""
    found = _IN_ADDRESS.search(address.strip())
    if not found:
        return ""
    key = KEY.fullmatch(found[1])
    if key:
        return key[1]
    return found[1] if "/comment/" in found[0] and found[1].isdigit() else ""


def kind_of(node: Node) -> str:
    """Return "comment" or "ping" where class or type of an element says so, else ""."""
    if node.classes & _PING_CLASSES and node.name in _CONTAINERS:
        return "ping"
    types = f"{node.get('typeof')} {node.get('itemtype')}".lower().split()
    if any(re.split(r"[:/#]", name)[-1] in _TYPES for name in types):
        return "comment"
    if node.classes & _CLASSES:
        return "comment"
    if "h-cite" in node.classes or node.get("itemprop").lower() == "comment":
        return "comment" if _talks(node) else ""
    if "topic-post" in node.classes or ("post" in node.classes and _disqus(node)):
        return "comment"
    return ""


def _disqus(node: Node) -> bool:
    return node.name == "li" and node.get("id").startswith("post-")


def _talks(node: Node) -> bool:
    above = node.parent
    for _ in range(4):
        if above is None:
            break
        words = " ".join(above.classes) + above.get("id").lower()
        if re.search(r"comment|respon|repl|mention", words):
            return True
        above = above.parent
    return "itemscope" in node.attributes


class Finder:
    """Elements that may be comments, and the marks (anchors) that name them.

    `kept`, with the ids in `keys`, are one for each comment after the three steps; `left` are
    marks with no container around or behind them.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.kept: list[Node] = []
        self.keys: dict[Node, str] = {}
        self.marks: list[tuple[Node, str]] = []
        self.left: list[tuple[Node, str]] = []
        self.heads: dict[Node, list[Node]] = {}  # what stands before a container and belongs to it

    def collect(self) -> None:
        """Find containers with text in them, and the marks that name comments."""
        short: list[tuple[Node, str]] = []
        for node in self.tree.nodes:
            if node.name in {"", "html", "body", "form"}:
                continue
            said = kind_of(node) if node.name in _CONTAINERS else ""
            key = _key(node, said)
            if key and node.name in _CONTAINERS and self._full(node):
                self.kept.append(node)
                self.keys[node] = key
            elif key:
                self.marks.append((node, key))
            elif said and node.name not in _KEYED_ONLY - {"tr", "td"} and self._full(node):
                self.kept.append(node)
            elif node.name == "a" and (
                weak := _SHORT_KEY.fullmatch(node.get("id") or node.get("name"))
            ):
                short.append((node, weak[1]))
        if not self.marks and not self.keys:
            self.marks = short

    def _full(self, node: Node) -> bool:
        return node.stop - node.inner > 0 and self.tree.shows_text(node.inner, node.stop)

    def place_marks(self) -> None:
        """Give each mark's id to the container around it, or to the one right behind it."""
        self._drop_lists()
        starts = [node.start for node in self.kept]
        around = _nearest(self.kept, [mark for mark, _ in self.marks])
        used = set(self.keys.values())
        for mark, key in self.marks:
            holder = around[mark]
            if holder is not None and self.keys.get(holder, key) == key:
                self.keys[holder] = key
                used.add(key)
            elif key not in used and not self._behind(mark, key, starts):
                self.left.append((mark, key))
            else:
                used.add(key)

    def _behind(self, mark: Node, key: str, starts: list[int]) -> bool:
        index = bisect_left(starts, mark.inner)
        if index == len(starts):
            return False
        following = self.kept[index]
        if following in self.keys or self.tree.shows_text(mark.end, following.start):
            return False
        self.keys[following] = key
        if mark.name != "a" and following.parent is mark.parent and self._full(mark):
            self.heads[following] = [mark]
        return True

    def _drop_lists(self) -> None:
        """Leave out containers without an id that hold many marks: those are lists."""
        around = _nearest(self.kept, [mark for mark, _ in self.marks])
        held: dict[Node, set[str]] = {}
        first: dict[Node, int] = {}
        for mark, key in self.marks:
            holder = around[mark]
            if holder is not None and holder not in self.keys:
                held.setdefault(holder, set()).add(key)
                first.setdefault(holder, mark.start)
        lists = {
            node
            for node, keys in held.items()
            if len(keys) > 1 and not self.tree.shows_text(node.inner, first[node])
        }
        self.kept = [node for node in self.kept if node not in lists]

    def collapse(self) -> None:
        """Keep one container for each comment: the outermost that is not a list of them."""
        around = _enclosing(self.kept)
        direct: dict[Node, list[Node]] = {}
        for node in self.kept:
            holder = around[node]
            if holder is not None:
                direct.setdefault(holder, []).append(node)
        dropped: set[Node] = set()
        for node in self.kept:
            holder = around[node]
            if holder is None or holder in dropped:
                continue
            if self._same(holder, node, direct[holder]):
                dropped.add(node)
                self.keys.setdefault(holder, self.keys.get(node, ""))
            elif (
                holder not in self.keys and direct[holder][0] is node and self._leads(holder, node)
            ):
                dropped.add(holder)
        self.kept = [node for node in self.kept if node not in dropped]

    def _leads(self, holder: Node, node: Node) -> bool:
        return not self.tree.shows_text(holder.inner, node.start)

    def _same(self, holder: Node, node: Node, direct: list[Node]) -> bool:
        outer, inner = self.keys.get(holder, ""), self.keys.get(node, "")
        if outer and inner:
            return outer == inner
        if outer:
            return True  # a page with ids: what has none is a part
        first = direct[0] is node and self._leads(holder, node)
        others = [other for other in direct if other is not node]
        return first and not others


def _key(node: Node, said: str) -> str:
    for name in ("id", "name", "data-comment-id", "data-commentid"):
        value = node.get(name)
        if not value or (name != "id" and node.name not in _CONTAINERS | {"a"}):
            continue
        if found := KEY.fullmatch(value):
            return found[1]
        if name.startswith("data-") and node.name != "a" and _NUMBER.fullmatch(value):
            return value
        if said and name == "id" and (found := _SHORT_KEY.fullmatch(value)):
            return found[1]
    if said and (key := key_in(node.get("about") or node.get("resource") or node.get("itemid"))):
        return key
    if said and _NUMBER.fullmatch(node.get("data-post-id")):
        return node.get("data-post-id")
    return ""


def _nearest(holders: list[Node], marks: list[Node]) -> dict[Node, Node | None]:
    """Return for each mark the innermost holder around it (not itself); both are in order."""
    found: dict[Node, Node | None] = {}
    stack: list[Node] = []
    queue = sorted(
        [(node.order, 0, node) for node in holders] + [(node.order, 1, node) for node in marks],
        key=lambda entry: entry[:2],
    )
    for order, is_mark, node in queue:
        while stack and stack[-1].last < order:
            stack.pop()
        if is_mark:
            found[node] = stack[-1] if stack else None
        else:
            stack.append(node)
    return found


def _enclosing(holders: list[Node]) -> dict[Node, Node | None]:
    """Return for each holder the next one around it."""
    found: dict[Node, Node | None] = {}
    stack: list[Node] = []
    for node in holders:
        while stack and stack[-1].last < node.order:
            stack.pop()
        found[node] = stack[-1] if stack else None
        stack.append(node)
    return found
