"""A4: who is suspended or banned acts nowhere any more, at once; and knows why."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from colonnade.discussion.models import Thread
from colonnade.flows.measure import Why, impose, let_in
from colonnade.kit import clock
from colonnade.moderation.actions import Terms
from colonnade.moderation.ruling import Ground
from colonnade.people.actions import ensure_guest, make_link
from colonnade.people.reading import Actor
from colonnade.people.visitor import GUEST_COOKIE
from colonnade.people.whom import Whom, whom_of
from tests.api.caller import Caller
from tests.factories import PASSWORD, make_actor, make_comment, make_person, make_thread
from tests.staff.desk import sign_in, text

pytestmark = pytest.mark.django_db
WHY = Why("Insults, again and again.", Ground(rule=1))
KINDS = ("suspend", "ban")


def terms(kind: str, section: str = "") -> Terms:
    until = clock.now() + timedelta(days=3) if kind == "suspend" else None
    return Terms(kind, section=section, until=until)


def met(*, person: int | None = None, guest: int | None = None) -> Whom:
    found = whom_of(person=person, guest=guest)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["member", "moderator", "editor"])
def test_session_links_desk_newsroom_and_api_are_dead_at_once(kind, role):
    row, owner = make_person("Mo Quay", role=role), make_actor(role="owner")
    web, link = sign_in(row), make_link(name="Mo Quay")
    thread = make_thread(commenting="members")
    comment = make_comment(thread, author=Actor(person=row.pk, handle=row.handle, name=row.name))
    key = str(uuid4())
    api = {"body": "Once more.", "key": key}
    path = f"/api/v1/threads/{thread.public_id}/comments"
    assert web.get("/me/settings/").status_code == 200
    impose(actor=owner, whom=met(person=row.pk), terms=terms(kind), why=WHY)
    assert web.get("/me/settings/").status_code == 403
    assert web.get("/me/").status_code == 403
    assert web.get("/staff/").status_code in {303, 403}
    assert web.get("/newsroom/").status_code in {302, 303, 403}
    assert web.post(f"/t/{thread.public_id}/comment/post", api).status_code == 403
    assert web.post(f"/c/{comment}/edit", {"body": "Worse."}).status_code in {403, 404}
    assert web.post(f"/c/{comment}/delete").status_code in {403, 404}
    assert web.post(path, api, content_type="application/json").status_code == 403
    answer = Client().post(f"/accounts/link/{link}/")
    assert answer.status_code == 403
    let_in(actor=owner, whom=met(person=row.pk), why=WHY)
    # What was ended stays ended; she signs in anew.
    assert web.get("/me/settings/").status_code == 403
    assert sign_in(row.__class__.objects.get(pk=row.pk)).get("/me/settings/").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_her_password_leads_to_the_reasons_and_to_nothing_else(kind):
    row = make_person("Mo Quay", role="moderator", password=PASSWORD)
    impose(actor=make_actor(role="owner"), whom=met(person=row.pk), terms=terms(kind), why=WHY)
    browser = Client()
    wrong = browser.post("/accounts/login/", {"login": row.email, "password": "not it at all"})
    assert wrong.status_code == 200
    assert browser.get("/me/").status_code == 403
    answer = browser.post("/accounts/login/", {"login": row.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/me/"
    page = text(browser.get("/me/"))
    assert "Insults, again and again." in page
    assert "You are shut out of this site." in page
    for path in ("/me/settings/", "/staff/", "/newsroom/"):
        assert browser.get(path).status_code in {302, 303, 403}
    assert "Insults" not in text(Client().get("/me/"))
    row.set_password("another harbor lantern")
    row.__class__.objects.filter(pk=row.pk).update(password=row.password)
    assert browser.get("/me/").status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_a_guest_key_writes_nothing_any_more_on_page_and_api(kind):
    token, thread = "a-private-key-of-a-guest", make_thread(commenting="guests")
    guest = Actor(guest=ensure_guest(token=token))
    comment = make_comment(thread, author=guest)
    browser = Client()
    browser.cookies[GUEST_COOKIE] = token
    caller = Caller(guest=token)
    impose(actor=make_actor(role="owner"), whom=met(guest=guest.guest), terms=terms(kind), why=WHY)
    form = {"body": "Once more.", "name": "Passer-by", "key": str(uuid4())}
    answer = browser.post(f"/t/{thread.public_id}/comment/post", form)
    assert answer.status_code == 403
    assert "Once more." in text(answer)
    assert "Insults, again and again." in text(answer)
    code = "suspended" if kind == "suspend" else "banned"
    assert caller.comment(thread, name="Passer-by").json()["code"] == code
    assert browser.post(f"/c/{comment}/edit", {"body": "Worse."}).status_code == 403
    assert browser.post(f"/c/{comment}/delete").status_code == 403
    page = text(browser.get("/me/"))
    assert "Insults, again and again." in page


def test_at_the_form_she_sees_what_bears_on_her_there():
    row, owner = make_person("Mo Quay"), make_actor(role="owner")
    thread = make_thread(commenting="members")
    web = sign_in(row)
    personal, form = f"/personal/t/{thread.public_id}", f"/t/{thread.public_id}/comment"
    assert web.get(personal).json()["bears"] == []
    slow = Terms("slow", seconds=45)
    impose(actor=owner, whom=met(person=row.pk), terms=slow, why=WHY)
    impose(actor=owner, whom=met(person=row.pk), terms=Terms("hold_all", "Elsewhere"), why=WHY)
    (told,) = web.get(personal).json()["bears"]
    assert "every 45 seconds" in told
    assert WHY.reason in told
    page = text(web.get(form))
    assert "every 45 seconds" in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_in_one_section_she_is_refused_there_alone_and_stays_signed_in(kind):
    row = make_person("Mo Quay")
    there, here = make_thread(commenting="members"), make_thread(commenting="members")
    Thread.objects.filter(pk=there.id).update(section="Harbor")
    author = Actor(person=row.pk, handle=row.handle, name=row.name)
    comment = make_comment(there, author=author)
    web, owner = sign_in(row), make_actor(role="owner")
    impose(actor=owner, whom=met(person=row.pk), terms=terms(kind, "Harbor"), why=WHY)
    assert web.get("/me/settings/").status_code == 200
    for thread, status in ((there, 403), (here, 303)):
        form = {"body": "Once more.", "key": str(uuid4())}
        answer = web.post(f"/t/{thread.public_id}/comment/post", form)
        assert answer.status_code == status
    assert web.post(f"/c/{comment}/edit", {"body": "Worse."}).status_code == 403
    assert "Harbor" in text(web.get("/me/"))
