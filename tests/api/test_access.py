"""Who may do what with a comment in which state; and that what is held shows nowhere."""

from dataclasses import dataclass, field
from itertools import product

import pytest

from colonnade.discussion.actions import change_visibility
from colonnade.people.actions import shut_out
from colonnade.people.models import Person
from tests.api.caller import Caller, member
from tests.factories import fresh, make_comment, make_person, make_thread, pk_of

pytestmark = pytest.mark.django_db

STATES = {"visible": "", "held": "hold", "removed": "remove", "deleted": "delete"}
ACTS = ("GET", "PATCH", "DELETE")
ROLES = ("author", "stranger", "other_member", "other_guest", "moderator", "editor", "owner")

# (who, act) -> the statuses in the order of STATES.
EXPECTED = {
    ("author", "GET"): (200, 200, 200, 404),
    ("author", "PATCH"): (200, 200, 403, 404),
    ("author", "DELETE"): (204, 204, 403, 404),
    ("other", "GET"): (200, 404, 404, 404),
    ("other", "PATCH"): (403, 404, 404, 404),
    ("other", "DELETE"): (403, 404, 404, 404),
    ("staff", "GET"): (200, 200, 200, 200),
    ("staff", "PATCH"): (403, 403, 403, 403),
    ("staff", "DELETE"): (403, 403, 403, 403),
}


@dataclass
class Scene:
    """A thread with one comment, its author, and everybody else."""

    by_guest: bool
    callers: dict[str, Caller] = field(default_factory=dict)
    comment: str = ""

    def __post_init__(self):
        self.thread = make_thread(commenting="guests")
        self.ada = make_person("Ada Canary")
        author = Caller() if self.by_guest else member(self.ada)
        posted = author.comment(self.thread, "canary text", name="Canary Bird").json()
        self.comment = posted["id"]
        other = Caller().comment(self.thread, "Elsewhere.", name="Other").json()["guest_key"]
        self.callers = {
            "author": Caller(guest=posted["guest_key"]) if self.by_guest else author,
            "stranger": Caller(),
            "other_member": member(make_person()),
            "other_guest": Caller(guest=other),
            **{role: member(make_person(role=role)) for role in ("moderator", "editor", "owner")},
        }

    def put_into(self, state):
        if STATES[state]:
            change_visibility(comment=pk_of(self.comment), act=STATES[state])

    def act(self, who, act):
        address = f"/comments/{self.comment}"
        if act == "PATCH":
            return self.callers[who].patch(address, {"body": "Otherwise."})
        return getattr(self.callers[who], act.lower())(address)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("by_guest", [False, True])
def test_the_matrix_of_roles_acts_and_states(by_guest, state):
    scene = Scene(by_guest)
    scene.put_into(state)
    # The author last: her acts change the state.
    for who, act in sorted(product(ROLES, ACTS), key=lambda cell: cell[0] == "author"):
        kind = {"moderator": "staff", "editor": "staff", "owner": "staff", "author": "author"}
        expected = EXPECTED[kind.get(who, "other"), act][list(STATES).index(state)]
        answer = scene.act(who, act)
        assert answer.status_code == expected, (who, act, answer.content)
        if expected == 404:
            assert answer.json()["code"] == "comment_missing"
        if expected >= 400:
            assert b"anary" not in answer.content


@pytest.mark.parametrize("state", ["held", "removed", "deleted"])
@pytest.mark.parametrize("answered", [False, True])
def test_what_is_not_public_is_in_no_public_answer(state, answered):
    scene = Scene(by_guest=True)
    if answered:
        make_comment(scene.thread, parent=scene.comment)
    before = Caller().get(f"/threads/{scene.thread.public_id}").json()["comments"]
    scene.put_into(state)
    thread = f"/threads/{scene.thread.public_id}"
    pages = [
        f"{thread}/comments?view={view}&order={order}"
        for view, order in product(("threaded", "flat"), ("oldest", "newest"))
    ]
    for path in ["/threads", f"/threads?key={scene.thread.key}", thread, *pages]:
        for who in ("stranger", "author", "moderator"):
            answer = scene.callers[who].get(path)
            assert b"anary" not in answer.content, path
            assert answer.headers["Cache-Control"] == "public, no-cache"
    listed = Caller().get(pages[0]).json()
    assert (scene.comment in [item["id"] for item in listed["items"]]) == answered
    assert Caller().get(thread).json()["comments"] == before - 1
    assert Caller().get(f"/comments/{scene.comment}").status_code == 404


def test_how_much_is_held_is_told_nobody():
    thread = make_thread(commenting="guests-held")
    before = [Caller().get(path).content for path in _about(thread)]
    Caller().comment(thread, name="Passer-by")
    assert fresh(thread).held == 1
    assert [Caller().get(path).content for path in _about(thread)] == before


def test_a_suspended_member_is_just_a_guest_at_once():
    scene = Scene(by_guest=False)
    change_visibility(comment=pk_of(scene.comment), act="hold")
    ada = scene.callers["author"]
    assert ada.get(f"/comments/{scene.comment}").status_code == 200
    shut_out(person=Person.objects.get(name="Ada Canary").pk, until=None)
    for act in ACTS:
        assert scene.act("author", act).status_code == 404
    assert ada.comment(make_thread(commenting="members")).json()["code"] == "members_only"
    posted = ada.comment(scene.thread, name="Passer-by").json()
    assert posted["author"] == {"name": "Passer-by", "kind": "guest", "handle": "", "role": ""}


def test_a_key_that_opens_nothing_is_refused_and_other_schemes_are_ignored():
    scene = Scene(by_guest=False)
    for act in ("PATCH", "DELETE"):
        scene.callers["nobody"] = Caller(guest="made-up")
        answer = scene.act("nobody", act)
        assert (answer.status_code, answer.json()["code"]) == (401, "guest_key_unknown")
        assert answer.headers["WWW-Authenticate"] == "Guest"
    assert scene.callers["nobody"].comment(scene.thread, name="P").status_code == 401
    other = Caller()
    other.headers = {"Authorization": "Basic c3RhZ2luZzpzZWNyZXQ="}
    assert other.comment(scene.thread, name="Passer-by").status_code == 201


def _about(thread):
    return ("/threads", f"/threads/{thread.public_id}", f"/threads/{thread.public_id}/comments")
