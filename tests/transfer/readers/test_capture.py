"""Captures written by hand: each shows one rule."""

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers.capture import is_capture, read
from colonnade.transfer.records import (
    SourceArticle,
    SourceAuthor,
    SourceComment,
    SourceRule,
    SourceSite,
    Yielded,
)
from tests.growth import grows_in_step

BERLIN = ZoneInfo("Europe/Berlin")
VIEWING = (
    "Comment viewing options\n"
    'Select your preferred way to display the comments and click "Save settings" to activate '
    "your changes.\n"
)
TOP = f"A road is closed\n\nMary Duke's picture\n\nFirst words.\n\n\nLast words.\n\n{VIEWING}"


def _records(text: str) -> list[Yielded]:
    return list(read(text, name="page.txt", zone=BERLIN))


def _comments(text: str) -> list[SourceComment]:
    return [record for record in _records(text) if isinstance(record, SourceComment)]


def _article(text: str) -> SourceArticle:
    [article] = [record for record in _records(text) if isinstance(record, SourceArticle)]
    return article


def test_an_article_with_its_writer() -> None:
    site, author, article = _records(TOP)
    assert isinstance(site, SourceSite)
    assert isinstance(author, SourceAuthor)
    assert isinstance(article, SourceArticle)
    assert site.namespace.startswith("page:")
    assert (author.name, author.line) == ("Mary Duke", 3)
    assert (article.title, article.authors) == ("A road is closed", ("Mary Duke",))
    assert article.html == "First words.\n\n\nLast words."


def test_a_guests_header_names_whom_she_answers_though_he_is_nowhere() -> None:
    header = "Nut (not verified) WTFRLY Feb 4, 2016 12:10 PM"
    [comment] = _comments(f"{TOP}Nut's picture\n\n{header}\n\nHi WTFRLY, I watched it.\n")
    assert (comment.name, comment.answers, comment.parent) == ("Nut", "WTFRLY", "")
    assert comment.created == datetime(2016, 2, 4, 12, 10, tzinfo=BERLIN)
    assert comment.text == "Hi WTFRLY, I watched it."
    assert not comment.hints


def test_no_header_no_date_no_parent() -> None:
    one, two = _comments(f"{TOP}rikiki's picture\n\nOne.\n\nJames\u2019 picture\n\nTwo.\n")
    assert (one.name, one.created, one.parent, one.account) == ("rikiki", None, "", False)
    assert (two.name, two.text) == ("James", "Two.")


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("rikiki - are they?", 0.6),
        ("Hi rikiki, no.", 0.6),
        ("@rikiki no", 0.7),
        ("Rikiki: no", 0.6),
    ],
)
def test_words_of_a_text_only_hint(words: str, sure: float) -> None:
    one, two = _comments(f"{TOP}rikiki's picture\n\nThey are.\n\nTom's picture\n\n{words}\n")
    assert two.parent == ""
    assert [(hint.parent, hint.confidence) for hint in two.hints] == [(one.source, sure)]


@pytest.mark.parametrize(
    "words", ["Moustache - no", "The - word", "rikikis - no", "rikiki is late"]
)
def test_no_hint_for_who_is_not_on_the_page_or_an_everyday_word(words: str) -> None:
    text = f"{TOP}rikiki's picture\n\nOne.\n\nThe's picture\n\nTwo.\n\nTom's picture\n\n{words}\n"
    assert _comments(text)[-1].hints == ()


def test_an_opening_quotation_hints_at_where_it_stands() -> None:
    said = "the road to the north is closed since Monday"
    text = f"{TOP}a's picture\n\nI say {said}.\n\nb's picture\n\n\u201c{said}\u201d \u2013 no.\n"
    one, two = _comments(text)
    assert [(hint.parent, hint.words) for hint in two.hints] == [(one.source, said)]


