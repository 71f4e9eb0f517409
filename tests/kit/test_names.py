"""Names: what is invisible goes, what deceives is refused, what looks alike is one name."""

# ruff: noqa: RUF001 - letters that look like others are the point

import json
import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.kit.names import LIMIT, is_reserved, skeleton, tidy_name
from colonnade.kit.refusals import Kind, Refusal
from tests.shared_data import shared

REAL_NAMES = [
    *("Νίκος Παπαδόπουλος", "Ελένη", "Γιώργος Σεφέρης", "ΜΑΡΙΑ ΚΑΛΛΑΣ"),
    *("Иван Петров", "Нина", "Анна Каренина", "Володимир", "Їжакевич", "Ђорђе", "Наташа"),
    *("محمد علي", "فاطمة", "عبدالله", "أحمد", "علی\u200cرضا", "نگین", "یوسف"),
    *("דוד", "דוידי", "שרה כהן", "יעל", "דניאל", "נועה"),
    *(
        "王小明",
        "李娜",
        "田中 太郎",
        "さくら",
        "ざくら",
        "タケシ",
        "김민수",
        "이서연",
        "葛\U000e0100城",
    ),
    *("राम", "रीमा", "सुनीता", "सनीता", "अर्जुन", "श्री\u200dराम", "ক্ষমা", "தமிழ்", "ಕನ್ನಡ"),
    *("ประเสริฐ", "สมชาย", "สมหญิง", "ພອນ", "ភក្តី", "བསྒྲུབས"),
    *("Nguyễn Văn An", "Trần Thị Bích", "Đặng Hữu Phước", "Lê Thị Hồng"),
    *("İbrahim Şahin", "Işık Çelik", "Gülşen", "Ömer Faruk"),
    *("José María", "Zoë O\u2019Neill", "Jean-Luc", "Łukasz", "Søren Ærø", "Straße", "Åsa"),
    *("J. R. R. Tolkien", "Dr. Who", "St.John", "j.smith", "Mary \U0001f469\u200d\U0001f680"),
    *(
        "Edith Root",
        "Jean-Luc Mod\u00e9",
        "Leopold Staff",
        "Anna-Maria",
        "D\u2019Arcy",
        "Smith, Jr.",
    ),
    *("Staff Sergeant Bob", "Theodora", "Amod Kale", "Modi", "Edith", "Rooty", "Bill", "7of9"),
]


def refusal_of(raw):
    with pytest.raises(Refusal) as caught:
        tidy_name(raw)
    return caught.value


def test_real_names_of_all_scripts_are_accepted_as_they_are():
    accepted = [
        name for name in REAL_NAMES if tidy_name(name) == unicodedata.normalize("NFC", name)
    ]
    assert accepted == REAL_NAMES


def test_real_names_are_pairwise_distinct():
    same = [pair for pair in combinations(REAL_NAMES, 2) if skeleton(pair[0]) == skeleton(pair[1])]
    assert same == []


def test_one_letter_replaced_by_a_look_alike_is_the_same_name():
    table = json.loads(shared("text/unicode-confusables-latin.json").read_text())
    caught = 0
    for entry in table:
        staff = f"Bo{entry['target']}na Quick"
        forged = f"Bo{entry['c']}na Quick"
        caught += skeleton(forged) == skeleton(staff)
    assert (caught, len(table)) == (671, 671)


def test_a_role_with_one_letter_replaced_is_reserved():
    table = json.loads(shared("text/unicode-confusables-latin.json").read_text())
    forged = [
        role.replace(entry["target"], entry["c"])
        for role in ("Administrator", "MODERATOR", "Owner", "staff", "SYSTEM", "Editor")
        for entry in table
        if entry["target"] in role
    ]
    caught = [name for name in forged if is_reserved(name)]
    assert (caught, len(forged)) == (forged, 471)


