"""What editors look through after an import: questions to say yes or no to, texts to be cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import (
    Detail,
    comment_for,
    comments_among,
    source_for,
)
from colonnade.discussion.reading.titles import titles_of
from colonnade.sites.reading import current_site
from colonnade.transfer.models import Offer
from colonnade.transfer.reading import OfferInfo, Page, offers
from colonnade.transfer.records import Cut


@dataclass(frozen=True, slots=True)
class Question:
    """An offer with what it is about.

    `about` is the comment that it concerns, `parent` the one it may answer; None where there is
    none. `commenting` is the rule offered, "" for other kinds.
    """

    offer: OfferInfo
    title: str
    about: Detail | None
    parent: Detail | None
    commenting: str

    @property
    def percent(self) -> int:
        """Return how sure the guess is, of a hundred."""
        return round(100 * self.offer.confidence)


@dataclass(frozen=True, slots=True)
class UncutText:
    """A text whose authors and borders are not known, and where it may be cut."""

    comment: str
    thread: str
    text: str
    cuts: Sequence[Cut]


def questions(run: str, *, page: int = 1) -> Page[Question]:
    """Return fifty of what an editor may confirm, with the comments they are about."""
    listed = offers(run, page=page)
    ids = {one.comment for one in listed.items} | {_parent(one) for one in listed.items}
    found = comments_among(STAFF, ids - {""})
    nameless = {one.thread for one in listed.items if not one.comment}
    titles = titles_of(current_site(), nameless, STAFF)
    items = tuple(_question(one, found, titles) for one in listed.items)
    return Page(items, listed.page, listed.pages, listed.total)


def uncut_text_of(comment: str) -> UncutText | None:
    """Return the text that waits to be cut, or None where this comment is none."""
    offer = Offer.objects.filter(kind="cut", comment=comment, state="open").first()
    found = comment_for(STAFF, comment) if offer else None
    if offer is None or found is None:
        return None
    cuts = [
        Cut(start=start, end=end, author=author, confidence=confidence)
        for start, end, author, confidence in offer.value["cuts"]
    ]
    return UncutText(comment, found.thread, source_for(found).source, cuts)


def _question(
    offer: OfferInfo, comments: Mapping[str, Detail], titles: Mapping[str, str]
) -> Question:
    about = comments.get(offer.comment)
    return Question(
        offer,
        about.thread_title if about else titles.get(offer.thread, offer.thread),
        about,
        comments.get(_parent(offer)),
        str(offer.value.get("commenting", "")),
    )


def _parent(offer: OfferInfo) -> str:
    return str(offer.value.get("parent", ""))
