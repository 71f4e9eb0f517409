"""What the staff do at the queue besides deciding: notes, warnings, views, several at once."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from colonnade.discussion.actions import Seen
from colonnade.discussion.reading import Detail
from colonnade.flows.decidable import decidable
from colonnade.flows.decide_many import Many, as_seen, decide_many, undo_many
from colonnade.flows.give_duties import give_duties
from colonnade.flows.measure import impose
from colonnade.flows.note import note_on_comment
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation import actions
from colonnade.moderation.actions import Terms
from colonnade.moderation.desk import sieve_from
from colonnade.moderation.standing import WARN
from colonnade.people.reading import Actor
from colonnade.people.whom import whom_of
from colonnade.staff.access import for_moderators, for_owners
from colonnade.staff.asked import ground_from, why_from, worded
from colonnade.staff.done import told_of
from colonnade.staff.pages import number_from, see, staff_path
from colonnade.staff.views.comment import comment_page

_MOST_SELECTED = 100


@for_moderators
@require_POST
def note(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Keep a note on a comment, or pass it on to a colleague."""
    typed = request.POST
    try:
        to = number_from(typed.get("to", "")) or None
        note_on_comment(actor=actor, comment=comment, words=typed.get("words", ""), to=to)
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return comment_page(request, actor, comment, refusal=refusal)
    return see(staff_path(typed.get("next", "")), said="note")


@for_moderators
@require_POST
def warn(request: HttpRequest, actor: Actor, comment: str) -> HttpResponse:
    """Warn who wrote a comment."""
    found = decidable(actor, comment)
    whom = whom_of(person=found.person, guest=found.guest)
    if whom is None:
        raise Refusal("person_missing", Kind.MISSING, name=comment)
    try:
        terms = Terms(WARN, section=found.thread_section)
        impose(actor=actor, whom=whom, terms=terms, why=why_from(request.POST))
    except Refusal as refusal:
        return comment_page(request, actor, comment, refusal=refusal)
    return see(staff_path(request.POST.get("next", "")), said="warn")


@for_moderators
@require_POST
def together(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Do one act to all that was selected, or take such an act back."""
    typed = request.POST
    back = staff_path(typed.get("next", ""))
    if typed.get("act") == "undo":
        many = undo_many(actor=actor, batch=typed.get("batch", ""))
        return see(back + "#done", **told_of(many, chosen=many.done + len(many.left)))
    act = typed.get("act", "")
    if act not in {"approve", "remove", "hold"}:
        raise Refusal("act_impossible", Kind.CONFLICT, state="", act=act)
    picked = typed.getlist("comment")[:_MOST_SELECTED]
    found = _selected(actor, picked)
    chosen = len({word.partition(":")[0] for word in picked})
    if not found:
        return see(back + "#done", **told_of(Many("", 0), chosen=chosen))
    ground = ground_from(typed)
    reason = worded(typed.get("reason", ""), ground)
    if act != "remove":
        ground, reason = ground_from({}), typed.get("reason", "")
    many = decide_many(actor=actor, comments=found, act=act, reason=reason, ground=ground)
    return see(back + "#done", **told_of(many, chosen=chosen))


def _selected(actor: Actor, picked: list[str]) -> list[Detail]:
    """Return what was selected, as far as it is still what was looked at."""
    seen = {}
    for word in picked:
        comment, _, rest = word.partition(":")
        state, _, revision = rest.partition(":")
        seen[comment] = Seen(state, number_from(revision))
    return as_seen(actor, seen)


@for_moderators
@require_POST
def filters(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep a view of the queue under a name, or forget one."""
    typed, home = request.POST, reverse("staff_queue")
    if typed.get("act") == "drop":
        actions.drop_filter(actor=actor, name=typed.get("name", ""))
        return see(home)
    pairs = sieve_from(QueryDict(typed.get("query", "")).dict()).pairs()
    query = QueryDict(mutable=True)
    query.update(pairs)
    actions.keep_filter(actor=actor, name=typed.get("name", ""), query=query.urlencode())
    return see(home, **pairs)


@for_moderators
@require_POST
def give_back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give back all that this moderator has in hand, and lead her away from the queue."""
    actions.give_back(actor=actor)
    return see(reverse("staff_decisions"))


@for_owners
@require_POST
def duties(request: HttpRequest, actor: Actor, handle: str) -> HttpResponse:
    """Say for which sections somebody answers."""
    give_duties(actor=actor, handle=handle, sections=request.POST.getlist("section"))
    return see(reverse("staff_people") + f"#p-{handle}", saved=handle)