def test_several_of_one_name_are_hints_the_nearest_first() -> None:
    text = (
        f"{TOP}rikiki's picture\n\nOne.\n\nBug's picture\n\nTwo.\n\nrikiki's picture\n\nThree.\n\n"
        "Bug's picture\n\nFour.\n\nTom's picture\n\nTom rikiki Feb 4, 2016 12:10 PM\n\nFive.\n"
    )
    records = _comments(text)
    assert records[-1].parent == records[-1].answers == ""
    assert [hint.parent for hint in records[-1].hints] == [records[2].source, records[0].source]


def test_a_name_inside_a_sentence_is_no_border() -> None:
    text = f"{TOP}Tom's picture\n\nLook at Bug's picture there.\n\nThis is\nBug's picture\nhere.\n"
    [comment] = _comments(f"{text}\nBug's picture\n\nMine?\n")[:-1]
    assert comment.text == "Look at Bug's picture there.\n\nThis is\nBug's picture\nhere."


def test_the_frame_is_no_text_and_its_rule_is_offered() -> None:
    frame = "Log in or register to post comments\nVote up!\n0\nVote down!\n-1"
    foot = (
        "1 2 3 next \u203a last \u00bb\nPrinter-friendly version\nHome | News\n\u00a9 2016 Example"
    )
    text = f"{TOP}a's picture\n\n42\n\n{frame}\n\nb's picture\n\nHome\n\n{frame}\n\n{foot}\n"
    assert [comment.text for comment in _comments(text)] == ["42", "Home"]
    [rule] = [record for record in _records(text) if isinstance(record, SourceRule)]
    assert (rule.commenting, rule.words) == ("members", "Log in or register to post comments")


def test_without_borders_one_text_with_proposals() -> None:
    talk = "So true!\n\nSomeone wrote that it is so.\n\n\n\nTom says:\n\nNo, it is not so at all."
    head = "People dancing\u2026 (source)\n\nLeave a Reply --Link to Moderation Policy--\n\n"
    rule = "Only Logged in users can comment.\n\nNew Commentators Register here to comment.\n\n"
    text = head + rule + talk
    [comment] = _comments(text)
    assert (comment.text, comment.name, comment.created) == (talk, "", None)
    assert "Tom" in {cut.author for cut in comment.cuts}
    assert all(talk[cut.start : cut.end].strip() for cut in comment.cuts)
    assert _article(text).title == "People dancing\u2026"
    assert _article(text).html == "People dancing\u2026 (source)"


def test_sure_borders_of_wordpress_are_taken() -> None:
    text = (
        "A post\n\nIts words.\n\n2 thoughts on \u201cA post\u201d\n\n"
        "Tom says:\nFebruary 4, 2016 at 12:10 pm\n\nFirst.\n\nReply\n\n"
        "Ann Lee says:\nFebruary 5, 2016 at 9:00 am\n\nSecond.\n\nReply\n\n"
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n"
    )
    assert [(c.name, c.text) for c in _comments(text)] == [
        ("Tom", "First."),
        ("Ann Lee", "Second."),
    ]
    assert _article(text).html == "Its words."


def test_what_stands_before_the_first_border_is_kept_as_unknown() -> None:
    text = f"{TOP}Words of nobody.\n\nTom's picture\n\nMine.\n"
    one, two = _comments(text)
    assert (one.name, one.text) == ("", "Words of nobody.")
    assert (two.name, two.text) == ("Tom", "Mine.")


@pytest.mark.parametrize("line", ["Bob\u0092s picture", "Bob\ufffds picture", "Bob&#039;s picture"])
def test_damaged_apostrophes(line: str) -> None:
    assert [c.name for c in _comments(f"{TOP}{line}\n\nHello.\n")] == ["Bob"]


def test_marks_of_direction_and_odd_spaces_hide_no_border() -> None:
    text = f"{TOP}\u200f\u05d3\u05d5\u05d3's\u00a0picture\t\n\nText \u202bhere.\n".replace(
        "\n", "\r\n"
    )
    [comment] = _comments("\ufeff" + text)
    assert (comment.name, comment.text) == ("\u05d3\u05d5\u05d3", "Text \u202bhere.")


