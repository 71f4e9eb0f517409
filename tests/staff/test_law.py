"""The law desk's screens: without script, for those of the role alone."""

import hashlib
import io
import json
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client

from colonnade.flows.decide import decide
from colonnade.flows.mail_the_staff import mail_the_staff
from colonnade.flows.report import Notice, report
from colonnade.flows.take_order import take_order
from colonnade.kit import clock
from colonnade.moderation.log.chain import head_after, leaf_of
from colonnade.moderation.models import Access, LawDuty, Order, Sealed
from colonnade.moderation.orders import INFORM, REMOVE, NewOrder
from colonnade.moderation.ruling import Ground
from colonnade.moderation.seals import own_key
from colonnade.people.models import Person
from colonnade.people.reading import Actor, actor_of
from tests.factories import make_actor, make_comment, make_person, make_thread
from tests.queries import queries
from tests.staff.desk import form, sign_in, staff, text

pytestmark = pytest.mark.django_db
TEXT = "Canary words under seal"
AUTHORITY = "Court of Harbor Town"


@pytest.fixture
def person() -> Person:
    return make_person("Olga Owner", role="owner")


@pytest.fixture
def owner(person: Person) -> Client:
    return sign_in(person)


@pytest.fixture
def comment() -> str:
    return make_comment(make_thread(), author=make_actor("Wilma Writer"), body=TEXT)


def entered(person: Person, comment: str, kind: str = REMOVE, **more: object) -> str:
    new = NewOrder(authority=AUTHORITY, kind=kind, comment=comment, **more)  # type: ignore[arg-type]
    return take_order(actor=actor_of(person), new=new)


def test_an_empty_desk_says_what_it_is_for(owner):
    page = text(owner.get("/staff/law/"))
    assert "No order is to be carried out." in page
    assert "sealed copy" in page


def test_an_order_is_entered_from_the_comments_page_and_carried_out(owner, comment):
    at = f"/staff/law/new/?comment={comment}"
    assert at in text(owner.get(f"/staff/comments/{comment}/"))
    page = text(owner.get(at))
    assert TEXT in page
    typed = form(page, "/staff/law/new/", authority=AUTHORITY, kind="remove", law="Code § 1")
    typed["comment"] = f"https://example.org/c/{comment}/"
    sent = owner.post("/staff/law/new/", typed)
    assert sent.status_code == 303
    order = Order.objects.get(subject=comment)
    address = f"/staff/law/{order.public_id}/"
    assert sent.headers["Location"].startswith(address)
    page = text(owner.get(address))
    assert owner.post(address, form(page, address, act="acknowledge")).status_code == 303
    page = text(owner.get(address))
    assert "not yet" not in page
    assert owner.post(address, form(page, address, act="obey")).status_code == 303
    page = text(owner.get(address))
    assert "carried out" in page
    assert TEXT not in page
    # A second press settles nothing anew, and says so.
    again = owner.post(address, {"act": "obey"})
    assert again.status_code == 409
    assert "settled already" in text(again)


