"""The site's own outside check: asked after a comment was posted, and able to hold it alone."""

import hmac
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from colonnade.discussion.actions import Seen, change_visibility, lock_places
from colonnade.discussion.events import CommentEdited, CommentPosted
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import Detail, comments_among, source_for
from colonnade.flows.on_record import put_on_record
from colonnade.kit import clock
from colonnade.kit.outgoing import NotSent, send
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import keep_hold
from colonnade.moderation.gates import Verdict
from colonnade.moderation.gates.choices import Choices
from colonnade.moderation.reading import choices_now, decisions_on
from colonnade.moderation.ruling import Ground, Ruling
from colonnade.outbox.worker import Write, starts_outside, takes_many
from colonnade.people.reading import Actor

SIGNATURE = "X-Colonnade-Signature"
_AT_ONCE = 8
# Seconds for which nobody asks again after it was silent.
_PAUSE = 60.0
_REASON_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Question:
    """A comment as the outside check is told of it."""

    comment: Detail
    body: bytes


class _Process:
    """Until when this process leaves a silent check alone, by the monotonic clock."""

    silent_until: float = 0.0


@takes_many
@starts_outside
def ask_outside(events: Sequence[CommentPosted | CommentEdited]) -> Write | None:
    """Ask the outside check, where there is one, about comments that readers see.

    Raises NotSent where it is silent or answers otherwise than was agreed: then it is asked
    again later, as for every event.
    """
    choices = choices_now()
    if not choices.check_url:
        return None
    if time.monotonic() < _Process.silent_until:
        raise NotSent("silent")
    questions = _questions(events)
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            answers = list(pool.map(partial(ask, choices), questions))
    except NotSent:
        _Process.silent_until = time.monotonic() + _PAUSE
        raise
    asked = zip(questions, answers, strict=True)
    found = [(question.comment, reason) for question, reason in asked if reason is not None]
    return partial(_hold_all, found) if found else None


def ask(choices: Choices, question: Question) -> str | None:
    """Return why a comment is to be held, None where it is not; raises NotSent."""
    moment = int(clock.now().timestamp())
    answer = send(
        choices.check_url,
        question.body,
        headers={
            "Content-Type": "application/json",
            "User-Agent": "Colonnade",
            SIGNATURE: signed(choices.check_secret, moment, question.body),
        },
        seconds=choices.check_seconds,
        inside=settings.CONFIG.inside_hosts,
    )
    if answer.status == 204:  # noqa: PLR2004 - nothing to say
        return None
    try:
        said = json.loads(answer.body)
    except ValueError as error:
        raise NotSent("answer") from error
    if answer.status != 200 or not isinstance(said, dict):  # noqa: PLR2004
        raise NotSent("answer")
    reason = " ".join(str(said.get("reason", "")).replace("\0", "").split())[:_REASON_LIMIT]
    return reason if said.get("hold") is True else None


def signed(secret: str, moment: int, body: bytes) -> str:
    """Return the header by which the other side knows us: t=seconds,v1=HMAC-SHA256 of t.body."""
    digest = hmac.new(secret.encode(), b"%d." % moment + body, sha256)
    return f"t={moment},v1={digest.hexdigest()}"


def _questions(events: Sequence[CommentPosted | CommentEdited]) -> list[Question]:
    found = comments_among(STAFF, {event.comment for event in events})
    return [_question(row) for row in found.values() if row.visibility == "visible"]


def _question(comment: Detail) -> Question:
    told = {
        "comment": comment.id,
        "thread": comment.thread,
        "revision": comment.revision,
        "text": source_for(comment).source,
    }
    return Question(comment, json.dumps(told).encode())


@transaction.atomic
def _hold_all(found: Sequence[tuple[Detail, str]]) -> None:
    lock_places(comments=[comment.id for comment, _ in found])
    for comment, reason in found:
        hold_by_check(comment=comment, reason=reason)


@transaction.atomic
def hold_by_check(*, comment: Detail, reason: str) -> bool:
    """Hold a comment because the outside check said so; return whether it was.

    Not where somebody of the staff has decided on it, or where it is another by now.
    """
    lock_places(comments=[comment.id])
    if any(verdict.role for verdict in decisions_on(comment.id)):
        return False
    try:
        seen = Seen("visible", comment.revision)
        change_visibility(comment=comment.pk, act="hold", seen=seen)
    except Refusal:
        return False
    data: dict[str, str | int] = {"words": reason}
    code = "check_holds_because" if reason else "check_holds"
    keep_hold(comment=comment.id, verdict=Verdict("hold", code, data=data))
    ground = Ground(facts=reason, automated=True)
    ruling = Ruling(comment.id, "hold", "visible", "held", reason=reason, ground=ground)
    put_on_record(actor=Actor(), ruling=ruling, person=comment.person, guest=comment.guest)
    return True