def test_ids_do_not_change_when_comments_come_between() -> None:
    before = f"{TOP}a's picture\n\nOne.\n\nb's picture\n\nTwo.\n"
    after = f"{TOP}a's picture\n\nOne.\n\nc's picture\n\nNew.\n\nb's picture\n\nTwo.\n"
    old, new = _comments(before), _comments(after)
    assert {comment.source for comment in old} < {comment.source for comment in new}
    assert _records(before)[0] == _records(after)[0]


def test_a_lost_comment_of_nobody_is_not_filled() -> None:
    with pytest.raises(Refusal) as refused:
        _records("\ufeff \r\n\n")
    assert refused.value.code == "import_unreadable"


def test_what_is_a_capture() -> None:
    assert is_capture(TOP)
    assert not is_capture("<!DOCTYPE html><p>Comment viewing options")
    assert not is_capture("A letter.\n\nDear Tom,\n\nI saw Ann's picture.\n")


def test_cut_and_shuffled_captures_are_read_without_loss() -> None:
    rng = random.Random(4)
    lines = f"{TOP}a's picture\n\na b Feb 4, 2016 1:00 PM\n\nOne.\n\nb's picture\n\nw1 w2.\n".split(
        "\n"
    )
    for _ in range(300):
        rng.shuffle(lines)
        text = "\n".join(lines[: rng.randint(1, len(lines))])
        if not text.strip():
            continue
        kept = "\n".join(
            getattr(record, "html", getattr(record, "text", "")) + getattr(record, "title", "")
            for record in _records(text)
        )
        for words in ("First words.", "Last words.", "One.", "w1 w2."):
            assert text.count(words) <= kept.count(words)


