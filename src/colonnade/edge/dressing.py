"""A page dressed to be sent: in the encoding a client takes, whole, as a head, or not at all."""

import asyncio
from dataclasses import replace

from colonnade.edge import encodings
from colonnade.edge.flights import Flights
from colonnade.edge.pages import Kept, Page, Pages, Variant
from colonnade.edge.shapes import Answer, Ask


class Dressing:
    """Makes each encoding of a page once, when first asked for, beside the loop."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._flights: Flights[None] = Flights()

    async def dressed(self, page: Page, ask: Ask) -> Kept:
        """Return a page as this request wants it."""
        page.asked = True
        encoding = encoding_for(page, ask.header("accept-encoding"))
        if encoding not in page.variants:
            name = f"{id(page)} {encoding}"
            await self._flights.join(name, lambda: self._encode(page, encoding))
        return pick(page.variants[encoding], ask.method, ask.header("if-none-match") or None)

    async def end(self) -> None:
        """Give up what is being made."""
        await self._flights.end()

    async def _encode(self, page: Page, encoding: str) -> None:
        if not encoding:
            page.variants[encoding] = variant_of(page, encoding, page.body)
            return
        body = await asyncio.to_thread(encodings.encode, encoding, page.body)
        page.variants[encoding] = variant_of(page, encoding, body)
        self._pages.grow(page, len(body))


def variant_of(page: Page, encoding: str, body: bytes) -> Variant:
    """Return a page in an encoding, ready to be sent."""
    etag = f'"{page.etag}-{encoding}"' if encoding else f'"{page.etag}"'
    shared = [*page.headers, ("etag", etag)]
    whole = [*shared, ("content-length", str(len(body)))]
    if encoding:
        whole.append(("content-encoding", encoding))
    return Variant(
        etag=etag,
        whole=Kept(200, whole, body),
        head=Kept(200, whole),
        same=Kept(304, [header for header in shared if header[0] != "content-type"]),
    )


def pick(variant: Variant, method: str, known: str | None) -> Kept:
    """Return the answer for a method and an If-None-Match header."""
    if known is not None and _is_known(variant.etag, known):
        return variant.same
    return variant.whole if method == "GET" else variant.head


def as_head(answer: Answer) -> Answer:
    """Return what HEAD is told where GET would get this answer."""
    length = ("content-length", str(len(answer.body)))
    headers = [header for header in answer.headers if header[0] != "content-length"]
    return replace(answer, headers=[*headers, length], body=b"")


def encoding_for(page: Page, accepted: str | None) -> str:
    """Return the encoding in which a client gets a page."""
    if accepted is None or len(page.body) < encodings.SMALLEST:
        return encodings.IDENTITY
    return encodings.choose(accepted)


def _is_known(etag: str, known: str) -> bool:
    """Return whether If-None-Match names the tag, compared weakly (RFC 9110, 13.1.2)."""
    if known == etag:
        return True
    tags = (tag.strip().removeprefix("W/") for tag in known.split(","))
    return known.strip() == "*" or etag in tags
