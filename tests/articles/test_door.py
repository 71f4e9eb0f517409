"""Who gets into the newsroom, and what is not there."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from colonnade.articles.dashboard import front_page
from colonnade.articles.models import ArticlePage
from colonnade.people.models import Person
from colonnade.project.newsroom_door import answer_collisions
from colonnade.sites.actions import change_settings
from tests.articles.newsroom import make_section, typed
from tests.factories import make_person
from tests.staff.desk import sign_in, staff
from tests.staff.desk import text as text_of

pytestmark = pytest.mark.django_db


def newsroom_paths() -> list[str]:
    """Return one path for every address of the newsroom."""
    found = [path for path in walk(get_resolver().url_patterns, "") if "newsroom" in path]
    assert len(found) > 120
    return sorted(set(found))


def walk(patterns: object, before: str) -> list[str]:
    assert isinstance(patterns, list)
    found: list[str] = []
    for one in patterns:
        part = example(str(one.pattern))
        if isinstance(one, URLResolver):
            found += walk(one.url_patterns, before + part)
        elif isinstance(one, URLPattern):
            found.append("/" + before + part)
    return found


def example(pattern: str) -> str:
    """Return a path that a pattern takes, plain enough for this test."""
    plain = re.sub(r"<(?:int:)?\w*(?:id|pk|width)\w*>|\(\?P<\w+>\[?\\?\w*\d?\W*?\)", "1", pattern)
    plain = re.sub(r"<int:\w+>", "1", plain)
    plain = re.sub(r"<[^>]*>", "x", plain)
    return re.sub(r"[\^$\\?]|\(.*\)|\.\*", "", plain)


def test_every_address_is_shut_to_visitors_and_members():
    paths = newsroom_paths()
    member, visitor = staff("member"), Client()
    for path in paths:
        asked = visitor.get(path)
        assert asked.status_code == 302, path
        assert asked["Location"].startswith("/accounts/login/?next=%2Fnewsroom%2F"), path
        assert visitor.post(path).status_code == 403, path
        for answer in (member.get(path), member.post(path)):
            assert answer.status_code == 403, path
    print(f"{len(paths)} addresses of the newsroom, shut")  # noqa: T201


@pytest.mark.parametrize("role", ["member", "moderator"])
def test_others_are_told_kindly_and_not_led_in_a_circle(role):
    answer = staff(role).get("/newsroom/", follow=True)
    assert answer.redirect_chain == []
    assert answer.status_code == 403
    assert "The newsroom is for editors and owners." in text_of(answer)


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_editors_and_owners_get_in(role):
    answer = staff(role).get("/newsroom/")
    assert answer.status_code == 200
    assert "Write an article" in text_of(answer)


def test_somebody_who_is_no_editor_any_more_is_out_at_once():
    person = make_person(role="editor")
    client = sign_in(person)
    assert client.get("/newsroom/").status_code == 200
    person.role = "member"
    person.save()
    assert client.get("/newsroom/").status_code == 403


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("login/", "/accounts/login/?next=/newsroom/"),
        ("logout/", "/accounts/logout/"),
        ("account/", "/me/settings/"),
        ("password_reset/", "/accounts/password/reset/"),
        ("password_reset/confirm/x/y/", "/accounts/password/reset/"),
        ("users/", "/staff/people/"),
        ("users/1/", "/staff/people/"),
        ("groups/", "/staff/people/"),
        ("groups/new/", "/staff/people/"),
        ("sites/", "/staff/settings/"),
        ("sites/new/", "/staff/settings/"),
    ],
)
def test_accounts_and_settings_are_elsewhere(path, place):
    answer = staff("editor").get(f"/newsroom/{path}")
    assert (answer.status_code, answer["Location"]) == (302, place)


@pytest.mark.parametrize(
    "path",
    [
        "documents/",
        "collections/",
        "collections/add/",
        "workflows/list/",
        "workflows/tasks/index/",
        "reports/workflow/",
        "reports/workflow_tasks/",
        "pages/1/privacy/",
        "redirects/",
        "api/main/documents/",
        "failwhale/",
        "nothing/",
    ],
)
def test_what_this_house_does_without_is_not_there(path):
    assert staff("owner").get(f"/newsroom/{path}").status_code == 404


def test_no_editor_acts_on_accounts_in_bulk():
    other = make_person()
    editor = staff("editor")
    for act in ("delete", "set_active_state", "assign_role"):
        path = f"/newsroom/bulk/people/person/{act}/?id={other.pk}"
        for answer in (editor.get(path), editor.post(path, {"mark_as_active": "", "role": "1"})):
            assert answer.status_code == 404, act
    assert Person.objects.filter(pk=other.pk, is_active=True).exists()


def test_the_newsroom_bears_the_sites_name_and_speaks_its_language():
    change_settings(values={"title": "The Harbor <Post>", "language": "de"})
    page = text_of(staff("editor").get("/newsroom/"))
    assert "The Harbor &lt;Post&gt;" in page
    seen = re.sub(r"<noscript.*?</noscript>|<script.*?</script>", "", page, flags=re.DOTALL)
    assert "Wagtail" not in seen
    assert '<html lang="de"' in page


def test_nobodys_address_is_shown_in_the_newsroom():
    person = make_person(role="editor")
    editor, section = sign_in(person), make_section()
    page = editor.get(f"/newsroom/pages/add/articles/articlepage/{section}/")
    assert person.email not in text_of(page)
    editor.post(f"/newsroom/pages/add/articles/articlepage/{section}/", typed("A headline"))
    article = ArticlePage.objects.get()
    for path in ("edit/", "history/"):
        assert person.email not in text_of(editor.get(f"/newsroom/pages/{article.pk}/{path}"))
    assert person.email not in text_of(editor.get("/newsroom/reports/site-history/"))


def test_the_newsrooms_policy_names_no_other_host():
    policy = staff("editor").get("/newsroom/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-hashes' 'sha256-" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "http" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_staffs_screens_lead_those_who_write_to_the_newsroom():
    link = '<a href="/newsroom/">'
    assert link in text_of(staff("editor").get("/staff/"))
    assert link not in text_of(staff("moderator").get("/staff/"))


def test_the_tree_of_pages_begins_at_the_front_page() -> None:
    editor = staff("editor")
    answer = editor.get("/newsroom/pages/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/newsroom/pages/{front_page()}/"
    assert editor.get(answer.headers["Location"]).status_code == 200


def test_two_who_save_one_page_at_once_are_told(rf):
    door = answer_collisions(lambda _: HttpResponse())
    taken = ValidationError({"slug": "in use"})
    answer = door.process_exception(rf.post("/newsroom/pages/add/x/"), taken)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 409
    assert "safe" in answer.content.decode()
    assert door.process_exception(rf.post("/t/x/"), taken) is None
    assert door.process_exception(rf.post("/newsroom/pages/add/x/"), KeyError()) is None