@pytest.mark.parametrize(
    "piece",
    [
        "x's picture\n\nx x Feb 4, 2016 1:00 PM\n\nHi x, no\n\n",
        "1 " * 60 + "x\n",
        "1" * 150 + "\n\n",
        "12 Comments\n\nAdd new comment\n\n",
        '"one two three four five six seven eight"\n\ny says:\n\n',
        "Feb 4, 2016 12:10 PM\n",
        " \u00a0\t" * 40,
    ],
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    smaller, larger = (TOP + piece * (size // len(piece)) for size in (10_000, 160_000))
    assert _records(smaller)
    assert grows_in_step(_records, smaller, larger, 16)


def test_headers_above_pictures_and_guests_without_any() -> None:
    text = (
        "http://example.org/old\nOld road | Example\n\nOld road\n\nTyler's picture\n\n"
        "Submitted by Tyler on 11/13/2009 12:30 -0500\n\nWords.\n\nBug's picture\n\nMore.\n\n"
        f"{VIEWING}\nThu, 11/12/2009 - 12:37 | 128495 Bob B\nBob B's picture\n\nOne.\n\n"
        "Ann (not verified) Bob B Nov 14, 2009 1:00 PM\n\nTwo.\n"
    )
    article = _article(text)
    assert (article.title, article.addresses) == ("Old road", ("http://example.org/old",))
    assert article.html == "Words.\n\nBug's picture\n\nMore."
    assert article.published == datetime(2009, 11, 13, 18, 30, tzinfo=BERLIN)
    bob, ann = _comments(text)
    assert (bob.source, bob.text, bob.account) == ("comment-128495", "One.", True)
    assert bob.created == datetime(2009, 11, 12, 12, 37, tzinfo=BERLIN)
    assert (ann.name, ann.parent, ann.account, ann.text) == ("Ann", bob.source, False, "Two.")


def test_headings_underlined_and_links_in_lists_are_frame() -> None:
    text = (
        "Messages\n\nA post.\n\nComment viewing options\n-----------\n\nSave settings\n\n"
        "On December 12th, 2016 Anonymous said:\n\nHow?\n\n- reply\n\n"
        "On December 13th, 2016 Hans said:\n\nSo.\n\n- reply\n"
    )
    assert [(c.name, c.text) for c in _comments(text)] == [("Anonymous", "How?"), ("Hans", "So.")]


def test_a_comment_that_begins_like_the_frame_is_a_comment() -> None:
    words = "Login or register to post comments, they said. It will be fun, they said."
    [comment] = _comments(f"{TOP}Tom's picture\n\n{words}\n")
    assert comment.text == words
    assert not [record for record in _records(f"{TOP}Tom's picture\n\n{words}\n") if _rule(record)]


def _rule(record: Yielded) -> bool:
    return isinstance(record, SourceRule)


def test_votes_below_texts_and_the_foot_below_the_last_are_nobodys_words() -> None:
    foot = "Login or register to post comments\n\nVote up! 5 Vote down! -1\n\n"
    names = ("Tom", "+1", "Ada", "I am here\n\n© 2016 by Ada", "Max", "No.", "Eve", "Last.")
    pairs = list(zip(names[::2], names[1::2], strict=True))
    talk = "".join(f"{name}'s picture\n\n{text}\n\n{foot}" for name, text in pairs)
    *comments, rest = _comments(TOP + talk + "Do NOT follow this link or you will be banned!\n")
    assert [(comment.name, comment.text) for comment in comments] == pairs
    assert (rest.name, rest.text) == ("", "Do NOT follow this link or you will be banned!")


def test_a_title_below_a_menu_is_told_by_the_window_or_the_picture() -> None:
    menu = "Home\n\nStore\n\nContact us\n\nLog in\n\n"
    window = "A road is closed | The Town\n\n" + menu
    for above in (window, menu):
        assert _article(above + TOP).title == "A road is closed"
        assert _article(above + TOP).html == "First words.\n\n\nLast words."
        assert _article(above + TOP).authors == ("Mary Duke",)


HEADS = (
    "{name} on March {day}, 2012 at 4:05 pm said:\n{text}\nReply \u2193",
    "{name} says\nMarch {day}, 2012 at 4:05 pm\n{text}\nReply",
    "{day}.\n{name} says:\nMarch {day}, 2012 at 4:05 pm\n{text}\nReply",
    "{name} said...\n{text}\n4:05 PM, March {day}, 2012",
    "Avatar\n{name} \u2022 March {day}, 2012 4:05 PM\n{text}\n1 \u2022 Reply \u2022 Share \u203a",
)


@pytest.mark.parametrize("head", HEADS)
def test_pages_without_any_blank_line(head: str) -> None:
    said = (
        ("Bob & Sons", "ok"),
        ("42", "We said on March 3, 2012 at 4:05 pm so."),
        ("Jane Q.", "No"),
    )
    talk = "\n".join(
        head.format(name=name, day=day, text=text) for day, (name, text) in enumerate(said, 3)
    )
    comments = _comments(f"Winter\nIt was cold in the valley.\nSo cold.\n3 comments:\n{talk}\n")
    assert [(comment.name, comment.text) for comment in comments] == list(said)
    days = [comment.created.day if comment.created else 0 for comment in comments]
    assert days == [3, 4, 5]


def test_subjects_above_headers_belong_to_the_comment_below() -> None:
    talk = "".join(
        f"{subject}\n\nSubmitted by {name} on Mon, 12/0{day}/2011 - 14:33.\n\n{text}\n\nreply\n\n"
        for subject, name, day, text in (
            ("Agreed", "alice", 5, "I agree."),
            ("Re: Agreed", "Bob (not verified)", 5, "You always do."),
        )
    )
    comments = _comments(f"A bridge\n\nNine voted for it.\n\nreply\n\nComments\n\n{talk}")
    assert [(one.name, one.title, one.text) for one in comments] == [
        ("alice", "Agreed", "I agree."),
        ("Bob", "Re: Agreed", "You always do."),
    ]


def test_numbers_that_a_browser_of_text_puts_before_links_are_in_no_name() -> None:
    links = "   [1]Home\n   [2]Store\n   [3]About\n\n"
    text = "   [4]Mary Duke's picture\n\n   First words.\n\n   " + VIEWING
    talk = "   [5]Tom's picture\n\n   See [6]here.\n\n   [7]Ada's picture\n\n   [8]No.\n"
    first, second = _comments(f"{links}A road is closed\n\n{text}\n{talk}")
    assert (first.name, second.name) == ("Tom", "Ada")
    assert first.text == "   See [6]here."
