"""The screens of gates, lists and raid switches, without script."""

import pytest

from colonnade.flows import try_gates
from colonnade.moderation.actions import keep_choices
from colonnade.moderation.gates.choices import PRESETS, Choices
from colonnade.moderation.reading import choices_now, list_of, lists, raids_now
from colonnade.people.actions import bind_to_sections
from colonnade.people.models import Person
from colonnade.sites.actions import change_settings
from colonnade.sites.reading import current_site, settings_of
from tests.factories import make_comment, make_person, make_thread
from tests.staff.desk import form, sign_in, staff, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_preset_is_one_press(name):
    owner = staff("owner")
    page = text(owner.get("/staff/gates/"))
    answer = owner.post("/staff/gates/", form(page, "/staff/gates/", preset=name))
    assert answer.status_code == 303
    assert choices_now() == PRESETS[name].choices
    assert current_site().commenting == PRESETS[name].commenting
    shown = text(owner.get("/staff/gates/"))
    assert f'value="{name}" aria-pressed="true"' in shown
    assert shown.count("aria-pressed") == 1


def test_what_a_preset_changed_is_shown_and_put_back_with_one_press():
    owner = staff("owner")
    keep_choices(choices=Choices(first_posts=3, report_weight=4, check_seconds=7))
    change_settings(values={"commenting": "guests", "staff_mail": "off"})
    before = choices_now(), settings_of(current_site())
    page = text(owner.get("/staff/gates/"))
    answer = owner.post("/staff/gates/", form(page, "/staff/gates/", preset="twenty"))
    assert current_site().daily_mail
    assert current_site().staff_mail
    shown = text(owner.get(answer.headers["Location"]))
    for words in ("One mail a day</th><td>No</td><td>Yes", "wait</th><td>3</td><td>1"):
        assert words in shown
    back = form(shown, "/staff/gates/", back="1")
    assert owner.post("/staff/gates/", back).status_code == 303
    assert (choices_now(), settings_of(current_site())) == before
    assert staff("moderator").post("/staff/gates/", back).status_code == 403
    assert owner.get("/staff/gates/?was_first_posts=<b>&was_title=x").status_code == 200
    assert "<td><b>" not in text(owner.get("/staff/gates/?was_first_posts=<b>"))


def test_choices_are_tried_and_then_kept():
    make_comment(make_thread(), body="See https://example.org/ for it.")
    owner = staff("owner")
    typed = {"links_new": "0", "first_posts": "", "repeats": "hold"}
    refused = owner.post("/staff/gates/", typed)
    assert refused.status_code == 422
    assert choices_now() == Choices()
    typed["first_posts"] = "0"
    tried = text(owner.post("/staff/gates/", {**typed, "try": "1"}))
    assert "1 of 1 comments would have been caught." in tried
    assert 'name="links_new" value="0"' in tried
    assert choices_now() == Choices()
    assert owner.post("/staff/gates/", typed).status_code == 303
    assert choices_now() == Choices(links_new=0, repeats="hold")


def test_an_outside_check_gets_a_secret_and_another_one_when_asked():
    owner = staff("owner")
    owner.post("/staff/gates/", {"check_url": "https://check.example/"})
    first = choices_now().check_secret
    assert len(first) > 40
    assert first in text(owner.get("/staff/gates/"))
    owner.post("/staff/gates/", {"check_url": "https://check.example/x"})
    assert choices_now().check_secret == first
    owner.post("/staff/gates/", {"check_url": "https://check.example/x", "new_secret": "1"})
    assert choices_now().check_secret != first


def test_a_list_is_written_tried_and_switched_on_with_one_click(monkeypatch):
    monkeypatch.setattr(try_gates, "PORTION", 2)
    thread = make_thread()
    for body in ("A rascal!", "Calm.", "Calmer.", "Another rascal."):
        make_comment(thread, body=body)
    desk = staff()
    path = "/staff/lists/new/"
    page = text(desk.get(path))
    typed = {"name": "Insults", "kind": "words", "effect": "hold", "entries": "rascal"}
    tried = text(desk.post(path, {**form(page, path), **typed, "try": "1"}))
    assert "1 of 2 comments would have been caught." in tried
    assert "Another rascal." in tried
    more = text(desk.post(path, {**form(tried, path), **typed, "go_on": "1"}))
    assert "2 of 4 comments would have been caught." in more
    assert not lists()
    answer = desk.post(path, {**form(more, path), **typed, "on": "1"})
    (kept,) = lists()
    assert (kept.plan.name, kept.is_on, kept.count) == ("Insults", True, 1)
    assert answer.headers["Location"].startswith(f"/staff/lists/{kept.id}/")
    assert "rascal" in text(desk.get(f"/staff/lists/{kept.id}/"))
    assert "Insults" in text(desk.get("/staff/lists/"))
    desk.post(f"/staff/lists/{kept.id}/", {**typed, "entries": "scoundrel", "off": "1"})
    found = list_of(kept.id)
    assert found is not None
    assert (found[0].is_on, found[1]) == (False, ["scoundrel"])
    desk.post(f"/staff/lists/{kept.id}/", {"drop": "1"})
    assert not lists()


def test_what_cannot_be_kept_is_said_with_its_line_and_nothing_is_lost():
    desk = staff()
    typed = {"name": "P", "kind": "patterns", "effect": "refuse", "entries": "fine\n(broken"}
    answer = desk.post("/staff/lists/new/", {**typed, "on": "1"})
    assert answer.status_code == 422
    assert "The pattern in line 2 cannot be taken" in text(answer)
    assert "(broken" in text(answer)
    assert desk.get("/staff/lists/bbbbbbbbbbbb/").status_code == 404


def test_a_raid_switch_is_thrown_and_taken_back():
    thread, desk = make_thread(), staff()
    path = f"/staff/raid/?thread={thread.public_id}"
    assert path in text(desk.get(f"/staff/threads/{thread.public_id}/"))
    page = text(desk.get(path))
    typed = {"hold_all": "1", "slow_seconds": "30", "hours": "2"}
    answer = desk.post("/staff/raid/", {**form(page, "/staff/raid/"), **typed})
    assert answer.status_code == 303
    (one,) = raids_now()
    assert (one.thread, one.strictness.slow_seconds, one.strictness.hold_all) == (
        thread.id,
        30,
        True,
    )
    assert "1 switch is on elsewhere." in text(desk.get("/staff/raid/"))
    page = text(desk.get(path))
    desk.post("/staff/raid/", form(page, "/staff/raid/", calm=one.id))
    assert not raids_now()
    assert "Stricter rules switched on." in text(desk.get("/staff/decisions/"))
    empty = desk.post("/staff/raid/", {"thread": "", "hours": "2"})
    assert empty.status_code == 422


def test_who_answers_for_a_section_changes_no_list_and_nothing_everywhere():
    person: Person = make_person(role="moderator")
    bind_to_sections(person=person.pk, sections=["harbor"])
    desk = sign_in(person)
    typed = {"name": "Insults", "kind": "words", "effect": "hold", "entries": "rascal"}
    assert desk.post("/staff/lists/new/", {**typed, "on": "1"}).status_code == 403
    assert desk.post("/staff/raid/", {"hold_all": "1", "hours": "1"}).status_code == 403
    assert not lists()
    assert not raids_now()


def test_only_the_owner_chooses():
    keep_choices(choices=Choices(first_posts=2))
    assert staff("moderator").post("/staff/gates/", {"preset": "open"}).status_code == 403
    assert choices_now() == Choices(first_posts=2)
