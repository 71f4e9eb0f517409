"""Bring my site in: the owner sees what would happen, says go, looks at it, takes it back."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from colonnade.discussion.models import Comment
from colonnade.discussion.reading import thread_of
from colonnade.sites.reading import current_site
from colonnade.transfer.models import Offer, Run
from colonnade.transfer.running import take_up
from tests.factories import deliver_all, make_comment, make_thread
from tests.staff.desk import form, staff, text
from tests.transfer.small_wxr import Post, Said, write
from tests.transfer.table_hash import table_hash

pytestmark = pytest.mark.django_db
IMPORTS = "/staff/imports/"
SAID = [
    Said(1, "One, about <em>lanterns</em>."),
    Said(2, "It was fÃ¼r the harbor, they said.", parent=1, minute=1),
    Said(3, "Buy now.", state="spam", minute=2),
    Said(4, "", minute=3),
]
# A WordPress page as text: where a comment ends, and who wrote it, nobody can know.
CAPTURE = """The Harbor Opens Again (source)

The old harbor opens on Monday, the council said.

Leave a Reply --Link to Moderation Policy--

Only Logged in users can comment.

New Commentators Register here to comment.

I was there when they closed it, and nobody asked us.

Hi all, I do not believe a word of this.
The bridge comes first.
"""


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def owner():
    client = staff("owner", "Ada Harbor")
    client.get(IMPORTS)  # makes the site's own row
    return client


def upload(client: Client, content: bytes, name="export.xml", kind="wordpress"):
    file = SimpleUploadedFile(name, content)
    return client.post(IMPORTS, {"format": kind, "file": file})


def carry_out(address: str) -> str:
    """Do what the worker's child would do, and return the run's id."""
    run = address.rstrip("/").rpartition("/")[2]
    take_up(run=run, tell=lambda *_: None)
    return run


@pytest.fixture
def export(tmp_path: Path) -> bytes:
    return write(tmp_path / "export.xml", Post(7, SAID, title="Old news")).read_bytes()


def test_read_look_go_ledger_undo(owner, export):
    before = table_hash()
    page = text(owner.get(IMPORTS))
    assert "Nothing is written before you say so" in page
    answer = upload(owner, export)
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert "Waits for its turn." in text(owner.get(address))
    run = carry_out(address)
    page = text(owner.get(address))
    assert "Read. Nothing is written yet." in page
    row = re.search(r"<th scope=\"row\">Comments</th>(.*?)</tr>", page, re.DOTALL)
    assert row
    assert re.findall(r">(\d+)<", row[1]) == ["4", "3", "0", "0", "1"]
    assert Comment.objects.count() == 0
    assert owner.post(f"{address}go", form(page, f"{address}go")).status_code == 303
    carry_out(address)
    page = text(owner.get(address))
    assert "Brought in." in page
    assert [path.name for path in Path(settings.DATA).glob("imports/*/source")] == []
    assert Comment.objects.filter(visibility="visible").count() == 2
    ledger = text(owner.get(f"{address}ledger/?outcome=refused&kind=comment"))
    assert "It has no text." in ledger
    assert ledger.count("<tr class") == 1
    flaws = text(owner.get(f"{address}texts/"))
    assert "fÃ¼r" in flaws
    assert "für" in flaws
    assert "repaired" in flaws
    undo = f"{address}undo"
    assert owner.post(undo, form(text(owner.get(undo)), undo)).status_code == 303
    assert "Undone: your site is as it was before." in text(owner.get(address))
    deliver_all()
    assert table_hash() == before
    assert Run.objects.get(public_id=run).state == "undone"


def test_what_was_answered_is_not_undone_and_a_list_says_where(owner, export):
    address = upload(owner, export).headers["Location"]
    carry_out(address)
    owner.post(f"{address}go")
    carry_out(address)
    first = Comment.objects.get(html__contains="lanterns")
    thread = thread_of(current_site(), first.thread.public_id)
    assert thread is not None
    reply = make_comment(thread, parent=first.public_id)
    undo = f"{address}undo"
    answer = owner.post(undo)
    assert answer.status_code == 409
    assert f"/staff/comments/{reply}/" in text(answer)
    assert Comment.objects.filter(pk=first.pk).exists()


def test_a_guess_waits_for_a_word_that_can_be_taken_back(owner):
    moderator = staff("moderator")
    address = upload(owner, CAPTURE.encode(), "page.txt", "page").headers["Location"]
    carry_out(address)
    owner.post(f"{address}go", {"publish": "1"})
    run = carry_out(address)
    page = text(moderator.get(f"{address}questions/"))
    assert "Only Logged in users can comment." in page
    assert f"{address}questions/" in text(moderator.get("/staff/threads/"))
    rule = Offer.objects.get(run__public_id=run, kind="commenting")
    moderator.post(f"{address}questions/", {"act": "take", "offer": rule.pk})
    assert "Members only" in text(moderator.get(f"/staff/threads/{rule.thread}/"))
    moderator.post(f"{address}questions/", {"act": "reopen", "offer": rule.pk})
    rule.refresh_from_db()
    assert rule.state == "open"


def test_a_text_without_borders_is_cut_by_ticks_and_names(owner):
    address = upload(owner, CAPTURE.encode(), "page.txt", "page").headers["Location"]
    carry_out(address)
    owner.post(f"{address}go", {"publish": "1"})
    carry_out(address)
    whole = Comment.objects.get(marks__contains="unknown")
    editor = staff("editor")
    where = f"/staff/comments/{whole.public_id}/cut"
    page = text(editor.get(where))
    starts = [int(number) for number in re.findall(r'name="begins" value="(\d+)"', page)]
    assert len(starts) >= 3
    source = whole.revisions.get().source
    second = source.index("Hi all")
    page = text(editor.post(where, {"begins": [str(second)], "step": "names"}))
    assert "2 comments" in page
    assert Comment.objects.filter(thread=whole.thread).count() == 1
    back = text(editor.post(where, {"begins": [str(second)], "step": "back"}))
    assert f'value="{second}" checked' in back
    answer = editor.post(
        where, {"begins": ["0", str(second)], f"name-{second}": "rikiki", "step": "keep"}
    )
    assert answer.status_code == 303
    pieces = Comment.objects.filter(thread=whole.thread, visibility="visible").order_by("seq")
    assert [piece.guest_name for piece in pieces] == ["", "rikiki"]
    assert "The bridge comes first." in pieces[1].html


@pytest.mark.parametrize(
    ("content", "kind", "name", "sentence"),
    [
        (b"", "wordpress", "", "Please choose a file."),
        (b"x", "excel", "a.xls", "Please say what the file is."),
    ],
)
def test_a_bad_request_says_what_to_do(owner, content, kind, name, sentence):
    data = {"format": kind} | ({"file": SimpleUploadedFile(name, content)} if name else {})
    answer = owner.post(IMPORTS, data)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Run.objects.exists()


def test_a_file_that_cannot_be_read_says_where_and_leaves_nothing(owner, export):
    before = table_hash()
    address = upload(owner, export[: len(export) // 2]).headers["Location"]
    with pytest.raises(Exception, match="import_unreadable"):
        carry_out(address)
    page = text(owner.get(address))
    assert "Not brought in." in page
    assert "line" in page
    assert "Nothing of it is on your site." in page
    assert table_hash() == before


def test_only_owners_bring_sites_in_and_only_the_staff_answers(owner, export):
    address = upload(owner, export).headers["Location"]
    make_thread()
    for role, status in (("moderator", 403), ("member", 403)):
        other = staff(role)
        for path in (IMPORTS, address, f"{address}ledger/", f"{address}undo"):
            assert other.get(path).status_code == status, path
    assert staff("member").get(f"{address}questions/").status_code == 403
    assert Client().get(IMPORTS).status_code == 303
    assert owner.get("/staff/imports/222222222222/").status_code == 404


def test_a_page_without_a_date_is_as_old_as_its_first_comment(owner):
    page = (
        "Closing in\n\nAda Quay's picture\n\nThe fleet comes.\n\nComment viewing options\n\n"
        "Bo's picture\n\nBo Feb 4, 2016 12:10 PM\n\nI told you.\n\n"
        "Cy's picture\n\nCy Bo Feb 5, 2016 9:00 AM\n\nYou did.\n"
    )
    address = upload(owner, page.encode(), "page.txt", "page").headers["Location"]
    carry_out(address)
    owner.post(f"{address}go", {"publish": "1"})
    carry_out(address)
    shown = text(Client().get("/uncategorized/closing-in/"))
    assert 'datetime="2016-02-04T12:10' in shown
    assert "2026" not in shown.split("<main")[1].split("</main")[0]
