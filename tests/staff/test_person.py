"""One person's page at the desk: history, measures, everything since a moment as one act."""

import pytest

from colonnade.discussion.models import Comment, Thread
from colonnade.flows.decide import decide
from colonnade.moderation.models import Decision, Measure
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import bind_to_sections, ensure_guest
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from colonnade.people.whom import whom_of
from tests.factories import make_actor, make_comment, make_person, make_thread
from tests.queries import queries
from tests.staff.desk import form, sign_in, staff, text

pytestmark = pytest.mark.django_db
WHY = {"reason": "Insults, again.", "rule": "1"}


def page_of(actor: Actor) -> str:
    whom = whom_of(person=actor.person, guest=actor.guest)
    assert whom is not None
    return f"/staff/{'people' if whom.person else 'guests'}/{whom.word}"


def test_a_moderator_finds_it_from_the_comment_and_reads_everything():
    ann, thread = make_actor("Ann Rivers"), make_thread()
    comment = make_comment(thread, author=ann, body="Bridge, says who?", held=True)
    desk = staff()
    answer = desk.get(f"/staff/comments/{comment}/writer")
    assert answer.headers["Location"] == page_of(ann) + "/"
    assert "/writer" in text(desk.get(f"/staff/comments/{comment}/"))
    page = text(desk.get(page_of(ann) + "/"))
    for words in ("Ann Rivers", "Bridge, says who?", "held", thread.title):
        assert words in page


def test_a_measure_is_imposed_shown_and_lifted_by_its_forms():
    ann, desk = make_actor("Ann Rivers"), staff()
    at = page_of(ann)
    shown = text(desk.get(f"{at}/"))
    typed = {"kind": "slow", "seconds": "30", "days": "0.5", "section": ""}
    fields = form(shown, f"{at}/measure") | typed | WHY
    answer = desk.post(f"{at}/measure", fields)
    assert answer.headers["Location"] == f"{at}/?saved=measure#measures"
    shown = text(desk.get(f"{at}/"))
    assert "Slowed down" in shown
    assert "Insults, again." in shown
    lifting = form(shown, f"{at}/lift", reason="She wrote to us.")
    assert desk.post(f"{at}/lift", lifting).status_code == 303
    assert [row.act for row in Decision.objects.order_by("id")] == ["slow", "lift"]
    assert desk.post(f"{at}/lift", lifting).status_code == 404
    assert "lifted" in text(desk.get(f"{at}/"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"kind": "warn", "reason": ""}, 422),
        ({"kind": "warn", "rule": ""}, 422),
        ({"kind": "suspend"}, 422),
        ({"kind": "suspend", "days": "-1"}, 422),
        ({"kind": "suspend", "days": "9" * 400}, 422),
        ({"kind": "suspend", "days": "nan"}, 422),
        ({"kind": "suspend", "days": "٣"}, 422),
        ({"kind": "slow", "seconds": "0"}, 422),
        ({"kind": "shadow"}, 422),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(typed, code):
    at = page_of(make_actor())
    answer = staff().post(f"{at}/measure", {**WHY, **typed})
    assert answer.status_code == code
    if typed.get("reason") is None:
        assert "Insults, again." in text(answer)
    assert (Measure.objects.count(), Decision.objects.count()) == (0, 0)


def test_a_guest_has_a_page_of_her_own():
    guest = Actor(guest=ensure_guest(token="a-key"))
    comment = make_comment(make_thread(), author=guest)
    desk, at = staff(), page_of(guest)
    assert "Passer-by" in text(desk.get(f"{at}/"))
    assert desk.get(f"/staff/comments/{comment}/writer").headers["Location"] == f"{at}/"
    assert desk.post(f"{at}/measure", {"kind": "ban", **WHY}).status_code == 303
    assert Decision.objects.get().kind == "guest"
    assert desk.get("/staff/guests/bbbbbbbbbbbb/").status_code == 404
    assert desk.get("/staff/people/bbbbbbbbbbbb/").status_code == 404


