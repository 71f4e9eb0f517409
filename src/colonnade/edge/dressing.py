"""A page dressed to be sent: in the encoding a client takes, whole, as a head, or not at all.

Most pages are asked for a few times before they change: their bytes are made quickly. Where
readers keep coming, small bytes are made aside and take their place; where they still come to the
same page much later, the smallest.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from colonnade.edge import encodings
from colonnade.edge.aside import aside
from colonnade.edge.encodings import NOTHING, Choice
from colonnade.edge.flights import Flights
from colonnade.edge.pages import Kept, Page, Pages, Variant
from colonnade.edge.shapes import Answer, Ask
from colonnade.kit import clock

# Small bytes are worth their 2 ms to a page asked for so often, since so long.
OFTEN = 4
_SECONDS = 1.0
# The smallest, a tenth smaller still, are worth their 70.
VERY_OFTEN = 64
_LONG = 20.0
# So many pages wait for them at most: others come when they are asked for again.
_MOST = 16
# Up to here the quick bytes cost less than to hand the work to a thread.
_AT_ONCE = 128 * 1024


class Dressing:
    """Makes each form of a page once, when first asked for."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._flights: Flights[Variant | None] = Flights()
        self._aside: ThreadPoolExecutor | None = None
        self._waiting = 0

    async def dressed(self, page: Page, ask: Ask) -> Kept:
        """Return a page as this request wants it."""
        page.asked = True
        choice = choice_for(page, ask.header("accept-encoding"))
        variant = best_of(page, choice) or await self._made(page, choice.quick)
        return pick(page, choice, variant, ask.method, ask.header("if-none-match") or None)

    def noticed(self, page: Page, choice: Choice) -> None:
        """Count that a page was sent though it could be smaller; have it made so if worth it."""
        page.quick += 1
        is_small = choice.best in page.variants
        often, seconds = (VERY_OFTEN, _LONG) if is_small else (OFTEN, _SECONDS)
        if page.quick < often or self._waiting >= _MOST:
            return
        if clock.now().timestamp() - page.made < seconds:
            page.quick = 0 if is_small else page.quick
            return
        form = choice.least if is_small else choice.best
        name = f"{id(page)} {form}"
        if not self._flights.is_running(name):
            self._flights.start(name, lambda: self._improve(page, form, choice))

    async def end(self) -> None:
        """Give up what is being made."""
        await self._flights.end()
        if self._aside is not None:
            self._aside.shutdown(wait=False, cancel_futures=True)

    async def _made(self, page: Page, form: str) -> Variant:
        if not form:
            return self._add(page, form, page.whole())
        if page.length <= _AT_ONCE:
            return self._add(page, form, encodings.encode(form, page.whole()))
        made = await self._flights.join(f"{id(page)} {form}", lambda: self._make(page, form))
        return made or page.variants[form]

    async def _make(self, page: Page, form: str) -> Variant:
        return self._add(page, form, await asyncio.to_thread(encodings.encode, form, page.whole()))

    async def _improve(self, page: Page, form: str, choice: Choice) -> Variant | None:
        """Put a smaller form in the place of the others, if the page is still true."""
        self._aside = self._aside or aside("smaller pages")
        self._waiting += 1
        try:
            body = await asyncio.get_running_loop().run_in_executor(
                self._aside, _smaller, page, form
            )
        finally:
            self._waiting -= 1
        if not body:
            return None
        better = self._add(page, form, body)
        for larger in {encodings.quick_of(choice.best), choice.best} - {form}:
            self._drop(page, larger)
        return better

    def _add(self, page: Page, form: str, body: bytes) -> Variant:
        variant = page.variants[form] = variant_of(page, form, body)
        if not page.body or form:
            self._pages.grow(page, len(body))
        if page.body and "" not in page.variants:
            # Nearly all readers take a form a sixth as long: six times as many pages have room.
            self._pages.grow(page, -len(page.body))
            page.body = b""
        return variant

    def _drop(self, page: Page, form: str) -> None:
        variant = page.variants.pop(form, None)
        if variant is not None:
            self._pages.grow(page, -len(variant.whole.body))


def best_of(page: Page, choice: Choice) -> Variant | None:
    """Return the smallest of the forms that are made."""
    made = page.variants
    return made.get(choice.least) or made.get(choice.best) or made.get(choice.quick)


def _smaller(page: Page, form: str) -> bytes:
    """Return the bytes, none where the page changed while it waited."""
    return b"" if page.since is not None else encodings.encode(form, page.whole())


def variant_of(page: Page, form: str, body: bytes) -> Variant:
    """Return a page in a form, ready to be sent."""
    etag = _tag(page, form)
    shared = [*page.headers, ("etag", etag)]
    whole = [*shared, ("content-length", str(len(body)))]
    if form:
        whole.append(("content-encoding", encodings.name_of(form)))
    return Variant(
        etag=etag,
        whole=Kept(200, whole, body),
        head=Kept(200, whole),
        same=Kept(304, _of_same(page, etag)),
    )


def pick(page: Page, choice: Choice, variant: Variant, method: str, known: str | None) -> Kept:
    """Return the answer for a method and an If-None-Match header."""
    if known is not None:
        if known == variant.etag or known.strip() == "*":
            return variant.same
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        # Whoever has the page in another of her forms has the page.
        for tag in (variant.etag, *(_tag(page, form) for form in choice)):
            if tag in tags:
                return Kept(304, _of_same(page, tag))
    return variant.whole if method == "GET" else variant.head


def as_head(answer: Answer) -> Answer:
    """Return what HEAD is told where GET would get this answer."""
    length = ("content-length", str(len(answer.body)))
    headers = [header for header in answer.headers if header[0] != "content-length"]
    return replace(answer, headers=[*headers, length], body=b"")


def choice_for(page: Page, accepted: str | None) -> Choice:
    """Return the forms in which a client may get a page."""
    if accepted is None or page.length < encodings.SMALLEST:
        return NOTHING
    return encodings.choices(accepted)


def _tag(page: Page, form: str) -> str:
    return f'"{page.etag}-{form}"' if form else f'"{page.etag}"'


def _of_same(page: Page, tag: str) -> list[tuple[str, str]]:
    """Return the headers of "you have it"."""
    return [*(header for header in page.headers if header[0] != "content-type"), ("etag", tag)]
