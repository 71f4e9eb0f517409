"""How texts become words, and what of a text is shown: the same for every script."""

import pytest

from colonnade.search.excerpts import marked, passage
from colonnade.search.folding import fold, index_words
from colonnade.search.query import as_postgres, as_sqlite, parse


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ein Straßen-Café, foo.bar@example.org", "ein strassen cafe foo bar example org"),
        ("can't 3.14 snake_case", "can t 3 14 snake case"),
        ("soft\xadhyphen \u0645\u06cc\u200c\u062e", "softhyphen \u0645\u06cc\u062e"),
        ("東京都", "東京 京都 都"),
        ("iPhone東京", "iphone 東京 京"),
        ("हिन्दी", "हिनदी"),
        ("\U0001d400\u2121 \ud800 \x00 \U0001f9ad", "atel"),
    ],
)
def test_a_text_becomes_words(text, words):
    assert index_words(text) == words.split()


def test_thai_is_divided_sign_by_sign():
    assert index_words("ไทย") == ["ไท", "ทย", "ย"]


def test_a_towering_text_is_cut_before_a_database_refuses_it():
    assert sum(len(word.encode()) + 6 for word in index_words("\ufdfa" * 200_000)) < 2**20
    assert len(index_words("漢" * 200_000)) == 50_000


@pytest.mark.parametrize(
    ("query", "sqlite", "postgres"),
    [
        ("two words", '"two" "words" *', "('two') & ('words':*)"),
        ('"two words" a', '"two words" "a"', "('two' <-> 'words') & ('a')"),
        ("“side by side”", '"side by side"', "('side' <-> 'by' <-> 'side')"),
        ('open "quo te', '"open" "quo te" *', "('open') & ('quo' <-> 'te':*)"),
        ("東京都", '"東京 京都"', "('東京' <-> '京都')"),
        ("都", '"都" *', "('都':*)"),
        ("' \\ \" & | !", "", ""),
    ],
)
def test_a_query_is_asked_of_both_databases_alike(query, sqlite, postgres):
    assert (as_sqlite(parse(query)), as_postgres(parse(query))) == (sqlite, postgres)


def shown(pieces):
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Cafe\u0301 crème, a CAFE.", "café", "[Cafe\u0301] crème, a [CAFE]."),
        ("Lanterns and lamps", "lant", "[Lanterns] and lamps"),
        ("Lanterns and lamps", '"lant"', "Lanterns and lamps"),
        ("Die Straße, die Strasse", "strasse", "Die [Straße], die [Strasse]"),
        ("東京都と京都", "京都", "東[京都]と[京都]"),
        ("<script>alert(1)</script>", "script", "<[script]>alert(1)</[script]>"),
        ("", "x", ""),
    ],
)
def test_what_was_looked_for_is_marked_and_nothing_else_changes(text, query, expected):
    assert shown(marked(text, parse(query))) == expected


def test_the_passage_is_the_one_with_the_words():
    text = "Nothing here. " * 100 + "The canal froze over. " + "Nothing more. " * 100
    part = shown(passage(text, parse("canal froze")))
    assert "The [canal] [froze] over." in part
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert len(part) < 260
    assert shown(passage("東" * 1000 + "京", parse("京"))).endswith("[京]")
    assert fold("İ") == "i"
