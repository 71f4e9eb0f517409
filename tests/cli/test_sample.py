import random
import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from colonnade.cli.sample import GUEST, SampleComment, SampleThread, people, threads
from colonnade.cli.sample.compose import quotable
from colonnade.cli.sample.generate import Filler
from colonnade.cli.sample.generated import AUTHORS, LEVELS, POOL, GeneratedComment, generate
from colonnade.cli.sample.grammar import Occasion, Voice, load_grammar, read_grammar, spin
from colonnade.cli.sample.parse import parse

COUNTS = {
    "turning-bridge": 500,
    "custom-house-stair": 74,
    "fish-auction": 46,
    "feeding-gulls": 62,
    "fourteen-across": 25,
    "ropewalk-willow": 8,
    "found-boot": 1,
    "tide-tables": 0,
}
HOSTS = {"example.org", "example.com", "example.net"}

every_thread = pytest.mark.parametrize("thread", threads(), ids=lambda thread: thread.key)


def everything() -> list[SampleComment]:
    return [comment for thread in threads() for comment in thread.comments]


def levels(thread: SampleThread) -> dict[str, int]:
    found: dict[str, int] = {}
    for comment in thread.comments:
        found[comment.ref] = found[comment.parent] + 1 if comment.parent else 1
    return found


def test_each_thread_has_its_comments():
    assert {thread.key: len(thread.comments) for thread in threads()} == COUNTS


def test_most_of_the_main_thread_is_written_by_hand():
    generated = [c for c in threads()[0].comments if re.search(r"-g\d+$", c.ref)]
    assert len(generated) < 200


@every_thread
def test_refs_are_unique_and_parents_come_first(thread: SampleThread):
    seen: set[str] = set()
    for comment in thread.comments:
        assert comment.ref not in seen
        assert comment.parent is None or comment.parent in seen
        seen.add(comment.ref)


@every_thread
def test_a_reply_is_later_than_its_parent_and_the_list_is_in_order(thread: SampleThread):
    minutes = {comment.ref: comment.minutes for comment in thread.comments}
    for comment in thread.comments:
        assert comment.parent is None or comment.minutes < minutes[comment.parent]
    assert list(minutes.values()) == sorted(minutes.values(), reverse=True)


def test_the_newest_comment_is_minutes_old_and_the_main_thread_spans_three_days():
    main = [comment.minutes for comment in threads()[0].comments]
    assert min(comment.minutes for comment in everything()) == min(main) == 12
    assert 4300 <= max(main) <= 4320
    first, last = (sum(1 for m in main if low < m <= low + 1440) for low in (2880, 0))
    assert first > 3 * last > 0


def test_the_trees_are_as_deep_as_promised_and_branch_unevenly():
    deepest = {thread.key: max(levels(thread).values(), default=0) for thread in threads()}
    assert deepest["turning-bridge"] == 10
    assert deepest["custom-house-stair"] == 40
    replies = Counter(c.parent for c in threads()[0].comments if c.parent)
    assert max(replies.values()) > 4 * sum(replies.values()) / len(replies)


def test_no_two_bodies_are_the_same():
    bodies = Counter(" ".join(comment.body.casefold().split()) for comment in everything())
    assert [body for body, count in bodies.items() if count > 1] == []


def test_no_sentence_shape_runs_through_the_main_thread():
    below: dict[str | None, list[SampleComment]] = {}
    for comment in threads()[0].comments:
        below.setdefault(comment.parent, []).append(comment)
    openings: list[str] = []
    waiting = below[None][::-1]
    while waiting:
        comment = waiting.pop()
        openings.append(" ".join(comment.body.split()[:3]))
        waiting.extend(below.get(comment.ref, [])[::-1])
    assert len(openings) == 500
    for three in zip(openings, openings[1:], openings[2:], strict=False):
        assert len(set(three)) > 1
    assert max(Counter(openings).values()) <= 6


def test_all_states_occur_with_reasons_and_earlier_wordings():
    states = Counter(comment.state for comment in everything())
    assert states["held"] >= 4
    assert states["removed"] >= 3
    assert states["deleted"] >= 1
    for comment in everything():
        assert bool(comment.reason) == (comment.state == "removed")
        assert comment.edited != comment.body
    assert sum(1 for comment in everything() if comment.edited) >= 3


def test_what_nobody_could_see_has_no_reply_and_what_was_removed_has():
    by_ref = {comment.ref: comment for comment in everything()}
    answered = Counter(by_ref[c.parent].state for c in everything() if c.parent)
    assert answered["held"] == 0
    assert answered["removed"] >= 3
    assert answered["deleted"] >= 1


def test_every_author_is_known_and_no_guest_has_a_members_name():
    persons = people()
    names = {person.name.casefold() for person in persons}
    assert len(names) == len({person.key for person in persons}) == len(persons)
    guests = {c.author.removeprefix(GUEST) for c in everything() if c.author.startswith(GUEST)}
    known = {person.key for person in persons}
    assert {c.author for c in everything() if not c.author.startswith(GUEST)} <= known
    assert not {guest.casefold() for guest in guests} & names
    assert len(guests) >= 15


def test_everybody_with_an_account_has_written_something():
    assert {person.key for person in people()} - {
        comment.author for comment in everything()
    } == set()


def test_roles():
    roles = Counter(person.role for person in people())
    assert (roles["moderator"], roles["editor"], roles["owner"]) == (2, 1, 0)
    assert roles["member"] >= 50


def test_only_members_write_where_only_members_may():
    by_rule = {thread.commenting: thread for thread in threads()}
    assert set(by_rule) == {"members", "guests-held", "guests"}
    assert not [c for c in by_rule["members"].comments if c.author.startswith(GUEST)]
    assert [thread.key for thread in threads() if thread.closed] == ["fourteen-across"]