def test_the_list_has_what_is_late_first(owner, person, comment):
    late = entered(person, comment, received=clock.now() - timedelta(hours=2))
    entered(person, comment, INFORM)
    page = text(owner.get("/staff/law/"))
    assert "1 is overdue." in page
    assert page.index(late) < page.rindex("/staff/law/")
    links = re.findall(r'href="/staff/law/([a-z0-9]{12})/"', page)
    assert links[0] == late


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"received": "2099-01-01T10:00"}, "in the future"),
        ({"received": "{now}", "deadline": "2020-01-01T09:00"}, "before the order was received"),
        ({"received": "soon"}, "like 2026-11-22 14:30"),
        ({"received": "9999-99-99T99:99"}, "like 2026-11-22 14:30"),
        ({"received": "0001-01-01T00:00"}, "when it was received"),
        ({"deadline": "9999-12-31T23:59"}, "before the order was received"),
        ({"silent": "yes"}, "may not be told"),
        ({"silent": "yes", "silent_until": "2020-01-01T09:00"}, "may not be told"),
        ({"authority": ""}, "name the authority"),
        ({"kind": "burn"}, "Please say what is ordered"),
        ({"comment": "nothing"}, "no such comment"),
        ({"comment": ""}, "no such comment"),
        ({"words": "x" * 5000}, "too long"),
        ({"authority": "a\0b"}, "U+0000"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form_and_nothing_typed_is_lost(
    owner, comment, typed, words
):
    fields = {"authority": AUTHORITY, "kind": "remove", "comment": comment, "reference": "7 C 12"}
    now = (clock.now() - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    answer = owner.post(
        "/staff/law/new/", fields | {k: v.format(now=now) for k, v in typed.items()}
    )
    assert answer.status_code in {404, 413, 422}
    page = text(answer)
    assert words in page
    assert "7 C 12" in page
    assert not Order.objects.exists()


def test_the_sealed_copy_opens_with_a_reason_that_all_of_the_desk_see(owner, person, comment):
    order = entered(person, comment)
    address = f"/staff/law/{order}/sealed"
    page = text(owner.get(address))
    assert TEXT not in page
    refused = owner.post(address, form(page, address, why=" "))
    assert refused.status_code == 422
    assert TEXT not in text(refused)
    assert not Access.objects.exists()
    opened = owner.post(address, form(page, address, why="The court asks."))
    assert opened.status_code == 200
    assert TEXT in text(opened)
    assert "Wilma Writer" in text(opened)
    assert opened.headers["Cache-Control"] == "private, no-store"
    page = text(owner.get(f"/staff/law/{order}/"))
    assert "The court asks." in page
    assert "Olga Owner" in page


def test_the_role_alone_comes_in(owner, person, comment):
    order = entered(person, comment)
    addresses = ["/staff/law/", "/staff/law/new/", f"/staff/law/{order}/"]
    addresses.append(f"/staff/law/{order}/sealed")
    for client in (staff("moderator"), staff("editor"), staff("member")):
        for address in addresses:
            assert client.get(address).status_code == 403
            assert client.post(address, {"why": "x", "act": "obey"}).status_code == 403
        assert client.get(f"/staff/law/{'b' * 12}/").status_code == 403
    page = text(staff("moderator").get(f"/staff/comments/{comment}/"))
    assert AUTHORITY not in page
    assert "/staff/law/" not in page


def test_the_owner_gives_the_desk(owner):
    helper = make_person("Hella Helper", role="moderator")
    client = sign_in(helper)
    assert client.get("/staff/law/").status_code == 403
    page = text(owner.get("/staff/law/"))
    owner.post("/staff/law/desk", form(page, "/staff/law/desk", person=str(helper.pk)))
    assert LawDuty.objects.get().person == helper.pk
    assert client.get("/staff/law/").status_code == 200
    # She does not give it on.
    assert client.post("/staff/law/desk", {"person": ["1"]}).status_code == 403
    for wrong in ("", "999999", "x", "-1", "9" * 40):
        owner.post("/staff/law/desk", {"person": [wrong]})
    assert not LawDuty.objects.exists()


def test_a_list_of_many_costs_as_many_queries(owner, person, comment):
    owner.get("/staff/law/")
    with queries(12):
        owner.get("/staff/law/")
    for _ in range(12):
        entered(person, comment)
    with queries(12):
        owner.get("/staff/law/")


def mails_to(person: Person) -> list[tuple[str, str]]:
    found = [one for one in mail.outbox if person.email in one.to]
    return [(str(one.subject), str(one.body)) for one in found]


def test_the_daily_mail_names_what_is_overdue_to_those_of_the_desk(person, comment):
    moderator = make_person(role="moderator")
    order = entered(person, comment)
    mail_the_staff()
    assert not mails_to(person)
    Order.objects.filter(public_id=order).update(deadline=clock.now())
    mail_the_staff()
    mail_the_staff()
    ((subject, body),) = mails_to(person)
    assert "1 order is overdue" in subject
    assert AUTHORITY in body
    assert f"/staff/law/{order}/" in body
    assert "Canary" not in body
    assert not mails_to(moderator)


def test_what_waits_stands_in_the_same_mail(person, comment):
    entered(person, comment, received=clock.now() - timedelta(hours=2))
    make_comment(make_thread(), held=True)
    mail_the_staff()
    ((_, body),) = mails_to(person)
    assert AUTHORITY in body
    assert "/staff/by-mail/" in body


def archive_of(client: Client, comment: str) -> dict[str, bytes]:
    answer = client.get(f"/staff/comments/{comment}/export")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    with ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


UNHEARD = "Nobody who has the law desk can be reached by mail"


def test_a_desk_that_no_mail_reaches_says_so_where_it_matters_and_what_to_do(
    owner, person, comment
):
    order = entered(person, comment)
    addresses = ("/staff/law/", f"/staff/law/new/?comment={comment}", f"/staff/law/{order}/")
    for address in addresses:
        assert UNHEARD not in text(owner.get(address))
    Person.objects.filter(pk=person.pk).update(email="owner@localhost.invalid")
    # Of the staff, but without the desk: her address changes nothing.
    helper = make_person("Hella Helper", role="moderator")
    for address in addresses:
        page = text(owner.get(address))
        assert UNHEARD in page
        assert 'href="/staff/begin/"' in page[page.index(UNHEARD) :]
    # What was typed wrong is no reason to say less.
    assert UNHEARD in text(owner.post("/staff/law/new/", {"authority": ""}))
    LawDuty.objects.create(person=helper.pk)
    for address in addresses:
        assert UNHEARD not in text(owner.get(address))
    Person.objects.filter(pk=helper.pk).update(email="helper@localhost.invalid")
    page = text(sign_in(Person.objects.get(pk=helper.pk)).get("/staff/law/"))
    assert 'href="/accounts/email/"' in page[page.index(UNHEARD) :]


def test_an_order_that_is_settled_alarms_nobody_and_says_nothing_of_it(owner, person, comment):
    Person.objects.filter(pk=person.pk).update(email="owner@localhost.invalid")
    order = entered(person, comment)
    Order.objects.filter(public_id=order).update(acted=clock.now())
    assert UNHEARD not in text(owner.get(f"/staff/law/{order}/"))


def test_a_copy_that_another_secret_sealed_says_what_to_do_and_one_that_was_changed_that(
    owner, person, comment, settings
):
    order = entered(person, comment)
    address = f"/staff/law/{order}/sealed"
    # Her session hangs on the secret, too; the way in is not what is asked here.
    settings.FORMER_SECRETS, settings.SECRET_KEY = (), "another secret"
    client = sign_in(person)
    opened = client.post(address, {"why": "The court asks."})
    assert opened.status_code == 409
    page = text(opened)
    assert "secret.former" in page
    assert "Nothing is lost" in page
    assert "The court asks." in page
    Sealed.objects.update(key=own_key(), body="AAAA")
    broken = client.post(address, {"why": "The court asks."})
    assert broken.status_code == 409
    assert "is not what was sealed" in text(broken)
    assert TEXT not in page + text(broken)
    assert not Access.objects.exists()


def a_case(comment: str) -> None:
    notice = Notice(
        comment,
        kind="illegal",
        words="It is a threat.",
        name="Rita Reporter",
        email="rita@example.org",
        good_faith=True,
    )
    report(actor=Actor(), notice=notice)
    decide(
        actor=make_actor(role="moderator"), comment=comment, act="remove", ground=Ground(law="§ 1")
    )


def test_an_export_holds_the_whole_case_and_proves_itself(owner, comment):
    a_case(comment)
    files = archive_of(owner, comment)
    manifest = json.loads(files["manifest.json"])
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    for name, told in manifest["files"].items():
        assert hashlib.sha256(files[name]).hexdigest() == told["sha256"]
    assert json.loads(files["comment.json"])["wordings"][0]["source"] == TEXT
    (decision,) = json.loads(files["decisions.json"])
    assert decision["law"] == "§ 1"
    assert json.loads(files["statements.json"])[0]["decision"] == decision["public_id"]
    assert json.loads(files["reports.json"])[0]["words"] == "It is a threat."
    log = json.loads(files["log.json"])
    (entry,) = log["entries"]
    assert leaf_of(entry["detail"], entry["salt"]) == entry["leaf"]
    assert head_after(entry["head_before"], entry["number"], entry["leaf"]) == entry["head"]
    assert log["end"]["signature"]


def test_names_of_reporters_leave_with_owners_alone(owner, comment):
    a_case(comment)
    assert b"Rita" in archive_of(owner, comment)["reports.json"]
    whole = b"".join(archive_of(staff("moderator"), comment).values())
    assert b"Rita" not in whole
    assert b"rita@" not in whole


def test_no_export_for_readers_or_of_what_is_not_there(owner, comment):
    assert staff("member").get(f"/staff/comments/{comment}/export").status_code == 403
    assert owner.get(f"/staff/comments/{'b' * 12}/export").status_code == 404


def test_the_sealed_words_are_in_no_export(owner, person, comment):
    entered(person, comment, words="Secret words of the court")
    whole = b"".join(archive_of(owner, comment).values())
    assert b"Secret words" not in whole
