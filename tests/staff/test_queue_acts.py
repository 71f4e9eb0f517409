"""What a moderator does at the queue: cut, undo of any decision, notes, several at once, views."""

import pytest

from colonnade.discussion.actions import edit, ready
from colonnade.discussion.pieces import is_words, pieces_of, without
from colonnade.discussion.reading import comment_for, public_wordings, source_for
from colonnade.flows.cut_out import cut_out
from colonnade.flows.decide import decide
from colonnade.flows.undo import undo
from colonnade.kit.refusals import Refusal
from colonnade.moderation.models import Decision, Measure, Note, SavedFilter
from colonnade.moderation.reading import decisions_on
from colonnade.moderation.ruling import Ground
from tests.factories import STAFF, make_actor, make_comment, make_person, make_thread
from tests.staff.desk import form, sign_in, staff, text
from tests.staff.test_claims import WAITS

pytestmark = pytest.mark.django_db
TEXT = "The bridge is old. Canary is a fool! It must go.\n\n> Canary said so. Yes.\n"


def seen(comment: str) -> tuple[str, str, int, str]:
    found = comment_for(STAFF, comment)
    assert found is not None
    return found.html, found.excerpt, found.revision, found.visibility


@pytest.mark.parametrize(
    ("cut", "left"),
    [
        ({1}, "The bridge is old. [cut] It must go.\n"),
        ({1, 2}, "The bridge is old. [cut] \n"),
        ({0, 2}, "[cut] Canary is a fool! [cut]\n"),
    ],
)
def test_pieces_are_the_text_and_a_mark_stands_where_one_was(cut, left):
    pieces = pieces_of(TEXT)
    assert "".join(pieces) == TEXT
    assert without(pieces, cut, "[cut]").startswith(left)
    assert [one for one in pieces if is_words(one)][3] == "Canary said so. "


@pytest.mark.parametrize("state", ["visible", "held"])
def test_a_cut_leaves_a_mark_and_is_put_back_byte_for_byte(state):
    comment = make_comment(make_thread(), body=TEXT, held=state == "held")
    before, moderator = seen(comment), staff(name="Berta Cuts")
    page = text(moderator.get(f"/staff/comments/{comment}/cut-out"))
    fields = form(page.replace('<form method="post">', '<form action="x">'), "x")
    typed = fields | {"piece": ["1"], "rule": "2"}
    answer = moderator.post(f"/staff/comments/{comment}/cut-out", typed)
    assert answer.status_code == 303
    html, _, _, visibility = seen(comment)
    assert "[cut by a moderator: rule 2]" in html
    assert "fool" not in html
    assert visibility == state
    found = comment_for(STAFF, comment)
    assert found is not None
    # No reader finds the former wording; the staff do.
    assert all("fool" not in one.source for one in public_wordings(found))
    assert found.edited is None
    assert "Canary is a fool!" in text(moderator.get(f"/staff/comments/{comment}/"))
    record = decisions_on(comment)[0]
    assert (record.act, record.rule, record.before, record.after) == ("cut", 2, state, state)
    undo(actor=make_actor(role="moderator"), comment=comment, decision=record.id)
    assert seen(comment) == before
    assert decisions_on(comment)[0].undoes == record.id


def test_what_is_changed_or_empty_is_not_cut_nor_put_back():
    comment = make_comment(make_thread(), body=TEXT)
    moderator = make_actor(role="moderator")
    for pieces, ground, code in [
        ({1}, Ground(), "ground_missing"),
        ({99}, Ground(rule=1), "cut_nothing"),
        (range(20), Ground(rule=1), "cut_all"),
        ({1}, Ground(rule=77), "rule_missing"),
    ]:
        with pytest.raises(Refusal, match=code):
            cut_out(actor=moderator, comment=comment, pieces=pieces, ground=ground)
    decision = cut_out(actor=moderator, comment=comment, pieces={1}, ground=Ground(rule=1))
    found = comment_for(STAFF, comment)
    assert found is not None
    edit(comment=found, text=ready("Another text."))
    with pytest.raises(Refusal, match="cut_missing"):
        undo(actor=moderator, comment=comment, decision=decision)
    again = comment_for(STAFF, comment)
    assert again is not None
    assert source_for(again).source == "Another text."


def test_an_older_decision_is_taken_back_once_while_the_comment_stands_as_it_left_it():
    comment = make_comment(make_thread(), body=TEXT, held=True)
    berta = make_actor(role="moderator")
    decide(actor=berta, comment=comment, act="approve")
    approved = decisions_on(comment)[0].id
    cut = cut_out(actor=berta, comment=comment, pieces={1}, ground=Ground(rule=1))
    client = staff()
    page = text(client.get(f"/staff/comments/{comment}/"))
    for decision in (approved, cut):
        assert f'name="undoes" value="{decision}"' in page
    assert undo(actor=berta, comment=comment, decision=approved) == "held"
    with pytest.raises(Refusal, match="undo_impossible"):
        undo(actor=berta, comment=comment, decision=approved)
    with pytest.raises(Refusal, match="decision_missing"):
        undo(actor=berta, comment=comment, decision="b" * 12)


