"""X15, X18: names that pretend to be staff are refused at every door; real names of people pass."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from colonnade.discussion.models import Comment
from colonnade.people.models import Person
from colonnade.sites.actions import change_setting
from tests.factories import make_comment, make_person, make_thread
from tests.hostile.lists import some, tell
from tests.kit.test_names import REAL_NAMES
from tests.shared_data import shared
from tests.staff.desk import sign_in

pytestmark = pytest.mark.django_db
STAFF_NAME = "Magdalena Quickfort"
HIDDEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u061c", "\u180e"]
HIDDEN += ["\u202a", "\u202e", "\u2066", "\u2069", "\u3164", "\U000e0041", "\ufe0f", "\u0000"]
MORE_NAMES = [
    *("Ελευθερία Αρβανιτάκη", "Οδυσσέας", "Αθηνά Ραχήλ", "Θεόδωρος Ζαΐμης", "Ὀρέστης"),
    *("Светлана Алексиевич", "Юрий Андрухович", "Гэндальф", "Ольга Токарчук", "Ћирило Ђурић"),
    *("نجيب محفوظ", "غسان كنفاني", "سمیرا مخملباف", "عائشة", "عمر بن أبي ربيعة"),
    *("老舍", "張愛玲", "村上 春樹", "よしもとばなな", "한강", "황석영", "陳水扁", "劉 慈欣"),
    *("אתגר קרת", "მარიამი", "Հասմիկ", "ሰላም", "ᏣᎳᎩ", "ᠪᠠᠲᠤ", "ދިވެހި", "ગીતા", "ਗੁਰਪ੍ਰੀਤ"),
]


@pytest.fixture
def thread():
    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    return make_thread(commenting="guests").public_id


def post_as(thread: str, name: str) -> int:
    form = {"body": "Hello.", "name": name, "key": str(uuid4())}
    return int(Client().post(f"/t/{thread}/comment/post", form).status_code)


def test_no_likeness_of_a_staff_name_is_taken(thread):
    make_person(STAFF_NAME, role="moderator")
    table = json.loads(shared("text/unicode-confusables-latin.json").read_text())
    forged = [
        STAFF_NAME.replace(entry["target"], entry["c"], 1)
        for entry in table
        if entry["target"] in STAFF_NAME
    ]
    forged += [STAFF_NAME[:4] + sign + STAFF_NAME[4:] for sign in HIDDEN]
    forged += [STAFF_NAME.upper(), STAFF_NAME.replace(" ", "\u00a0"), f" {STAFF_NAME}\u2003"]
    forged += [STAFF_NAME.replace("rt", "r\u0301t"), STAFF_NAME.replace("l", "I")]
    tried = some(forged, one_of=7)
    before = Comment.objects.count()
    caught = [name for name in tried if post_as(thread, name) in {409, 422}]
    assert [name for name in tried if name not in caught] == []
    assert Comment.objects.count() == before
    member = sign_in(make_person())
    renamed = [member.post("/me/settings/", {"name": name}) for name in some(tried, one_of=4)]
    assert {answer.status_code for answer in renamed} <= {409, 422}
    tell(f"caught {len(caught)} of {len(tried)} likenesses of a staff name")


def test_real_names_are_taken_as_they_are(thread):
    names = [*REAL_NAMES, *MORE_NAMES]
    taken = [name for name in some(names, one_of=3) if post_as(thread, name) == 303]
    assert taken == some(names, one_of=3)
    tell(f"accepted {len(taken)} of {len(taken)} real names")


def test_a_name_stands_alone_on_every_page(thread):
    """Direction tricks: nothing that turns the line stays in a name, and each is isolated."""
    for number, sign in enumerate(["\u202e", "\u2066", "\u200f", "\u061c"]):
        post_as(thread, f"{sign}Ada{'bcde'[number]} {sign}שלום")
    names = list(Comment.objects.values_list("guest_name", flat=True))
    assert len(names) == 4
    assert not any(re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", n) for n in names)
    owner = sign_in(make_person(role="owner"))
    comment = Comment.objects.order_by("pk").first()
    assert comment is not None
    pages = [f"/t/{thread}/", f"/c/{comment.public_id}/reply", f"/c/{comment.public_id}/history"]
    pages += [f"/staff/comments/{comment.public_id}/", "/search/?q=hello"]
    for path in pages:
        html = owner.get(path).content.decode()
        heads = re.findall(r'<bdi class="name">([^<]*)</bdi>|<bdi>([^<]*)</bdi>', html)
        shown = [name for name in names if name in html]
        assert not shown or heads, path


def test_the_mark_of_the_staff_cannot_be_typed(thread):
    """The mark is an element that no text of a comment and no name can make."""
    member = make_person()
    tries = ['<span class="mark role">Moderator</span>', "<span class=mark>Moderator</span>"]
    tries += ["**Moderator**", "\U0001f6e1 Moderator", "[Moderator](/staff/)"]
    tries += ["Moderator", "\u00b7 Moderator", ", Moderator", "\u2713 Moderator"]
    for words in tries:
        post_as(thread, words)
        post_as(thread, f"Ada {words}")
        make_comment(make_thread(), body=words)
        sign_in(member).post("/me/settings/", {"name": f"Ada {words}"})
    html = Client().get(f"/t/{thread}/?size=300").content.decode()
    assert 'class="mark role"' not in html
    names = [*Comment.objects.values_list("guest_name", flat=True)]
    names += [*Person.objects.values_list("name", flat=True)]
    assert not any("moderator" in name.lower() for name in names if name)
    tell(f"{len(tries)} of {len(tries)} typed marks are refused or shown as text")
