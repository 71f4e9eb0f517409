"""Whose the comments of an import are: what says so, who chooses, and the doors to it."""

import json

import pytest
from django.urls import reverse

from colonnade.discussion.models import Comment
from colonnade.kit.refusals import Refusal
from colonnade.people.models import Erasure
from colonnade.transfer.deciding import cut_text, uncut_text
from colonnade.transfer.erasing import try_erase
from colonnade.transfer.identities import ACCOUNT, MAIL, search
from colonnade.transfer.models import Change, Finding, Known, Offer, Origin, Run
from colonnade.transfer.records import Cut
from tests.erasing.imported import (
    ADDRESS,
    EXPORT,
    HERS,
    NAME,
    USER,
    bring,
    by_hand,
    by_marks,
    erased_now,
    folders,
    hits,
    id_of,
    insist_on_sound_counts,
    of_name,
    row_of,
    the_world,
    who_wrote,
)
from tests.factories import deliver_all, make_actor, make_comment, make_thread
from tests.shared_data import shared
from tests.staff.desk import form, staff, text
from tests.transfer.made_source import article, comment, made

__all__ = ["folders", "made"]

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------------- whose is it?


def test_two_people_of_one_name_are_never_put_together(made):
    quote = (
        "<p>Ann Ombre wrote:</p><blockquote><p>Mine is the bruntkel of the two.</p></blockquote>"
    )
    made(
        article("1"),
        comment(1, name="Ann Ombre", text="<p>Mine is the bruntkel of the two.</p>"),
        comment(2, name="Ann Ombre", minute=1, text="<p>And mine is not.</p>"),
        comment(3, name="Ann Ombre", minute=2, email="a@example.org", text="<p>Third.</p>"),
        comment(4, name="Bo Lantern", minute=3, text=quote),
    )
    deliver_all()
    assert [(one.basis and one.basis.kind, one.count) for one in search("ann ombre")] == [
        (MAIL, 1),
        (None, 2),
    ]
    who = who_wrote(id_of(1))
    assert who.by_name_alone
    assert [one.id for one in who.alike] == [id_of(2)]
    assert [one.id for one in who.others] == [id_of(3)]
    erased_now(by_hand(id_of(1)))
    assert row_of(1).visibility == "deleted"
    assert row_of(2).guest_name == row_of(3).guest_name == "Ann Ombre"
    assert "bruntkel" not in row_of(4).html
    assert "Ann Ombre wrote" in row_of(4).html, "another one writes there under this name"
    made(article("1"), comment(1, name="Ann Ombre", text="<p>The bruntkel again.</p>"))
    assert hits(("bruntkel",)) == set()


def test_an_address_is_hers_however_it_is_written(made):
    made(
        article("1"),
        comment(1, **HERS),
        comment(2, minute=1, **HERS | {"email": "ZumpfHorn@Example.org"}),
        comment(3, minute=2, name=NAME, email="x" + ADDRESS),
    )
    results = search(" ZUMPFHORN@example.org")
    assert [one.count for one in results] == [2]
    assert search("umpfhorn@example.org") == []
    assert search("@") == search("nobody at all") == search("") == []


def test_a_record_that_was_changed_by_a_later_file_is_found_as_before(made):
    made(article("1"), comment(1, **HERS))
    made(article("1"), comment(1, **HERS | {"text": "<p>Reworded.</p>"}))
    assert Change.objects.filter(known__kind="comment").exists()
    assert [one.count for one in search(ADDRESS)] == [1]
    # As it was kept once: words of JSON in a column of JSON.
    Known.objects.filter(kind="comment").update(data=json.dumps({"email": ADDRESS}))
    assert [one.count for one in search(ADDRESS)] == [1]


def test_an_account_of_the_old_site_counts_there_alone(made):
    made(
        article("1"), comment(1, user=USER, account=True), comment(2, minute=1, user="7", name="Bo")
    )
    who = who_wrote(id_of(1))
    assert [(one.kind, one.words, len(one.comments)) for one in who.bases] == [(ACCOUNT, USER, 1)]


def test_an_empty_place_with_her_name_forgets_it(made):
    answer = comment(1, answers=NAME, name="Bo Lantern", text="<p>To somebody.</p>")
    made(article("1"), answer)
    deliver_all()
    place = of_name(NAME)[0]
    assert {"transfer_known.source", "ledger.ndjson", "records.sqlite"} < hits(("wyvernia",))
    erased_now(by_hand(place))
    assert hits(("wyvernia",)) == set()
    assert row_of(1).parent is not None
    for later in (answer, comment(1, answers=NAME, name="Bo Lantern", text="<p>Changed.</p>")):
        made(article("1"), later, comment(2, minute=1, answers=NAME, name="Cy Dune"))
        deliver_all()
        assert hits(("wyvernia",)) == set()
        assert row_of(2).parent_id == row_of(1).parent_id
    insist_on_sound_counts()


