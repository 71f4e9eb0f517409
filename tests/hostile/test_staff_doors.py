"""Who may come in at each of the staff's addresses: the cells are taken from the URL map."""

import pytest
from django.test import Client
from django.urls import reverse

from colonnade.discussion.actions import describe_thread
from colonnade.flows.take_order import take_order
from colonnade.moderation.models import Decision, Note
from colonnade.moderation.orders import NewOrder
from colonnade.people.actions import bind_to_sections
from colonnade.people.models import Person
from colonnade.staff.urls import urlpatterns
from tests.factories import make_actor, make_comment, make_person, make_thread
from tests.staff.desk import sign_in
from tests.staff.test_doors import LAW, OWNERS

pytestmark = pytest.mark.django_db

ROLES = ("reader", "elsewhere", "moderator", "editor", "owner")
IN, OUT, GONE = "in", "out", "gone"
# Who gets in at an address: reader, moderator of another section, moderator, editor, owner.
STAFF_ALL = (OUT, IN, IN, IN, IN)
OF_ITS_SECTION = (OUT, GONE, IN, IN, IN)
OWNER_ALONE = (OUT, OUT, OUT, OUT, IN)
# What stands in a section: for others it is not there.
SECTION = {"staff_comment", "staff_decide", "staff_keep", "staff_cut_out", "staff_note"}
SECTION |= {"staff_warn", "staff_cut", "staff_writer", "staff_thread", "staff_export"}
SECTION |= {"staff_thread_noindex"}
OWNED = OWNERS | LAW | {"staff_policy_texts"}
# Seen by all of the staff, changed by the owner.
CHANGED_BY_OWNERS = {"staff_triage"}
# A switch for the whole site belongs to those who answer for all of it.
FOR_ALL_SECTIONS = {"staff_raid"}
CANARY = "Canary under lock"


def expected(name: str, method: str) -> tuple[str, ...]:
    if name in SECTION:
        return OF_ITS_SECTION
    if name in FOR_ALL_SECTIONS and method == "post":
        return (OUT, OUT, IN, IN, IN)
    is_owned = name in OWNED or (name in CHANGED_BY_OWNERS and method == "post")
    return OWNER_ALONE if is_owned else STAFF_ALL


@pytest.fixture
def world() -> dict[str, str]:
    thread = make_thread()
    describe_thread(thread=thread.id, title="Bridge", section="Town")
    comment = make_comment(thread, author=make_actor(CANARY), body=CANARY, held=True)
    new = NewOrder(authority="Court", kind="preserve", comment=comment, words=CANARY)
    order = take_order(actor=make_actor(role="owner"), new=new)
    return {"comment": comment, "thread": thread.public_id, "order": order}


def person_of(role: str) -> Person:
    if role == "reader":
        return make_person()
    if role == "elsewhere":
        found = make_person(role="moderator")
        bind_to_sections(person=found.pk, sections=["Sport"])
        return found
    return make_person(role=role)


def clients() -> dict[str, Client]:
    return {role: sign_in(person_of(role)) for role in ROLES}


def outcome(answer: object) -> str:
    status = getattr(answer, "status_code", 0)
    # Where somebody is let in, her form may still be refused for what it says.
    return {403: OUT, 404: GONE}.get(status, IN)


def addresses(world: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for pattern in urlpatterns:
        groups = pattern.pattern.regex.groupindex
        if set(groups) <= set(world):
            found.append((str(pattern.name), reverse(str(pattern.name), kwargs=_of(groups, world))))
    return found


def _of(groups: object, world: dict[str, str]) -> dict[str, str]:
    return {name: world[name] for name in groups}  # type: ignore[attr-defined]


def test_each_cell_of_the_matrix(world):
    who = clients()
    wrong = []
    cells = 0
    for name, path in addresses(world):
        for method in ("get", "post"):
            for role, allowed in zip(ROLES, expected(name, method), strict=True):
                answer = getattr(who[role], method)(path)
                got = outcome(answer)
                cells += 1
                # By the wrong method nobody comes in; and what an empty form names is not there.
                is_nothing = answer.status_code == 405 or (allowed == IN and got == GONE)
                if got != allowed and not (is_nothing and allowed != OUT):
                    wrong.append((name, role, method, answer.status_code))
                if allowed != IN and CANARY.encode() in answer.content:
                    wrong.append((name, role, method, "canary"))
    assert not wrong, "\n".join(map(str, wrong))
    assert cells == len(addresses(world)) * len(ROLES) * 2 > 150


def test_no_list_shows_what_belongs_to_another_section(world):
    elsewhere = clients()["elsewhere"]
    for path in ("/staff/", "/staff/?order=oldest", "/staff/reports/", "/staff/decisions/"):
        answer = elsewhere.get(path)
        assert answer.status_code == 200
        assert CANARY.encode() not in answer.content
    answer = elsewhere.get("/staff/", {"done": world["comment"]})
    assert CANARY.encode() not in answer.content


@pytest.mark.parametrize("state", ["held", "1", "yes", "[]", "{}", ""])
def test_nothing_is_decided_from_another_section_whatever_is_sent(world, state):
    elsewhere = clients()["elsewhere"]
    at = f"/staff/comments/{world['comment']}"
    for end, fields in [
        ("/decide", {"act": "approve", "state": state}),
        ("/decide", {"act": "remove", "rule": "1", "state": state}),
        ("/decide", {"undoes": world["comment"]}),
        ("/cut-out", {"piece": "0", "rule": "1"}),
        ("/note", {"words": "x"}),
        ("/warn", {"reason": "x", "rule": "1"}),
        ("/keep", {}),
    ]:
        answer = elsewhere.post(at + end, fields)
        assert (end, answer.status_code) == (end, 404)
        assert CANARY.encode() not in answer.content
    picked = f"{world['comment']}:held:1"
    answer = elsewhere.post("/staff/together", {"act": "approve", "comment": [picked, picked]})
    assert CANARY.encode() not in answer.content
    assert not Decision.objects.exists()
    assert not Note.objects.exists()
