"""Saved pages give back what they show: every theme, field by field."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.transfer.readers import page, saved
from colonnade.transfer.records import (
    SourceArticle,
    SourceAuthor,
    SourceComment,
    SourceRule,
    SourceSite,
    State,
    Yielded,
)
from tests.transfer.readers.saved_themes import (
    ADDRESS,
    ARTICLE,
    THEMES,
    TITLE,
    ZONE,
    Said,
    expected,
    talk,
)

PAGES = Path(__file__).parent / "pages"
SEEDS = range(25)


def comments(records: list[Yielded]) -> list[SourceComment]:
    return [record for record in records if isinstance(record, SourceComment)]


def article(records: list[Yielded]) -> SourceArticle:
    return next(record for record in records if isinstance(record, SourceArticle))


def read(html: str) -> list[Yielded]:
    return list(saved.read(html, name="page", zone=ZONE))


def opened(name: str) -> list[Yielded]:
    return list(page.read(PAGES / name, zone=ZONE))


def said(comment: SourceComment) -> Said:
    assert comment.created is not None
    return Said(
        key=comment.source,
        parent=comment.parent,
        name=comment.name,
        created=comment.created,
        text=comment.text,
        title=comment.title,
        account=comment.account,
        website=comment.website,
    )


@pytest.mark.parametrize("theme", THEMES)
def test_a_discussion_drawn_in_a_theme_is_read_back(theme: str):
    right = total = 0
    for seed in SEEDS:
        known = talk(seed, 4 + seed)
        found = [said(one) for one in comments(read(THEMES[theme](known)))]
        wanted = expected(theme, known)
        assert found == wanted, f"{theme}, seed {seed}"
        total += len(wanted)
        right += sum(one.text == other.text for one, other in zip(found, wanted, strict=True))
    print(f"\n{theme}: comments, parents, names, dates, texts equal {right} of {total}")  # noqa: T201
    assert right == total > 300


@pytest.mark.parametrize("theme", THEMES)
def test_the_article_stands_before_its_comments(theme: str):
    records = read(THEMES[theme](talk(1)))
    site, found = records[0], article(records)
    assert isinstance(site, SourceSite)
    assert site.namespace == "page:paper.example/2016/02/river"
    assert (found.title, found.html, found.addresses[0]) == (TITLE, ARTICLE, ADDRESS)
    assert found.state is State.PUBLIC
    assert all(one.state is State.UNKNOWN for one in comments(records))


def test_the_writer_of_the_article_and_her_day_are_found():
    records = read(THEMES["twentyfifteen"](talk(1)))
    writer = next(record for record in records if isinstance(record, SourceAuthor))
    assert article(records).authors == (writer.login,) == ("Ed Itor",)
    assert article(records).published == datetime(2016, 2, 4, 8, tzinfo=UTC)


def test_who_may_comment_is_offered_in_the_words_of_the_page():
    for theme, words in (
        ("garland", "Login or register to post comments"),
        ("twentyten", "You must be logged in to post a comment."),
        ("drupal8", "Log in to post comments"),
    ):
        rules = [r for r in read(THEMES[theme](talk(2))) if isinstance(r, SourceRule)]
        assert [(rule.commenting, rule.words) for rule in rules] == [("members", words)], theme


def test_lines_of_a_page_are_counted_from_one():
    html = "\n\n" + THEMES["bare"](talk(0, 3))
    for one in comments(read(html)):
        assert f'name="comment-{one.source}"' in html.splitlines()[one.line - 1]


def test_old_wordpress_names_the_writer_below_the_text():
    records = opened("classic-wordpress.html")
    first, ping, last = comments(records)
    assert first.text == "<p>My aunt has one.</p>\n<p>It is hollow.</p>"
    assert (first.name, first.website) == ("Hollow Ann", "http://guest.example")
    assert first.created == datetime(2013, 8, 9, 23, 28, tzinfo=ZONE)
    assert (ping.ping, ping.name, ping.website) == (True, "Echo » Trees", "http://echo.example/p/1")
    assert ping.text == "<p>[...] trees that speak [...]</p>"
    assert (last.name, last.text) == ("Nils", "<p>So <strong>what</strong>?</p>")
    found = article(records)
    assert (found.title, found.html) == ("Old trees", "<p>They still bear.</p>")
    assert found.commenting == "closed"
    assert found.addresses == ("http://orchard.example/2013/08/old-trees/",)


def test_a_german_page_of_drupal_6():
    records = opened("drupal6-german.html")
    assert isinstance(records[0], SourceSite)
    assert records[0].namespace == "page:kurier.example/node/12"
    found = comments(records)
    assert [(one.source, one.parent) for one in found] == [
        ("70", ""),
        ("71", "70"),
        ("72", "71"),
        ("73", ""),
    ]
    assert [one.name for one in found] == ["Jürgen", "vera", "Gast", "O. K."]
    assert [one.account for one in found] == [False, True, False, False]
    assert [one.title for one in found] == ["Schön", "", "", "Wieder oben"]
    assert [one.text for one in found] == [
        "<p>Endlich!</p>",
        "<p>Ja.<br />Und nun?</p>",
        "<p>Nun warten.</p>",
        "<p>Oben.</p>",
    ]
    assert [one.created for one in found] == [
        datetime(2016, 2, 4, 12, 10, tzinfo=ZONE),
        datetime(2016, 2, 6, 9, 1, tzinfo=ZONE),
        datetime(2016, 2, 7, 10, 0, tzinfo=ZONE),
        datetime(2016, 2, 8, 11, 11, tzinfo=ZONE),
    ]
    assert article(records).published == datetime(2016, 2, 4, 8, 15, tzinfo=ZONE)
    assert article(records).authors == ("redaktion",)
    rules = [record for record in records if isinstance(record, SourceRule)]
    assert [rule.commenting for rule in rules] == ["members"]


def test_a_page_without_classes_in_capital_letters():
    records = opened("plain-table.html")
    first, second = comments(records)
    assert (first.name, first.created) == ("Tom", datetime(2001, 5, 6, 7, 8, tzinfo=ZONE))
    assert "I come &lt;surely&gt;<BR>with bread" in first.text
    assert (second.name, second.created) == ("Mia", datetime(2001, 5, 7, 17, 9, tzinfo=ZONE))
    assert "Me too" in second.text
    assert article(records).title == "Open day"
    assert "Bring bread." in article(records).html


def test_reviews_of_a_shop():
    records = opened("shop-review-list.html")
    first, second = comments(records)
    assert (first.name, first.account, first.text) == ("manager", True, "<p>It cooled well.</p>")
    assert (second.name, second.account, second.text) == ("Lea", False, "<p>It broke.</p>")
    assert second.created == datetime(2015, 6, 1, tzinfo=UTC)
    assert article(records).title == "Stone jar"


def one_comment(inner: str, *, lang: str = "en", before: str = "") -> SourceComment:
    html = (
        f'<html lang="{lang}"><title>T</title><body>{before}<div class="comment" id="comment-5">'
        f"{inner}</div>"
    )
    return comments(read(html))[-1]


@pytest.mark.parametrize(
    ("lang", "line", "day"),
    [
        ("en", "Thu, 02/04/2016 - 12:10", 4),
        ("en", "02/04/2016 - 12:10", None),
        ("en-US", "02/04/2016 - 12:10", 4),
        ("fr", "jeu, 04/02/2016 - 12:10", 4),
        ("fr-FR", "4 février 2016 à 12 h 10 min", 4),
        ("es", "4 de febrero de 2016 a las 12:10", 4),
        ("ru", "4 февраля, 2016 - 12:10", 4),
        ("de", "4. Februar 2016 um 12:10 Uhr", 4),
        ("pl", "4 lutego 2016 o 12:10", 4),
        ("it", "4 febbraio 2016 alle 12:10", 4),
        ("pt-BR", "4 de fevereiro de 2016 às 12:10", 4),
        ("ja", "2016年2月4日 午後0:10", 4),
        ("en", "3 years ago", None),
        ("en", "Fri, 02/04/2016 - 12:10", None),
    ],
)
def test_a_day_is_read_or_left_open(lang: str, line: str, day: int | None):
    html = f'<div class="submitted">{line}</div><b class="fn">Ann</b><div class="content">x</div>'
    found = one_comment(html, lang=lang).created
    assert found == (datetime(2016, 2, day, 12, 10, tzinfo=ZONE) if day else None)


def test_another_date_of_the_page_tells_day_from_month():
    other = (
        '<div class="comment" id="comment-4"><i class="date">27/04/2016 10:00</i><b class=fn>B</b>'
        "<p>y</p></div>"
    )
    found = one_comment(
        '<i class="date">02/04/2016 12:10</i><b class="fn">A</b><p>x</p>', before=other
    )
    assert found.created == datetime(2016, 4, 2, 12, 10, tzinfo=ZONE)


def test_somebody_answered_who_is_not_on_the_page_is_named():
    line = (
        '<p class="parent">In reply to <a href="/comment/9#comment-9">Old</a> by <span>Ivo (not '
        "verified)</span></p>"
    )
    found = one_comment(f'<b class="fn">A</b>{line}<div class="content">x</div>')
    assert (found.parent, found.answers, found.text) == ("", "Ivo", "x")


def test_of_a_page_among_several_the_id_is_kept():
    line = '<p class="parent">In reply to <a href="/comment/9#comment-9">Old</a> by Ivo</p>'
    found = one_comment(
        f'<a href="?page=1">2</a><b class="fn">A</b>{line}<div class="content">x</div>'
    )
    assert (found.parent, found.answers) == ("9", "")


def test_pages_of_one_discussion_are_one_source():
    spaces = set()
    for address in ("", "?page=1", "?page=2#comment-4", "comment-page-3/"):
        html = (
            f'<link rel=canonical href="https://p.example/a/{address}">{THEMES["bare"](talk(0, 2))}'
        )
        spaces.add(read(html)[0].namespace)  # type: ignore[union-attr]
    assert spaces == {"page:p.example/a"}


def test_linked_data_alone_is_enough():
    html = """<title>T</title><script type="application/ld+json">
    {"@type":"Article","headline":"H","comment":[
    {"@type":"Comment","@id":"#comment-1","text":"One < two",
     "author":{"@type":"Person","name":"A &amp; B"},
     "datePublished":"2016-02-04T12:10:00Z",
     "comment":[{"@type":"Comment","text":"<p>In</p>","author":"C"}]},
    {"@type":"Comment","@id":"#comment-3","text":"Up","parentItem":{"@id":"#comment-1"}}]}</script>"""
    first, second, third = comments(read(html))
    assert (first.source, first.name, first.format.value) == ("1", "A & B", "text")
    assert first.created == datetime(2016, 2, 4, 12, 10, tzinfo=UTC)
    assert (second.parent, second.format.value, third.parent) == ("1", "html", "1")


def test_what_has_no_id_gets_the_same_one_again():
    html = "<title>T</title>" + "".join(
        f'<div class="comment"><b class="fn">{name}</b><p class="text">Yes</p></div>'
        for name in "ABA"
    )
    first, again = comments(read(html)), comments(read(html + "<p>more</p>"))
    assert [one.source for one in first] == [one.source for one in again]
    assert len({one.source for one in first}) == 3


def test_an_empty_comment_is_refused_not_lost():
    html = (
        '<title>T</title><div class="comment" id="comment-1"><b class="fn">A</b><div '
        'class="content"></div></div>'
    )
    refused = read(html)[-1]
    assert (refused.source, refused.reason) == ("1", "text_empty")  # type: ignore[union-attr]


def test_a_page_without_comments_says_so():
    with pytest.raises(Refusal) as caught:
        read("<html><title>News</title><h1>News</h1><p>Text on comments.</p></html>")
    assert caught.value.code == "import_unreadable"
    assert "No comments were recognised" in str(caught.value.data["why"])


def test_guests_and_members_of_one_name_stay_apart():
    known = [
        replace(one, name="Ann", account=i % 2 == 0, website="") for i, one in enumerate(talk(3))
    ]
    found = comments(read(THEMES["bartik"](known)))
    assert [one.account for one in found] == [one.account for one in known]


def test_a_list_of_definitions_names_the_writer_in_its_terms():
    one = (
        "<dt class='comment-author' id='c{key}'><a name='c{key}'></a>{name} said...</dt>"
        "<dd class='comment-body'><p>{text}</p></dd><dd class='comment-footer'>"
        "<span class='comment-timestamp'><a href='#c{key}'>2:15 PM, May 02, 2008</a></span></dd>"
    )
    talk = one.format(key=11, name="<a href='/p'>Big Al</a>", text="I was there.")
    talk += one.format(key=12, name="Anonymous", text="lol")
    html = f"<html><body><h3>The fire</h3><p>It burned.</p><dl id='comments-block'>{talk}</dl>"
    first, second = comments(read(html))
    assert (first.source, first.name, first.text) == ("11", "Big Al", "<p>I was there.</p>")
    assert (second.source, second.name, second.text) == ("12", "Anonymous", "<p>lol</p>")
    assert first.created == datetime(2008, 5, 2, 14, 15, tzinfo=ZONE)
