"""Post a comment: the way of every comment, from page, API and script alike."""

import re
from dataclasses import dataclass
from uuid import UUID

from colonnade.discussion.actions import (
    PostedBefore,
    Posting,
    Text,
    Turn,
    find_posted,
    look_in,
    post_in,
    ready,
    take_turn,
)
from colonnade.discussion.policy import BODY_LIMIT
from colonnade.discussion.reading import Detail
from colonnade.flows.together import together
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions import count_refused, keep_hold, keep_print, keep_trace
from colonnade.moderation.gates import NO_TEXT, PASS, Draft, Facts, Verdict, insist, screen
from colonnade.moderation.gates.choices import OFF
from colonnade.moderation.reading import Place, draft_for
from colonnade.people.actions import claim_guest_name, ensure_guest
from colonnade.people.reading import Actor
from colonnade.sites.reading import SiteInfo, current_site

# Code points of a text that costs more to render than to ask twice whether it may come.
_LONG = 2000
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
    """What became of it; `held` where a moderator sees it first, `again` where it came before.

    `author` is who wrote it: a guest is known by now. `shown` and `source` are the comment as its
    writer sees it and what was typed, none where it came before. `verdict` is what the gates said.
    """

    comment: str
    held: bool
    author: Actor
    again: bool = False
    shown: Detail | None = None
    source: str = ""
    verdict: Verdict = PASS


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
    body = _accepted(site, new)
    if len(body) > _LONG:
        # Who comes too fast is told so before much work is done for her, and again in her turn.
        insist(screen(_draft(actor, site, _there(look_in(site=site, thread=new.thread)))))
    text = ready(body)
    try:
        return together(lambda: _post(actor, site, new, text))
    except Refusal as refusal:
        count_refused(code=refusal.code)
        raise


def _accepted(site: SiteInfo, new: NewComment) -> str:
    """Return the text as it is kept; that there is no such thread is said before what is wrong."""
    try:
        return accept_text(new.body, field="body", limit=BODY_LIMIT)
    except Refusal:
        _there(look_in(site=site, thread=new.thread))
        raise


def _there(turn: Turn | None) -> Turn:
    if turn is None:
        raise Refusal("thread_missing", Kind.MISSING)
    return turn


def _post(actor: Actor, site: SiteInfo, new: NewComment, text: Text) -> Posted:
    turn = _there(take_turn(site=site, thread=new.thread))
    found = find_posted(thread=turn.thread, key=new.key)
    if found is not None:
        return _again(found, _with_guest(actor, new), text.source)
    facts = Facts(text.html)
    draft = _draft(actor, site, turn, facts)
    verdict = screen(draft)
    held = insist(verdict)
    name = "" if actor.is_member else claim_guest_name(raw=new.name)
    author = _with_guest(actor, new)  # the first to write: what is refused leaves nothing to undo
    shown = post_in(
        turn,
        Posting(
            thread=turn.thread,
            parent=new.parent,
            author=author,
            guest_name=name,
            source=text.source,
            key=new.key,
            held=held,
            text=text,
        ),
    )
    keep_trace(actor=author, thread=turn.thread)
    if draft.rules.choices.repeats != OFF and facts.digest is not None:
        # In the transaction: of two that come within a second the second is known.
        keep_print(comment=shown.id, digest=facts.digest)
    if held:
        keep_hold(comment=shown.id, verdict=verdict)
    return Posted(shown.id, held, author, shown=shown, source=text.source, verdict=verdict)


def _draft(author: Actor, site: SiteInfo, turn: Turn, facts: Facts = NO_TEXT) -> Draft:
    place = Place(turn.thread, turn.section, turn.commenting, turn.closed)
    return draft_for(author, site, place, facts)


def _with_guest(actor: Actor, new: NewComment) -> Actor:
    if actor.is_member or actor.guest is not None or not new.guest_token:
        return actor
    return Actor(guest=ensure_guest(token=new.guest_token), address=actor.address)


def _again(found: PostedBefore, author: Actor, body: str) -> Posted:
    same = (found.person, found.guest) == (author.person, author.guest)
    # A deleted comment keeps no text to compare with; its key is hers all the same.
    if not same or (found.source != body and found.visibility != "deleted"):
        raise Refusal("key_taken", Kind.CONFLICT)
    return Posted(found.id, found.visibility == "held", author, again=True)