@pytest.mark.parametrize(
    "name",
    [
        *("Moderator", "admin", "ADMlN", "Admin1", "a d m i n", "O.w.n.e.r", "SiteAdmin"),
        *("The Moderators", "Site Admin", "Colonnade", "Colonnade Team", "Editor 2", "Verified"),
        *(
            "Jane (moderator)",
            "Jane [Admin]",
            "Bob (not verified)",
            "not  verified",
            "Jane (staff)",
        ),
        *("\uff41\uff44\uff4d\uff49\uff4e", "\U0001d40c\U0001d428\U0001d41d", "\xe1dm\xedn"),
        *("\u0410dmin", "\u041cOD", "\u0455ystem", "Bob (n\u043et verified)", "sy\u0455\u0442em"),
        *("\u1d00\u1d05\u1d0d\u026a\u0274", "\U0001f170\U0001f173\U0001f17c\U0001f178\U0001f17d"),
        *("\u202eadmin", "ad\u200bmin", "ad\xadmin", "a\u0301\u0302dmin"),
        *(
            "Ada Moderator",
            "Ada \u00b7 Moderator",
            "Ada, Admin",
            "Ada | Editor",
            "Ada \u2013 Owner",
        ),
        *("Moderator Ada", "Ada \u2713 Mod", "Ada **Staff**", "Ada \U0001f6e1 \u041coderator"),
        *("<span class=mark>Moderator</span>", "Ada \uff0d \uff2d\uff4f\uff44", "Ada Redakteurin"),
        *("Redaktion", "Die Redaktion (Team)", "Moderation", "Bo (nicht bestätigt)", "Leitung"),
    ],
)
def test_roles_are_reserved(name):
    assert refusal_of(name).code == "name_reserved"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José", "Jose"),
        ("JANE DOE", "jane doe"),
        ("Jane Doe", "Jane-Doe"),
        ("Jane Doe", "jane.doe_"),
        ("Jane", "\uff2aane"),
        ("Gloria", "GIoria"),
        ("Bob0", "Bobo"),
        ("Carmen", "Carrnen"),
        ("Нина", "НИНА"),
        ("Pope", "\u0420\u043e\u0440\u0435"),
        ("Straße", "STRASSE"),
        ("Işık", "ISIK"),
        ("Παύλος", "ΠΑΎΛΟΣ"),
    ],
)
def test_variants_are_one_name(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("  Jane \t\n Doe ", "Jane Doe"),
        ("Ja\u200bne\ufeff", "Jane"),
        ("\u202eJane\u202c \u2066Doe\u2069", "Jane Doe"),
        ("Ja\xadne\x07", "Jane"),
        ("e\u0301ve", "éve"),
        ("Ja\u200dne", "Jane"),
        ("Ja\u200cne", "Jane"),
        ("a\u3164b", "ab"),
        ("Jane\U000e0041", "Jane"),
        ("Jane\ufe0f", "Jane"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("\u2764\ufe0f Jane", "\u2764\ufe0f Jane"),
    ],
)
def test_what_is_invisible_goes(raw, tidy):
    assert tidy_name(raw) == tidy


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "name_empty"),
        (" \t\u200b\u2060\u3164 ", "name_empty"),
        ("\x00\x01", "name_empty"),
        ("x" * (LIMIT + 1), "name_too_long"),
        (" " * 3000, "name_too_long"),
        ("\u0301\u0302", "name_unreadable"),
        ("...", "name_unreadable"),
        ("?!", "name_unreadable"),
        ("Za" + "\u0316" * 5 + "lgo", "name_unreadable"),
        ("a@example.org", "name_is_address"),
        ("https://example.org/", "name_is_address"),
        ("Visit example.com", "name_is_address"),
        ("example.com/path", "name_is_address"),
        ("www.example", "name_is_address"),
        ("example\uff0ecom", "name_is_address"),
        ("example\u3002com", "name_is_address"),
        ("a.xn--p1ai", "name_is_address"),
    ],
)
def test_what_cannot_be_a_name_is_refused(raw, code):
    refusal = refusal_of(raw)
    assert (refusal.code, refusal.kind) == (code, Kind.INVALID)


def test_the_limit_is_told_and_counts_code_points():
    assert refusal_of("é" * (LIMIT + 1)).data == {"max": LIMIT}
    assert tidy_name("e\u0301" * LIMIT) == "é" * LIMIT


@given(st.text(max_size=30))
def test_a_tidy_name_is_tidy(raw):
    try:
        name = tidy_name(raw)
    except Refusal:
        return
    assert tidy_name(name) == name
    assert name == unicodedata.normalize("NFC", name)
    assert skeleton(name)


@given(st.text(st.characters(codec="ascii"), max_size=30))
def test_case_never_makes_another_name(raw):
    assert skeleton(raw.upper()) == skeleton(raw.lower()) == skeleton(raw)
