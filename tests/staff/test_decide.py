"""Acts on comments: each with one press, each taken back with one, never by anybody else."""

import re

import pytest

from colonnade.discussion.actions import Seen, change_visibility, edit, ready
from colonnade.discussion.policy import TRANSITIONS, acts_on
from colonnade.discussion.reading import comment_for, waiting_comments
from colonnade.flows.decide import decide
from colonnade.kit.refusals import Refusal
from colonnade.moderation.reading import decisions_on
from colonnade.moderation.ruling import Ground
from colonnade.people.reading import Actor
from tests.factories import STAFF, make_actor, make_comment, make_thread, pk_of
from tests.staff.desk import decide_at, form, staff, text

pytestmark = pytest.mark.django_db
ACTS = {pair: after for pair, after in TRANSITIONS.items() if pair[1] != "delete"}


def state_of(comment: str) -> str:
    found = comment_for(STAFF, comment)
    assert found is not None
    return found.visibility


def make_in_state(state: str, body: str = "A thought.") -> str:
    comment = make_comment(make_thread(), body=body, held=state == "held")
    if state in {"removed", "deleted"}:
        act = state.removesuffix("d")
        change_visibility(
            comment=pk_of(comment), act=act, note="Rule 2." if act == "remove" else ""
        )
    return comment


def test_approving_leads_back_to_what_comes_next():
    thread = make_thread()
    first, second = (make_comment(thread, held=True) for _ in range(2))
    client = staff()
    page = text(client.get("/staff/"))
    answer = client.post(decide_at(first), form(page, decide_at(first), act="approve"))
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/staff/?at={second}&done={first}#done"
    assert state_of(first) == "visible"
    page = text(client.get(answer.headers["Location"]))
    assert "Approved." in page
    assert "1 comment waits" in page
    # What was done is told right above the comment that follows.
    assert page.index('id="done"') < page.index(f'id="c-{second}"')


@pytest.mark.parametrize(
    ("typed", "pressed", "kept"),
    [
        ("It is rude.", {"law": "Penal code, 185"}, "It is rude."),
        ("", {"law": "Penal code, 185"}, "Penal code, 185"),
        ("", {"rule": "1"}, "Rule 1: Speak to the matter"),
        ("It is rude.", {"rule": "1"}, "Rule 1: Speak to the matter – It is rude."),
    ],
)
def test_removing_says_why_to_readers_and_in_the_record(typed, pressed, kept):
    comment = make_in_state("held")
    client = staff(name="Berta Moves")
    fields = form(text(client.get("/staff/")), decide_at(comment), number=1)
    assert fields["act"] == "remove"
    assert client.post(decide_at(comment), fields | pressed | {"reason": typed}).status_code == 303
    found = comment_for(STAFF, comment)
    assert found is not None
    assert (found.visibility, found.note) == ("removed", kept)
    recorded = decisions_on(comment)[0]
    assert (recorded.act, recorded.before, recorded.reason) == ("remove", "held", kept)
    assert (recorded.rule, recorded.law) == (int(pressed.get("rule", 0)), pressed.get("law", ""))
    assert recorded.name == "Berta Moves"


def test_a_removal_without_a_rule_or_a_law_is_refused_and_asks_for_it():
    comment = make_in_state("held")
    client = staff()
    answer = client.post(decide_at(comment), {"act": "remove", "reason": "Rude.", "state": "held"})
    assert answer.status_code == 422
    assert "Please name the rule or the law" in text(answer)
    assert 'value="Rude."' in text(answer)
    assert state_of(comment) == "held"


def test_a_reason_that_cannot_be_kept_stays_in_the_form():
    comment = make_in_state("held")
    reason = "Much too long. " * 50
    answer = staff().post(decide_at(comment), {"act": "remove", "rule": "1", "reason": reason})
    assert answer.status_code == 413
    assert reason in text(answer)
    assert 'class="removal" data-removal open' in text(answer)
    assert state_of(comment) == "held"


@pytest.mark.parametrize(("state", "act"), sorted(ACTS))
def test_every_act_is_offered_done_and_taken_back(state, act):
    comment = make_in_state(state, body="Much ado.")
    if state == "removed":  # by a moderator, so that the reason is on record
        change_visibility(comment=pk_of(comment), act="restore")
        decide(
            actor=make_actor(role="moderator"),
            comment=comment,
            act="remove",
            reason="Rule 2.",
            ground=Ground(rule=2),
        )
    client, address = staff(), f"/staff/comments/{comment}/"
    page = text(client.get(address))
    offered = acts_on(state)
    number = offered.index(act) if act != "remove" else len(offered) - 1
    fields = form(page, decide_at(comment), number=number, act=act)
    answer = client.post(decide_at(comment), fields | {"rule": "5"})
    assert answer.status_code == 303
    assert state_of(comment) == ACTS[state, act]
    told = text(client.get(answer.headers["Location"]))
    undo = re.search(r"<form[^>]*data-undo.*?</form>", told, re.DOTALL)
    assert undo
    hidden = form(undo[0], decide_at(comment))
    assert client.post(decide_at(comment), hidden).status_code == 303
    found = comment_for(STAFF, comment)
    assert found is not None
    assert found.visibility == state
    assert found.note == ("Rule 2." if state == "removed" else "")


