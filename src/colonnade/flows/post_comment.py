"""Post a comment: the way of every comment, from page, API and script alike."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from colonnade.discussion.actions import Posting, find_posted, post
from colonnade.discussion.policy import BODY_LIMIT
from colonnade.discussion.reading import ThreadInfo, thread_of
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import keep_trace
from colonnade.moderation.gates import Draft, insist, screen
from colonnade.moderation.reading import recent_postings
from colonnade.people.actions import claim_guest_name, ensure_guest
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo, current_site

_HEX = "[0-9a-fA-F]"
_KEY = re.compile(rf"{_HEX}{{8}}-?(?:{_HEX}{{4}}-?){{3}}{_HEX}{{12}}")


@dataclass(frozen=True, slots=True)
class NewComment:
    """What somebody typed: `key` is made by her client, `guest_token` is a guest's private key."""

    thread: str
    body: str
    key: UUID
    parent: str = ""
    name: str = ""
    guest_token: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of it; `held` where a moderator sees it first."""

    comment: str
    held: bool
    again: bool = False


def key_from(word: str) -> UUID:
    """Return the key that a client made; raises Refusal key_invalid."""
    if not _KEY.fullmatch(word):
        raise Refusal("key_invalid", Kind.INVALID)
    return UUID(word)


def post_comment(*, actor: Actor, new: NewComment) -> Posted:
    """Post a comment and tell the outbox, or raise the Refusal that says why not.

    The same key again, with the same text by the same author, gives the same comment.
    """
    site = current_site()
    thread = thread_of(site, new.thread)
    if thread is None:
        raise Refusal("thread_missing", Kind.MISSING)
    body = accept_text(new.body, field="body", limit=BODY_LIMIT)
    try:
        with transaction.atomic():
            return _post(actor, site, thread, new, body)
    except IntegrityError:
        # Two posts with one key met: the first one counts.
        with transaction.atomic():
            posted = _posted_before(_with_guest(actor, new), thread, new.key, body)
        if posted is None:
            raise
        return posted


def _post(actor: Actor, site: SiteInfo, thread: ThreadInfo, new: NewComment, body: str) -> Posted:
    author = _with_guest(actor, new)
    before = _posted_before(author, thread, new.key, body)
    if before is not None:
        return before
    recent = recent_postings(author, thread.id)
    held = insist(screen(Draft(author, site, thread.commenting, thread.closed, recent)))
    name = "" if author.is_member else claim_guest_name(raw=new.name)
    comment = post(
        Posting(
            thread=thread.id,
            parent=new.parent,
            author=author,
            guest_name=name,
            source=body,
            key=new.key,
            held=held,
        )
    )
    keep_trace(actor=author, thread=thread.id)
    return Posted(comment, held)


def _with_guest(actor: Actor, new: NewComment) -> Actor:
    if actor.is_member or not new.guest_token:
        return actor
    return Actor(guest=ensure_guest(token=new.guest_token), address=actor.address)


def _posted_before(author: Actor, thread: ThreadInfo, key: UUID, body: str) -> Posted | None:
    found = find_posted(thread=thread.id, key=key)
    if found is None:
        return None
    same = (found.person, found.guest) == (author.person, author.guest)
    # A deleted comment keeps no text to compare with; its key is hers all the same.
    if not same or (found.source != body and found.visibility != "deleted"):
        raise Refusal("key_taken", Kind.CONFLICT)
    return Posted(found.id, found.visibility == "held", again=True)