def test_a_text_that_hers_was_cut_out_of_goes_with_it(made):
    words = "Bo: I say yes. Wyvernia Quol: the fjordkrapf says no."
    start = words.index("Wyvernia")
    cuts = (Cut(start=0, end=start, author="Bo"), Cut(start=start, end=len(words), author=NAME))
    made(article("1"), comment(1, name="", text=words, cuts=cuts))
    pieces = cut_text(
        actor=make_actor(role="editor"),
        comment=id_of(1),
        pieces=[(0, start, "Bo"), (start, len(words), NAME)],
    )
    deliver_all()
    assert {one.id for one in try_erase(by_hand(pieces[1])).comments} == {pieces[1], id_of(1)}
    erased_now(by_hand(pieces[1]))
    assert hits(("wyvernia", "fjordkrapf")) == set()
    assert Comment.objects.get(public_id=pieces[0]).visibility == "visible"
    assert not Offer.objects.filter(kind="cut").exists()
    with pytest.raises(Refusal):
        uncut_text(actor=make_actor(role="editor"), comment=id_of(1))
    insist_on_sound_counts()


def test_the_address_of_one_who_wrote_articles_too_is_forgotten_beside_her_byline(made):
    run = Run.objects.get(public_id=made(*the_world()))
    Known.objects.create(
        origin=Origin.objects.get(),
        kind="author",
        source="x",
        run=run,
        data={"login": "w", "name": "W. Q.", "email": ADDRESS.upper()},
    )
    erased_now(by_marks(id_of(1), MAIL))
    assert Known.objects.get(kind="author", source="x").data == {"login": "w", "name": "W. Q."}
    assert not Finding.objects.filter(comment=id_of(3)).exists()


# ---------------------------------------------------------------------- the doors


def test_the_owner_looks_tries_asks_and_undoes(made):
    made(*the_world())
    client, path = staff("owner"), f"/staff/imported/{id_of(1)}/"
    assert path in text(client.get(f"/staff/comments/{id_of(1)}/"))
    assert path not in text(staff("moderator").get(f"/staff/comments/{id_of(1)}/"))
    assert reverse("staff_imported") in text(client.get("/staff/people/"))
    looked = client.post("/staff/imported/", {"q": ADDRESS})
    assert "/staff/imported/" in text(looked)
    assert "3 comments" in text(looked)
    page = text(client.get(path))
    assert ADDRESS in page
    marks = [one.mark for one in who_wrote(id_of(1)).bases if one.kind == MAIL]
    nothing = client.post(path, {"try": "1"})
    assert (nothing.status_code, "choose at least one" in text(nothing)) == (422, True)
    foreign = client.post(path, {"try": "1", "comment": id_of(2), "mark": "0123456789abcdef"})
    assert foreign.status_code == 422, "what the page does not offer is not taken"
    tried = client.post(path, {"try": "1", "mark": marks})
    assert "3 comments, in 2 discussions" in text(tried)
    assert "Nothing is done yet" in text(tried)
    assert not Erasure.objects.exists()
    typed = form(text(tried), path, what="all", confirm="1")
    assert client.post(path, typed).status_code == 422, "a reason is missing"
    assert client.post(path, typed | {"reason": "By letter.", "what": ""}).status_code == 422
    assert client.post(path, typed | {"reason": "By letter."}).status_code == 303
    assert client.post(path, typed | {"reason": "By letter."}).status_code == 409
    assert "Undo it" in text(client.get(path))
    assert "3 comments, in 2 discussions" in text(client.get(f"/staff/imported/{id_of(5)}/"))
    assert client.post(path, {"keep": "1"}).status_code == 303
    assert not Erasure.objects.exists()
    assert client.post(path, {"keep": "1"}).status_code == 404


def test_what_may_be_somebody_elses_is_not_ticked():
    bring(shared(EXPORT))
    mine = of_name("Multiline Author")[0]
    mail, account = who_wrote(mine).bases
    page = text(staff("owner").get(f"/staff/imported/{mine}/"))
    assert f'name="mark" value="{mail.mark}" checked' in page
    assert f'name="mark" value="{account.mark}">' in page
    assert "Tester" in page, "whose else it may be is told"


def test_a_name_is_chosen_comment_by_comment(made):
    made(
        article("1"),
        comment(1, name="Ann Ombre"),
        comment(2, name="Ann Ombre", minute=1),
        comment(3, name="Bo", minute=2),
    )
    client, path = staff("owner"), f"/staff/imported/{id_of(1)}/"
    page = text(client.get(path))
    assert "Rests on a name alone" in page
    assert f'value="{id_of(1)}" checked' in page
    assert f'value="{id_of(2)}" checked' not in page
    assert f'value="{id_of(3)}"' not in page
    assert f'value="{id_of(2)}" checked' in text(client.get(f"{path}?all=1"))
    tried = client.post(path, {"try": "1", "comment": [id_of(1), id_of(2)]})
    assert "2 comments, in 1 discussion" in text(tried)
    assert f'value="{id_of(2)}" checked' in text(
        client.post(path, {"back": "1", "comment": id_of(2)})
    )


def test_who_wrote_here_is_nobody_of_an_import(made):
    client = staff("owner")
    mine = make_comment(make_thread(), author=make_actor())
    assert client.get(f"/staff/imported/{mine}/").status_code == 404
    assert "/staff/imported/" not in text(client.get(f"/staff/comments/{mine}/"))