def test_everything_since_is_shown_with_its_count_done_as_one_and_taken_back_as_one():
    ann, desk, thread = make_actor("Ann Rivers"), staff(), make_thread()
    hers = [make_comment(thread, author=ann, held=n == 2) for n in range(4)]
    other = make_comment(thread)
    at = page_of(ann)
    shown = text(desk.get(f"{at}/"))
    asked = text(desk.post(f"{at}/since", form(shown, f"{at}/since", days="1", act="remove")))
    assert "Remove 4 comments by" in asked
    assert Decision.objects.count() == 0
    late = make_comment(thread, author=ann)
    fields = form(asked, f"{at}/since") | WHY
    answer = desk.post(f"{at}/since", {**fields, "comment": hers})
    assert answer.status_code == 303
    states = dict(Comment.objects.values_list("public_id", "visibility"))
    assert {states[one] for one in hers} == {"removed"}
    told = text(desk.get(answer.headers["Location"]))
    assert "Removed. 4 comments" in told
    assert "left as" not in told
    # What nobody looked at is not met, nor anybody else.
    assert (states[late], states[other]) == ("visible", "visible")
    rows = list(Decision.objects.all())
    assert {row.subject for row in rows} == set(hers)
    assert len({row.batch for row in rows}) == 1
    assert {(row.act, row.rule, row.reason) for row in rows} == {("remove", 1, WHY["reason"])}
    shown = text(desk.get(f"{at}/"))
    assert "4 comments as one act" in shown
    undo = form(shown, f"{at}/undo")
    assert desk.post(f"{at}/undo", undo).status_code == 303
    again = dict(Comment.objects.values_list("public_id", "visibility"))
    assert [again[one] for one in hers] == ["visible", "visible", "held", "visible"]
    assert Decision.objects.exclude(undoes="").count() == 4
    assert desk.post(f"{at}/undo", undo).status_code == 409


def test_what_a_colleague_decided_meanwhile_is_left_and_counted():
    ann, thread = make_actor("Ann Loud"), make_thread()
    hers = [make_comment(thread, author=ann) for _ in range(3)]
    desk, at = staff(), page_of(ann)
    asked = text(desk.post(f"{at}/since", {"days": "1", "act": "remove"}))
    remover = make_actor(role="moderator")
    decide(actor=remover, comment=hers[0], act="remove", ground=Ground(rule=2))
    answer = desk.post(f"{at}/since", {**form(asked, f"{at}/since"), **WHY, "comment": hers})
    told = text(desk.get(answer.headers["Location"]))
    assert "Removed. 2 comments. 1 was left as it is" in told


def test_without_reason_nothing_of_it_is_done():
    ann, desk = make_actor(), staff()
    comment, at = make_comment(make_thread(), author=ann), page_of(ann)
    fields = {"act": "remove", "days": "1", "comment": [comment], "reason": " "}
    answer = desk.post(f"{at}/since", fields)
    assert answer.status_code == 422
    assert Decision.objects.count() == 0
    for act in ("delete", "approve", ""):
        assert desk.post(f"{at}/since", fields | {"act": act, **WHY}).status_code == 409


def test_who_answers_for_some_sections_sees_and_meets_what_is_in_them():
    ann, moderator = make_actor("Ann Rivers"), make_person(role="moderator")
    mine, other = make_thread(), make_thread()
    Thread.objects.filter(pk=mine.id).update(section="Harbor")
    bind_to_sections(person=moderator.pk, sections=["Harbor"])
    here = make_comment(mine, author=ann, body="Here in the harbor.")
    there = make_comment(other, author=ann, body="There, a canary.", held=True)
    desk, at = sign_in(moderator), page_of(ann)
    page = text(desk.get(f"{at}/"))
    assert "Here in the harbor." in page
    assert "canary" not in page
    fields = {"act": "remove", "days": "1", "comment": [here, there], **WHY}
    assert "canary" not in text(desk.post(f"{at}/since", {"act": "remove", "days": "1"}))
    assert desk.post(f"{at}/since", fields).status_code == 303
    states = dict(Comment.objects.values_list("public_id", "visibility"))
    assert (states[here], states[there]) == ("removed", "held")
    assert desk.post(f"{at}/measure", {"kind": "ban", **WHY}).status_code == 403
    elsewhere = {"kind": "ban", "section": "Market", **WHY}
    assert desk.post(f"{at}/measure", elsewhere).status_code == 403
    inside = {"kind": "ban", "section": "Harbor", **WHY}
    assert desk.post(f"{at}/measure", inside).status_code == 303
    assert Person.objects.get(pk=ann.person or 0).is_active


def test_staff_are_met_by_owners_alone():
    colleague = actor_of(make_person(role="moderator"))
    at = page_of(colleague)
    for desk, code in ((staff(), 403), (staff("editor"), 403), (staff("owner"), 303)):
        assert "<form" in text(desk.get(f"{at}/")) or code == 403
        answer = desk.post(f"{at}/measure", {"kind": "warn", **WHY})
        assert answer.status_code == code


@pytest.mark.parametrize("act", ["", "measure", "lift", "since", "undo"])
def test_readers_and_strangers_are_kept_out(act):
    path = f"{page_of(make_actor())}/{act}"
    reader = sign_in(make_person())
    assert reader.post(path, WHY).status_code == 403
    assert reader.get(path).status_code in {403, 405}


def test_the_page_costs_the_same_however_much_she_wrote():
    ann, berta, desk = make_actor(), make_actor(), staff()
    thread = make_thread()
    make_comment(thread, author=ann)
    for _ in range(20):
        make_comment(thread, author=berta)
    desk.get(f"{page_of(ann)}/")
    for one in (ann, berta):
        with queries(22):
            desk.get(f"{page_of(one)}/")
