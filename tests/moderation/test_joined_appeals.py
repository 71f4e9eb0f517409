"""Several readers who reported: each may object, and for who decides they are one case."""

import pytest

from colonnade.discussion.actions import describe_thread
from colonnade.discussion.models import Comment
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.report import Notice, report
from colonnade.flows.settle_case import keep_comment
from colonnade.moderation.appeals import MOST_A_DAY
from colonnade.moderation.reading import (
    appeal_named,
    count_appeals,
    joined_with,
    open_appeals,
    report_named,
)
from colonnade.moderation.ruling import Ground
from colonnade.outbox.models import Event
from colonnade.people.actions import bind_to_sections
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from tests.factories import make_actor, make_comment, make_person, make_thread, there
from tests.moderation.test_appeals import judge, refused, removed
from tests.staff.desk import sign_in, text

pytestmark = pytest.mark.django_db
RULE = Ground(rule=1)


def two_reports(first: Actor, comment: str, *reporters: Actor) -> tuple[str, list[str]]:
    """Let readers report a comment that is kept; return the decision, and their reports."""
    sent = [report(actor=one, notice=Notice(comment, "rule", rule=1)).report for one in reporters]
    keep_comment(actor=first, comment=comment)
    return there(report_named(sent[0])).decision, sent


@pytest.mark.parametrize("verdict", ["upheld", "reversed"])
def test_each_who_reported_may_object_and_they_are_one_case(first, second, comment, verdict):
    ann, berta = make_actor(), make_actor()
    number, sent = two_reports(first, comment, ann, berta)
    by = [Objector(who, report=one) for who, one in zip((ann, berta), sent, strict=True)]
    own = [appeal(by=one, decision=number, words=f"Look, {at}.") for at, one in enumerate(by)]
    assert refused(appeal, by=by[1], decision=number, words="Again!") == "appeal_made"
    assert (count_appeals(), [one.id for one in open_appeals()]) == ((1, 0), own[:1])
    assert [one.id for one in joined_with(there(appeal_named(own[0])))] == own[1:]
    # Whichever of them is opened, both have the answer.
    ruling = judge(second, own[1], verdict, minutes=7, ground=RULE)
    for one in own:
        found = there(appeal_named(one))
        assert (found.state, found.reasons, found.ruling) == (verdict, "Fair.", ruling)
    assert sum(there(appeal_named(one)).minutes for one in own) == 7
    assert (count_appeals(), open_appeals()) == ((0, 0), [])
    told = (
        Event.objects.filter(name="AppealDecided").order_by("pk").values_list("payload", flat=True)
    )
    assert sorted(one["appeal"] for one in told) == sorted(own)
    assert refused(judge, actor=second, number=own[0], verdict="upheld") == "appeal_decided"


def test_who_joined_in_does_not_decide_for_both(first, second, comment):
    ann, owner = make_actor(), make_actor(role="owner")
    number, sent = two_reports(first, comment, ann, second)
    own = appeal(by=Objector(ann, report=sent[0]), decision=number, words="Look.")
    appeal(by=Objector(second, report=sent[1]), decision=number, words="I think so, too.")
    assert refused(judge, actor=second, number=own, verdict="upheld") == "appeal_own"
    judge(owner, own, "upheld")


def test_somebody_who_reports_much_objects_so_often_a_day(first, second, writer):
    ann, thread = make_actor(), make_thread()
    number, by = "", Objector(ann)
    for at in range(MOST_A_DAY + 1):
        mine = make_comment(thread, author=writer, body=f"No {at}.")
        number, [sent] = two_reports(first, mine, ann)
        by = Objector(ann, report=sent)
        if at < MOST_A_DAY:
            appeal(by=by, decision=number, words="Look.")
    assert refused(appeal, by=by, decision=number, words="Look.") == "appeals_too_many"


def test_an_objection_is_heard_where_its_section_is_another_one_by_now(first, writer, comment):
    """Nothing is told to be restored that is not: whoever answers for it now decides."""
    bound = make_person(role="moderator")
    describe_thread(thread=thread_pk(comment), title="Bridge", section="Town")
    bind_to_sections(person=bound.pk, sections=["Town"])
    judge_of_town = actor_of(Person.objects.get(pk=bound.pk))
    objection = appeal(by=Objector(writer), decision=removed(first, comment), words="No.")
    describe_thread(thread=thread_pk(comment), title="Bridge", section="Sport")
    assert refused(judge, actor=judge_of_town, number=objection) == "comment_missing"
    assert there(appeal_named(objection)).is_open
    judge(make_actor(role="moderator"), objection)
    assert Comment.objects.get(public_id=comment).visibility == "visible"


def thread_pk(comment: str) -> int:
    return Comment.objects.get(public_id=comment).thread_id


def test_who_decides_reads_what_each_of_them_says(first, second, comment):
    number, sent = two_reports(first, comment, make_actor(), make_actor())
    own = [
        appeal(by=Objector(Actor(), report=one), decision=number, words=f"Look, {one}.")
        for one in sent
    ]
    client = sign_in(Person.objects.get(pk=there(second.person)))
    assert text(client.get("/staff/appeals/")).count(f"/staff/appeals/{own[0]}/") == 1
    assert f"/staff/appeals/{own[1]}/" not in text(client.get("/staff/appeals/"))
    page = text(client.get(f"/staff/appeals/{own[0]}/"))
    assert all(f"Look, {one}." in page for one in sent)
    assert "One more reader who reported it objects." in page