def test_no_real_host_is_named():
    texts = [text for c in everything() for text in (c.body, c.edited or "", c.reason)]
    texts += [thread.url for thread in threads()]
    texts += [comment.body for comment in generate(3_000, 7)]
    hosts = {host for text in texts for host in re.findall(r"[a-z]+://([^/\s)]*)", text)}
    assert hosts <= HOSTS
    assert hosts
    assert not [text for text in texts if re.search(r"\bwww\.|@\w+\.\w", text)]


def test_no_mark_of_the_text_files_is_left_in_a_body():
    for comment in everything():
        assert not re.search(r"^@|[{}|]", comment.body.replace("a|b", ""), re.MULTILINE)
        assert comment.body == comment.body.strip() != ""


def test_the_arabic_thread_is_arabic_with_some_latin():
    thread = next(thread for thread in threads() if thread.key == "fish-auction")
    letters = [char for c in thread.comments for char in c.body if char.isalpha()]
    arabic = sum(1 for char in letters if unicodedata.name(char).startswith("ARABIC"))
    assert 0.6 < arabic / len(letters) < 1


def test_the_threads_are_the_same_each_time():
    grammar = load_grammar()
    draft = parse(
        "key: a\n\n@@ 1 gus 4000\nThe queue for the bus was 40 minutes long, and nobody in it, "
        "not one of us, had thought of bringing a book to read aloud.\n"
    )
    one, two, other = (Filler(draft, people(), grammar, seed).fill(80) for seed in (1, 1, 2))
    assert one == two != other
    assert threads() == threads()


def test_a_text_file_that_cannot_be_read_says_where():
    with pytest.raises(ValueError, match="@@ one"):
        parse("key: a\n\n@@ one gus 40\nHello\n")
    with pytest.raises(ValueError, match="No parent"):
        parse("key: a\n\n@@ 2 gus +4\nHello\n")
    with pytest.raises(ValueError, match="no parent"):
        parse("key: a\n\n@@ 1 gus +4\nHello\n")
    with pytest.raises(ValueError, match="nobody say"):
        read_grammar("[money]\nnobody say: Hello\n")


def test_a_text_file_gives_parents_states_reasons_and_wordings():
    draft = parse(
        'key: a\n\n@@ 1 gus 40\n- one\n- two\n\n@@ 2 "A guest" +5 removed\n@reason Too loud.\nHEY\n'
        "\n@@ 2 wen +6 quiet\nlater\n@was\nearlier\n\n@@ 3 gus +1\nyes\n"
    )
    first, removed, edited, last = draft.comments
    assert (first.body, first.parent, first.minutes) == ("- one\n- two", None, 40)
    assert (removed.author, removed.state, removed.reason) == (
        "guest:A guest",
        "removed",
        "Too loud.",
    )
    assert (edited.body, edited.edited, edited.parent) == ("later", "earlier", first.ref)
    assert draft.quiet == {edited.ref, last.ref}


def test_the_grammar_spins_every_choice_and_knows_what_was_not_yet_said():
    rng = random.Random(5)
    assert {spin("{a|b {c|d}}", rng) for _ in range(50)} == {"a", "b c", "b d"}
    voice = Voice(read_grammar("[bus]\nany say @100: Late news.\nlock say: Early.\n"), rng)
    assert voice.say("say", Occasion("bus", "keep", minutes=101)) == ""
    assert voice.say("say", Occasion("bus", "keep", minutes=100)) == "Late news."


def test_what_is_quoted_is_a_plain_sentence():
    body = (
        "> Not this one, it is quoted here already.\n\nThis is a **bold** sentence of many words. "
        "Here is one that can well be quoted."
    )
    assert quotable(body) == ["Here is one that can well be quoted."]


@pytest.fixture(scope="module")
def many() -> list[GeneratedComment]:
    return list(generate(20_000, 3))


def test_generated_comments_form_a_tree_in_the_order_of_time(many: list[GeneratedComment]):
    depth: list[int] = []
    for index, comment in enumerate(many):
        assert comment.index == index
        assert 0 <= comment.author < AUTHORS
        if comment.parent is not None:
            assert comment.parent < index
            assert comment.minutes < many[comment.parent].minutes
        depth.append(1 if comment.parent is None else depth[comment.parent] + 1)
    assert max(depth) == LEVELS
    assert all(before.minutes >= after.minutes for before, after in pairwise(many))
    assert many[-1].minutes >= 12


def test_generated_branches_have_a_heavy_tail(many: list[GeneratedComment]):
    replies = Counter(comment.parent for comment in many if comment.parent is not None)
    assert max(replies.values()) > 8 * sum(replies.values()) / len(replies)


def test_generated_bodies_have_the_lengths_of_real_ones(many: list[GeneratedComment]):
    words = sorted(len(comment.body.split()) for comment in many)
    assert 38 <= words[len(words) // 2] <= 52
    assert 400 <= words[-1] <= 700
    assert (
        0.03
        < sum(1 for comment in many if "\n" not in comment.body and len(comment.body.split()) < 12)
        / len(many)
        < 0.12
    )
    assert len({comment.body for comment in many}) <= POOL
    for mark in ("](https://", "> ", "\n- "):
        assert any(mark in comment.body for comment in many)
    assert any(unicodedata.name(char, "").startswith("CJK") for c in many for char in c.body)


def test_the_same_seed_gives_the_same_comments(many: list[GeneratedComment]):
    assert list(generate(20_000, 3)) == many
    assert list(generate(50, 1)) == list(generate(50, 1)) != list(generate(50, 2))
    assert list(generate(0, 1)) == []
    assert [comment.parent for comment in generate(1, 1)] == [None]
