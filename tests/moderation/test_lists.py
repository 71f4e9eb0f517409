# ruff: noqa: RUF001 - look-alikes are what is tested
"""Lists of words and patterns: whole words in any disguise, and a cost that does not grow."""

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.moderation.lists.accepting import Plan, accept_entries, accept_plan
from colonnade.moderation.lists.facts import Facts, are_near, digest_of
from colonnade.moderation.lists.patterns import PatternSet
from colonnade.moderation.lists.words import WordTree, seen, words_of
from tests.growth import grows_in_step

TREE = WordTree(["viagra", "buy now", "广告", "Straße", "spam.example", "नमस्ते", "ভালো", "сор"])


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Try VIAGRA today", "viagra"),
        ("ｖｉａｇｒａ", "viagra"),
        ("vi\u200bag\u00adra", "viagra"),
        ("v1agra, Vіаgrа", "viagra"),  # a digit; Cyrillic letters among Latin ones
        ("viagras and niagra", ""),
        ("vlagra", ""),  # looks alike, but is a word of its own
        ("Buy\n  NOW!", "buy now"),
        ("buy it now", ""),
        ("buynow", ""),
        ("Buy n0w", "buy now"),
        ("这是广告吗", "广告"),
        ("广 and 告", ""),
        ("STRASSE", "Straße"),
        ("see https://www.spam.example/x?y", "spam.example"),
        ("नमस्ते दुनिया", "नमस्ते"),
        ("नमस्", ""),
        ("Это сор.", "сор"),
        ("A cop came.", ""),
        ("COP", ""),
    ],
)
def test_words_are_found_whole_in_any_script_and_disguise(text, entry):
    assert TREE.find(words_of(text)) == entry


def test_what_markup_hides_is_seen():
    facts = Facts('<p>vi<em>ag</em>ra &amp; <a href="https://spam.example/?a=1&amp;b=2">x</a></p>')
    assert TREE.find(facts.words) == "viagra"
    assert facts.links == ("https://spam.example/?a=1&b=2",)
    assert Facts("<p>buy</p><p>now</p>").words == ["buy", "now"]
    assert "spam.example/?a=1&b=2" in facts.seen


def test_a_pattern_is_found_in_any_case_and_width():
    patterns = PatternSet([r"casino-\d+", r"(?P<x>tel)\s*:\s*\d{5}", r"(?P<x>fax)"])
    assert patterns.find(seen("Best CASINO-77")) == r"casino-\d+"
    assert patterns.find(seen("Ｔｅｌ: 12345")) == r"(?P<x>tel)\s*:\s*\d{5}"
    assert patterns.find(seen("casino")) == ""
    assert PatternSet([]).find("casino") == ""


@pytest.mark.parametrize(
    ("kind", "pasted", "code", "line"),
    [
        ("patterns", "ok\n(a", "pattern_refused", 2),
        ("patterns", r"(a)\1", "pattern_refused", 1),
        ("patterns", "(?=a)b", "pattern_refused", 1),
        ("patterns", "\n\na{5000}", "pattern_refused", 3),
        ("patterns", "a*", "pattern_finds_all", 1),
        ("words", "good\n…", "entry_without_word", 2),
        ("words", "a" * 201, "entry_too_long", 1),
        ("words", "\n".join(map(str, range(20_001))), "list_too_long", None),
    ],
)
def test_what_cannot_stand_in_a_list_is_refused_with_its_line(kind, pasted, code, line):
    with pytest.raises(Refusal) as refusal:
        accept_entries(kind, pasted)
    assert (refusal.value.code, refusal.value.data.get("line")) == (code, line)


def test_entries_come_once_and_in_order():
    assert accept_entries("words", "b\r\n a \n\nb\n") == ["b", "a"]


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan("  ", "words", "hold"), "list_name_missing"),
        (Plan("x", "word", "hold"), "list_invalid"),
        (Plan("x", "words", "remove"), "list_invalid"),
        (Plan("x", "words", "hold", "s" * 301), "list_invalid"),
        (Plan("x", "words", "hold", rule=1000), "list_invalid"),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused(plan, code):
    with pytest.raises(Refusal) as refusal:
        accept_plan(plan)
    assert refusal.value.code == code


def test_texts_that_are_nearly_the_same_are_known():
    first = "The harbor needs a new bridge since the old one was closed by the town in spring."
    near = first.replace("spring", "April")
    other = "Nobody has asked those who cross the river each day to get to their work at all."
    assert are_near(digest_of(words_of(first)), digest_of(words_of(first.upper())))
    long, longer = first * 6, first * 5 + near
    assert are_near(digest_of(words_of(long)), digest_of(words_of(longer)))
    assert not are_near(digest_of(words_of(first)), digest_of(words_of(other)))
    assert Facts("<p>I agree with that.</p>").digest is None


@pytest.mark.parametrize("disguised", ["x1 ", "viagra1 ", "vіх ", "buy ", "广", "a\u0301b "])
def test_words_cost_their_length(disguised):
    work = lambda size: TREE.find(words_of(disguised * size))  # noqa: E731
    assert grows_in_step(work, 1_500, 24_000, 16)


@pytest.mark.parametrize(
    ("pattern", "pump"),
    [(r"(a+)+$", "a"), (r"(a|aa)+b", "a"), (r"(.*)*=(.*)*;", "x="), (r"(\w+\s?)+!", "ab ")],
)
def test_pumped_patterns_cost_their_length(pattern, pump):
    patterns = PatternSet([pattern + "\u00a7"])
    work = lambda size: patterns.find(seen(pump * size))  # noqa: E731
    assert grows_in_step(work, 15_000, 240_000, 16)
