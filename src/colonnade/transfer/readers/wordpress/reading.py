"""The reader: an export in, records out, in the file's order."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from zoneinfo import ZoneInfo

from colonnade.transfer.readers.wordpress.comments import comment_id, comment_of, refused_comment
from colonnade.transfer.readers.wordpress.items import Item, item_id, item_of
from colonnade.transfer.readers.wordpress.raw import Held, Raw, Seen
from colonnade.transfer.readers.wordpress.shape import Shape
from colonnade.transfer.readers.wordpress.stream import stream
from colonnade.transfer.readers.wordpress.terms import author_of, term_of
from colonnade.transfer.readers.wordpress.unreadable import unreadable
from colonnade.transfer.readers.wordpress.values import (
    home_of,
    is_address,
    namespace,
    number,
    plain,
)
from colonnade.transfer.records import Record, SourceSite, Yielded

# Authors and terms wait for an article's link where the head does not say the site's address.
# So many characters of them do at most.
_MOST_WAITING = 4 << 20

Lazy = Record | Iterator[Record]


def read(path: Path, *, zone: ZoneInfo) -> Iterator[Yielded]:
    """Read a WordPress export; see `records.Reader`.

    The article comes before its comments. Comments of one article of which more than 4 MiB came
    wait for its end in a temporary file. Raises Refusal import_unreadable (line, why).
    """
    export = _Export(zone)
    with export.closing:
        for _ in stream(path, export.shape):
            yield from export.take()
        export.finish()
        yield from export.take()


class _Export:
    """What has been read of a file and not been taken yet."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.channel = Raw(1)
        self.closing = ExitStack()
        self.shape = Shape(self.channel, self.closed, self._hold)
        self._zone = zone
        self._site: SourceSite | None = None
        self._told = False
        self._ready: list[Lazy] = []
        self._waiting = 0
        self._comments, self._items = Seen(), Seen()

    def _hold(self) -> Held:
        return Held(self._comments, self.closing)

    def take(self) -> Iterator[Yielded]:
        """Yield what is ready; the site first."""
        if self._site is None:
            return
        if not self._told:
            self._told = True
            yield self._site
        ready, self._ready = self._ready, []
        for one in ready:
            if isinstance(one, Iterator):
                yield from one
            else:
                yield one

    def closed(self, place: str, raw: Raw, held: Held | None) -> None:
        """A whole record of the file has come by."""
        if not self.shape.is_export and place == "item":
            raise unreadable("feed", raw.line)
        self._waiting += raw.size + 1000 + (held.size if held else 0)
        self._find_site(raw.get("link") if place == "item" else "")
        if held is not None:
            self._item(raw, held)
        elif place == "wp:author":
            self._ready.append(author_of(raw))
        elif place == "wp:comment":
            self._ready.append(self._lost(raw))
        elif place != "file":
            self._ready.append(term_of(place, raw))

    def finish(self) -> None:
        """The file has ended: what has no address has a title at least."""
        if not self.shape.is_export:
            raise unreadable("feed", 1)
        self._find_site("", last=True)

    def _find_site(self, link: str, *, last: bool = False) -> None:
        if self._site is not None:
            return
        given = [self.channel.get(name) for name in ("base_blog_url", "link", "base_site_url")]
        url = next(filter(is_address, given), "") or home_of(link)
        if url or last or self._waiting > _MOST_WAITING:
            title = plain(self.channel.get("title"))
            self._site = SourceSite(
                namespace=namespace(url, title),
                title=title,
                url=url,
                version=self.channel.get("version"),
            )

    def _item(self, raw: Raw, held: Held) -> None:
        home = self._site.url.rstrip("/") if self._site else ""
        item = item_of(raw, home, self._zone)
        again = self._items.add(item_id(raw))
        self._ready += (item.record, self._under(item, held, again=again))

    def _under(self, item: Item, held: Held, *, again: bool) -> Iterator[Record]:
        """An item's comments.

        A number that another article's comment has already gets the article's behind it: some
        exports number anew in each. In an article that comes twice they are the same comments.
        """
        ids = {} if again else {one: f"{one}@{item.subject}" for one in held.elsewhere}
        for raw in held:
            if item.subject:
                yield comment_of(raw, item.subject, ids, self._zone)
            else:
                yield refused_comment(raw, comment_id(raw), "subject_refused", item.why)

    def _lost(self, raw: Raw) -> Record:
        """A comment outside of all items: it may say itself where it belongs."""
        subject = number(raw.get("post_id") or raw.get("post_ID"))
        if not subject:
            return refused_comment(raw, comment_id(raw), "subject_missing", "")
        return comment_of(raw, subject, {}, self._zone)
