"""Notes on a person among the staff, and many comments held as one act."""

import pytest

from colonnade.discussion.models import Comment
from colonnade.moderation.models import Decision, Note
from colonnade.people.actions import ensure_guest
from colonnade.people.reading import Actor
from colonnade.people.whom import whom_of
from tests.factories import make_actor, make_comment, make_thread
from tests.staff.desk import form, staff, text

pytestmark = pytest.mark.django_db


def page_of(actor: Actor) -> str:
    whom = whom_of(person=actor.person, guest=actor.guest)
    assert whom is not None
    return f"/staff/{'people' if whom.person else 'guests'}/{whom.word}"


@pytest.mark.parametrize("kind", ["member", "guest"])
def test_a_note_on_a_person_is_read_by_all_of_the_staff(kind):
    whom = make_actor() if kind == "member" else Actor(guest=ensure_guest(token="a-key"))
    make_comment(make_thread(), author=whom)
    at, desk = page_of(whom), staff()
    fields = form(text(desk.get(f"{at}/")), f"{at}/note", words="She asked us by telephone.")
    answer = desk.post(f"{at}/note", fields)
    assert answer.headers["Location"] == f"{at}/?saved=note#notes"
    assert "She asked us by telephone." in text(staff("editor").get(f"{at}/"))
    assert not Decision.objects.exists()


def test_an_empty_note_is_refused_and_one_that_is_too_long_stays_in_its_field():
    at, desk = page_of(make_actor()), staff()
    assert desk.post(f"{at}/note", {"words": " "}).status_code == 422
    long = "long " * 500
    answer = desk.post(f"{at}/note", {"words": long})
    assert answer.status_code == 413
    page = text(answer)
    assert long.strip() in page
    # The form of another act does not open by it.
    assert 'id="impose" open' not in page
    assert not Note.objects.exists()
    assert desk.post("/staff/people/bbbbbbbbbbbb/note", {"words": "x"}).status_code == 404


def test_what_is_selected_is_held_as_one_act():
    thread, desk = make_thread(), staff()
    shown = [make_comment(thread, body=f"Number {number}") for number in range(2)]
    waits = make_comment(thread, held=True)
    assert '<button name="act" value="hold">Hold all</button>' in text(desk.get("/staff/"))
    rows = Comment.objects.filter(public_id__in=[*shown, waits])
    picked = [f"{row.public_id}:{row.visibility}:{row.revision}" for row in rows]
    desk.post("/staff/together", {"act": "hold", "comment": picked})
    assert set(rows.values_list("visibility", flat=True)) == {"held"}
    decided = Decision.objects.filter(act="hold")
    assert {row.subject for row in decided} == set(shown)
    assert len({row.batch for row in decided}) == 1


def test_the_field_that_is_at_fault_is_marked_and_told_of():
    at, desk = page_of(make_actor()), staff()
    page = text(desk.post(f"{at}/measure", {"kind": "slow", "seconds": "0", "reason": "Insults."}))
    assert 'id="impose" open' in page
    marked = [line for line in page.split("<input ") if "aria-invalid" in line.split(">")[0]]
    assert [line.split('"')[1] for line in marked] == ["seconds"]
    assert 'aria-describedby="alert h-seconds"' in marked[0]
    assert 'value="Insults."' in page