@pytest.mark.parametrize("state", ["visible", "held", "removed", "deleted"])
def test_a_comments_page_offers_what_its_state_allows(state):
    comment = make_in_state(state, body="Much ado.")
    page = text(staff().get(f"/staff/comments/{comment}/"))
    pressed = set(re.findall(r'<button name="act" value="(\w+)"', page))
    pressed |= {"remove"} if "data-removal" in page else set()
    searched = set() if state == "deleted" else {"noindex"}
    assert pressed == set(acts_on(state)) | searched
    # What its writer took back is gone for the staff too.
    assert ("Much ado." in page) == (state != "deleted")


def test_a_page_tells_the_history_of_wordings_and_decisions():
    comment = make_comment(make_thread(), body="First wording.")
    found = comment_for(STAFF, comment)
    assert found is not None
    edit(comment=found, text=ready("Second *wording*."))
    berta = make_actor("Berta Moves", role="moderator")
    decide(actor=berta, comment=comment, act="hold", reason="To be asked.")
    page = text(staff().get(f"/staff/comments/{comment}/"))
    assert "First wording." in page
    assert "Second *wording*." in page
    assert "To be asked." in page
    assert "Berta Moves" in page


def test_the_second_of_two_moderators_is_told_plainly():
    comment = make_in_state("held")
    ann, berta = staff(name="Ann Early"), staff(name="Berta Late")
    page = text(berta.get("/staff/"))
    fields = form(page, decide_at(comment), number=1, rule="2", reason="A careful reason.")
    ann.post(decide_at(comment), form(page, decide_at(comment), act="approve"))
    answer = berta.post(decide_at(comment), fields)
    assert answer.status_code == 409
    told = text(answer)
    assert "it is visible now. Your decision was not carried out." in told
    assert "Ann Early" in told
    assert "A careful reason." in told
    assert state_of(comment) == "visible"
    assert [verdict.name for verdict in decisions_on(comment)] == ["Ann Early"]


def test_nobody_approves_a_wording_that_was_not_seen():
    comment = make_in_state("held")
    client = staff()
    fields = form(text(client.get("/staff/")), decide_at(comment), act="approve")
    found = comment_for(STAFF, comment)
    assert found is not None
    edit(comment=found, text=ready("Buy my pills."))
    answer = client.post(decide_at(comment), fields)
    assert answer.status_code == 409
    assert "got another wording" in text(answer)
    assert state_of(comment) == "held"


@pytest.mark.parametrize("role", ["", "member"])
def test_decisions_of_others_are_refused(role):
    comment = make_in_state("held")
    client = staff(role) if role else staff("member", name="Gone Out")
    if not role:
        client.logout()
    fields = {"act": "approve", "state": "held"}
    assert client.post(decide_at(comment), fields).status_code == 403
    assert state_of(comment) == "held"
    with pytest.raises(Refusal, match="moderators_only"):
        decide(actor=make_actor() if role else Actor(), comment=comment, act="approve")


@pytest.mark.parametrize("act", ["delete", "", "shred", "restore"])
def test_an_act_outside_the_table_is_refused(act):
    comment = make_in_state("held")
    answer = staff().post(decide_at(comment), {"act": act, "state": "held"})
    assert answer.status_code == 409
    assert state_of(comment) == "held"


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.example/",
        "//evil.example/staff/",
        "/staff/\\evil",
        "javascript:alert(1)",
        "/",
        "/me/",
        "/staff/../me/",
        "",
    ],
)
def test_the_way_back_never_leads_out_of_the_room(next_):
    comment = make_in_state("held")
    answer = staff().post(decide_at(comment), {"act": "approve", "next": next_})
    assert answer.headers["Location"] == f"/staff/?done={comment}#done"


def test_the_page_never_claims_what_was_not_decided():
    comment = make_in_state("held")
    client = staff()
    for done in (comment, "b" * 12, "nonsense", "\0"):
        assert 'id="done"' not in text(client.get("/staff/", {"done": done}))


def test_a_decision_is_recorded_from_the_state_that_was_seen():
    comment = make_in_state("held")
    berta = make_actor(role="moderator")
    with pytest.raises(Refusal, match="comment_changed"):
        decide(
            actor=berta,
            comment=comment,
            act="remove",
            reason="No.",
            seen=Seen("visible"),
            ground=Ground(rule=1),
        )
    assert decisions_on(comment) == []
    assert waiting_comments().total == 1
