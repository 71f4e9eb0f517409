"""Reporting a comment by a program."""

import pytest

from colonnade.discussion.actions import change_visibility
from colonnade.moderation.models import Report
from colonnade.moderation.reports import MOST_A_DAY
from tests.api.caller import Caller, member
from tests.factories import make_comment, make_person, make_thread, pk_of

pytestmark = pytest.mark.django_db
LEGAL = {
    "kind": "illegal",
    "words": "It names my street.",
    "name": "Ida Lind",
    "email": "ida@mail.example",
    "good_faith": True,
}


@pytest.fixture
def comment() -> str:
    return make_comment(make_thread())


def test_anybody_reports_and_learns_where_it_stands(comment):
    path = f"/comments/{comment}/reports"
    answer = Caller().post(path, LEGAL)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = answer.json()
    assert (found["kind"], found["state"]) == ("illegal", "open")
    status = "/reports/" + found["status"].split("/reports/")[1]
    assert Caller().client.get(status).status_code == 200
    assert Caller().post(path, LEGAL).json() == found
    assert Report.objects.count() == 1
    by_member = member(make_person()).post(path, {"kind": "rule", "rule": 2})
    assert by_member.status_code == 201
    assert Report.objects.latest("pk").rule == 2


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"kind": "boring"}, "report_kind_unknown", None),
        ({"kind": "rule"}, "report_rule_missing", "rule"),
        ({"kind": "rule", "rule": 99}, "rule_missing", None),
        ({"words": ""}, "report_why_missing", "words"),
        ({"name": None}, "report_name_missing", "name"),
        ({"email": None}, "report_email_missing", "email"),
        ({"email": "nowhere"}, "email_invalid", "email"),
        ({"good_faith": False}, "good_faith_missing", "good_faith"),
        ({"good_faith": "yes"}, "request_invalid", "good_faith"),
        ({"good_faith": 1}, "request_invalid", "good_faith"),
        ({"words": "x" * 2001}, "text_too_long", "words"),
    ],
)
def test_what_is_missing_is_named(comment, changed, code, field):
    answer = Caller().post(f"/comments/{comment}/reports", LEGAL | changed)
    found = answer.json()
    assert found["code"] == code
    assert [fault["field"] for fault in found["errors"]] == ([field] if field else [])
    assert not Report.objects.exists()


def test_what_is_not_public_is_not_there(comment):
    for act in ("hold", "remove"):
        change_visibility(comment=pk_of(comment), act=act)
        for caller in (Caller(), member(make_person(role="owner"))):
            answer = caller.post(f"/comments/{comment}/reports", LEGAL)
            assert (answer.status_code, answer.json()["code"]) == (404, "comment_missing")
    assert Caller().post("/comments/elsewhere/reports", LEGAL).status_code == 404


def test_a_flood_is_refused_with_when_to_come_again(comment):
    thread = make_thread()
    for _ in range(MOST_A_DAY):
        path = f"/comments/{make_comment(thread)}/reports"
        assert Caller().post(path, {"kind": "rule", "rule": 1}).status_code == 201
    answer = Caller().post(f"/comments/{comment}/reports", LEGAL)
    assert (answer.status_code, answer.json()["code"]) == (429, "reports_too_many")
    assert answer.headers["Retry-After"] == "86400"