def test_a_note_is_seen_by_colleagues_and_what_is_passed_on_waits_for_one_alone():
    comment = make_comment(make_thread(), held=True)
    ann, carla = make_person("Ann Early", role="moderator"), make_person("Carla", role="moderator")
    first, second = sign_in(ann), sign_in(carla)
    address = f"/staff/comments/{comment}/note"
    assert first.post(address, {"words": "She has been kind before."}).status_code == 303
    assert "She has been kind before." in text(first.get("/staff/"))
    answer = first.post(address, {"words": "Yours?", "to": str(carla.pk)})
    assert answer.status_code == 303
    assert WAITS.findall(text(first.get("/staff/"))) == []
    page = text(second.get("/staff/"))
    assert WAITS.findall(page) == [comment]
    assert "(to you)" in page
    decide(actor=make_actor(role="editor"), comment=comment, act="approve")
    assert not Note.objects.filter(to__isnull=False, done=None).exists()
    assert first.post(address, {"words": " "}).status_code == 422
    assert first.post(address, {"words": "x", "to": "999999"}).status_code == 422


def test_several_are_decided_as_one_act_with_one_reason_and_taken_back_as_one():
    thread = make_thread()
    ids = [make_comment(thread, held=True) for _ in range(4)]
    client = staff()
    client.get("/staff/")
    picked = [f"{comment}:held:1" for comment in ids[:3]]
    answer = client.post("/staff/together", {"act": "remove", "comment": picked})
    assert answer.status_code == 422  # it names no rule
    # What was reworded since nobody has looked at.
    picked += [f"{ids[3]}:held:7"]
    fields = {"act": "remove", "comment": picked, "rule": "1", "reason": "Spam."}
    answer = client.post("/staff/together", fields)
    rows = Decision.objects.filter(act="remove")
    assert set(rows.values_list("subject", flat=True)) == set(ids[:3])
    assert {(row.rule, row.batch) for row in rows} == {(1, rows[0].batch)}
    page = text(client.get(answer.headers["Location"]))
    assert "Removed. 3 comments. 1 was left as it is" in page
    assert WAITS.findall(page) == [ids[3]]
    client.post("/staff/together", {"act": "undo", "batch": rows[0].batch})
    assert set(WAITS.findall(text(client.get("/staff/")))) == set(ids)


def test_what_of_the_selected_was_left_is_said_also_where_all_of_it_was():
    thread = make_thread()
    ids = [make_comment(thread, held=True) for _ in range(3)]
    client = staff()
    client.get("/staff/")
    for comment in ids[:2]:
        decide(actor=make_actor(role="editor"), comment=comment, act="approve")
    fields = {"act": "hold", "comment": [f"{comment}:held:1" for comment in ids[:2]]}
    answer = client.post("/staff/together", fields)
    page = text(client.get(answer.headers["Location"]))
    assert "2 were left as they are: they had changed meanwhile" in page
    assert 'name="batch"' not in page
    fields = {"act": "approve", "comment": [f"{ids[2]}:held:1"] * 2}
    answer = client.post("/staff/together", fields)
    assert "left" not in answer.headers["Location"]
    assert "Approved. 1 comment" in text(client.get(answer.headers["Location"]))


def test_what_taking_back_left_is_said():
    thread = make_thread()
    ids = [make_comment(thread, held=True) for _ in range(3)]
    client = staff()
    client.get("/staff/")
    fields = {"act": "approve", "comment": [f"{comment}:held:1" for comment in ids]}
    client.post("/staff/together", fields)
    batch = Decision.objects.filter(subject=ids[0]).get().batch
    removes = make_actor(role="editor")
    decide(actor=removes, comment=ids[0], act="remove", ground=Ground(rule=1))
    answer = client.post("/staff/together", {"act": "undo", "batch": batch})
    page = text(client.get(answer.headers["Location"]))
    assert "Held. 2 comments. 1 was left as it is" in page


def test_a_warning_from_the_queue_is_a_measure_with_its_record():
    person = make_actor("Wanda Loud")
    comment = make_comment(make_thread(), author=person, held=True)
    answer = staff().post(
        f"/staff/comments/{comment}/warn", {"reason": "Please be kind.", "rule": "2"}
    )
    assert answer.status_code == 303
    assert Measure.objects.get(person=person.person).kind == "warn"
    assert Decision.objects.get(act="warn").rule == 2


def test_a_view_is_kept_under_a_name_shows_only_its_kind_and_is_forgotten():
    thread = make_thread()
    new = make_comment(thread, held=True)
    client = staff()
    assert WAITS.findall(text(client.get("/staff/?level=new&order=oldest"))) == [new]
    page = text(client.get("/staff/?level=trusted"))
    assert WAITS.findall(page) == []
    assert "Nothing of this kind waits." in page
    kept = {"act": "keep", "name": "Old hands", "query": "level=trusted&evil=1"}
    client.post("/staff/filters", kept)
    assert SavedFilter.objects.get().query == "level=trusted"
    assert '<a href="/staff/?level=trusted"' in text(client.get("/staff/"))
    assert "Old hands" not in text(staff().get("/staff/"))
    client.post("/staff/filters", {"act": "drop", "name": "Old hands"})
    assert not SavedFilter.objects.exists()
