"""The staff's page of reports, and reports beside a comment."""

import pytest

from colonnade.discussion.reading import comment_for
from colonnade.flows.report import Notice, report
from colonnade.moderation.models import Case, Decision
from colonnade.moderation.reading import hold_rule
from colonnade.moderation.reports import HoldRule
from colonnade.people.actions import bind_to_sections
from colonnade.people.reading import Actor
from tests.factories import make_actor, make_comment, make_person, make_thread
from tests.queries import queries
from tests.staff.desk import decide_at, form, sign_in, staff, text

pytestmark = pytest.mark.django_db


def reported(comment: str, kind: str = "rule", words: str = "", *, number: int = 1) -> None:
    typed = {"name": "Ida Third", "email": "ida@example.org", "good_faith": True}
    person = make_actor()
    actor = Actor(address=f"203.0.113.{number}") if kind != "rule" else person
    more = typed if kind != "rule" else {"rule": 2}
    report(actor=actor, notice=Notice(comment, kind, words=words, **more))


def test_open_cases_stand_urgent_first_then_oldest_with_all_that_was_said():
    thread = make_thread()
    first, second, third = (make_comment(thread, body=f"Words {n}.") for n in range(3))
    reported(first, words="It is <b>rude</b>.")
    reported(second)
    reported(third, "illegal", "It names my street.")
    page = text(staff().get("/staff/reports/"))
    places = [page.index(f'id="c-{comment}"') for comment in (third, first, second)]
    assert places == sorted(places)
    assert "It is &lt;b&gt;rude&lt;/b&gt;." in page
    assert "Ida Third" in page
    assert "3 comments are reported" in page
    assert "Urgent:" in page


def test_keeping_takes_one_press_settles_and_says_so():
    comment = make_comment(make_thread())
    reported(comment)
    client = staff(name="Ada Keeper")
    page = text(client.get("/staff/reports/"))
    at = f"/staff/comments/{comment}/keep"
    answer = client.post(at, form(page, at), follow=True)
    assert "Kept." in text(answer)
    assert "Nothing is reported." in text(answer)
    assert Case.objects.get().state == "kept"
    assert Decision.objects.get(subject=comment).act == "keep"
    assert "Kept." in text(client.get("/staff/decisions/"))
    # Somebody else had the page open, too.
    late = client.post(at, form(page, at))
    assert late.status_code == 409
    assert "somebody has settled it already" in text(late)


def test_removing_from_the_page_of_reports_settles_and_leads_back_there():
    comment = make_comment(make_thread())
    reported(comment)
    client = staff()
    page = text(client.get("/staff/reports/"))
    at = decide_at(comment)
    typed = form(page, at, number=1, rule="2")
    answer = client.post(at, typed)
    assert answer.headers["Location"].startswith("/staff/reports/?done=")
    assert Case.objects.get().state == "acted"
    assert comment_for(Actor(), comment) is None


def test_a_comments_own_page_shows_its_reports_and_a_notice_between_is_not_passed_over():
    comment = make_comment(make_thread())
    reported(comment)
    client = staff()
    own = f"/staff/comments/{comment}/"
    page = text(client.get(own))
    assert "1 report" in page
    at = f"{own}keep"
    typed = form(page, at)
    reported(comment, "about_me", "That is my daughter.", number=9)
    answer = client.post(at, typed)
    assert answer.status_code == 409
    assert "Another notice came in" in text(answer)
    assert "That is my daughter." in text(answer)
    assert client.post(at, form(text(answer), at)).status_code == 303
    assert "That is my daughter." not in text(client.get(own))


def test_who_reported_by_one_press_is_not_named_to_the_staff():
    comment, ada = make_comment(make_thread()), make_actor("Ada Presser")
    report(actor=ada, notice=Notice(comment, "rule", rule=1, words="Look."))
    page = text(staff().get("/staff/reports/"))
    assert "Look." in page
    assert "Ada Presser" not in page
    assert "a member" in page


def test_the_page_costs_the_same_however_much_is_reported():
    thread, client = make_thread(), staff()
    reported(make_comment(thread))
    client.get("/staff/reports/")
    for number in range(8):
        comment = make_comment(thread)
        reported(comment)
        reported(comment, "illegal", "Why.", number=number + 10)
    with queries(
        10
    ):  # session, person, site; count, page, reports; comments, policy, choices, sections
        assert text(client.get("/staff/reports/")).count("<article") == 9


def test_pages_follow_each_other():
    thread = make_thread()
    for _ in range(27):
        reported(make_comment(thread))
    client = staff()
    first, second = (text(client.get(f"/staff/reports/?page={page}")) for page in (1, 2))
    assert (first.count("<article"), second.count("<article")) == (25, 2)
    assert client.get("/staff/reports/?page=9").status_code == 200


def test_the_owner_alone_lets_reports_hold_and_what_does_not_fit_is_said():
    client, at = staff("owner"), "/staff/reports/rule"
    page = text(client.get("/staff/reports/"))
    typed = form(page, at, report_weight="3", report_people="2")
    assert client.post(at, typed).headers["Location"] == "/staff/reports/?kept=1#rule"
    assert hold_rule() == HoldRule(3, 2)
    wrong = client.post(at, form(page, at, report_weight="many", report_people="2"))
    assert wrong.status_code == 422
    assert 'value="many"' in text(wrong)
    assert staff().post(at, typed).status_code == 403
    assert at not in text(staff().get("/staff/reports/"))
    assert hold_rule() == HoldRule(3, 2)


def test_who_answers_for_another_section_keeps_nothing():
    thread = make_thread()
    comment = make_comment(thread)
    reported(comment)
    person = make_person(role="moderator")
    bind_to_sections(person=person.pk, sections=["Elsewhere"])
    client = sign_in(person)
    page = text(client.get("/staff/reports/"))
    assert f"c-{comment}" not in page
    assert "sections that others answer for" in page
    assert client.post(f"/staff/comments/{comment}/keep").status_code == 404
    assert Case.objects.get().state == "open"
