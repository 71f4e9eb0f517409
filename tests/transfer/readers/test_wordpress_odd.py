"""Odd relatives of an export, and what single fields become."""

from datetime import UTC, datetime

import pytest

from colonnade.transfer.records import (
    Kind,
    SourceArticle,
    SourceAttachment,
    SourceAuthor,
    SourceComment,
    SourceRefused,
    SourceSite,
    SourceTerm,
    State,
)
from tests.transfer.readers.wordpress_reading import (
    EXPORT,
    HEAD,
    comment,
    item,
    of,
    only_article,
    only_comment,
    read_all,
    refused,
    wxr,
)

OTHER_PREFIX = HEAD.replace("xmlns:wp=", "xmlns:ns0=")


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("/1.2/", "/1.0/"),
        HEAD.replace("/1.2/", "/9.9/").replace("http://word", "https://word"),
        HEAD.replace(f' xmlns:wp="{EXPORT}"', ""),
        "\ufeff" + HEAD,
        HEAD.removeprefix('<?xml version="1.0" encoding="UTF-8" ?>\n'),
        HEAD.replace('encoding="UTF-8"', 'encoding="utf8"'),
        HEAD.replace("<rss", "<!DOCTYPE rss>\n<rss"),
        HEAD.replace(f' xmlns:wp="{EXPORT}"', "").replace(
            "<channel>", f'<channel xmlns:wp="{EXPORT}">'
        ),
        HEAD.replace("?>\n", "?>\n<!-- generator -->\n<?style x?>\n"),
    ],
    ids=range(9),
)
def test_heads_of_all_versions_are_read(tmp_path, head):
    yielded = read_all(tmp_path, head + item(comment()) + "</channel></rss>")
    assert [type(one) for one in yielded] == [SourceSite, SourceArticle, SourceComment]


def test_the_namespace_counts_not_the_prefix(tmp_path):
    text = wxr(item(comment())).replace("wp:", "ns0:").replace("xmlns:wp", "xmlns:ns0")
    assert len(of(SourceComment, read_all(tmp_path, text))) == 1
    foreign = wxr(item("<dc:creator>ada</dc:creator>")).replace("purl.org/dc/elements", "elsewhere")
    assert of(SourceArticle, read_all(tmp_path, foreign))[0].authors == ()


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("iso-8859-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
        ("cp1251", "windows-1251"),
        ("gbk", "GBK"),
        ("euc-jp", "EUC-JP"),
        ("utf-16", "UTF-16"),
        ("ascii", "us-ascii"),
    ],
)
def test_old_encodings_are_read(tmp_path, encoding, declared):
    word = {"cp1251": "Привет", "gbk": "你好", "euc-jp": "日本", "ascii": "Hi"}.get(
        encoding, "Größe"
    )
    text = wxr(item(comment(content=word * 40000))).replace("UTF-8", declared)
    [found] = of(SourceComment, read_all(tmp_path, text.encode(encoding)))
    assert (found.text, found.line) == (word * 40000, 4)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"),
        ("<![CDATA[]]]]><![CDATA[>]]>", "]]>"),
        ("<![CDATA[ends ]] >]]>", "ends ]] >"),
        ("a &lt;b&gt; &amp;amp; &#233;&#x1F600;", "a <b> &amp; é😀"),
        ("a<![CDATA[<b>]]>c<!-- no -->d", "a<b>cd"),
        ("<![CDATA[one\r\ntwo\n\nthree]]>", "one\ntwo\n\nthree"),
        ("<![CDATA[&nbsp;&hellip;]]>", "&nbsp;&hellip;"),
        ("  kept \n", "  kept \n"),
    ],
)
def test_texts_are_as_the_container_holds_them(tmp_path, inside, text):
    assert only_comment(tmp_path, content=inside).text == text
    article = only_article(tmp_path, f"<content:encoded>{inside}</content:encoded>")
    assert article.html == text


@pytest.mark.parametrize(
    ("approved", "state"),
    [
        ("1", State.PUBLIC),
        ("approve", State.PUBLIC),
        ("0", State.WAITING),
        ("hold", State.WAITING),
        ("spam", State.SPAM),
        ("trash", State.TRASH),
        ("post-trashed", State.TRASH),
        ("", State.UNKNOWN),
        ("perhaps", State.UNKNOWN),
    ],
)
def test_states_of_comments(tmp_path, approved, state):
    assert only_comment(tmp_path, approved=approved).state is state


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ("<wp:status>publish</wp:status>", State.PUBLIC),
        ("<wp:status><![CDATA[publish]]></wp:status>", State.PUBLIC),
        ("<wp:status>future</wp:status>", State.WAITING),
        ("<wp:status>pending</wp:status>", State.WAITING),
        ("<wp:status>draft</wp:status>", State.DRAFT),
        ("<wp:status>private</wp:status>", State.DRAFT),
        ("<wp:status>trash</wp:status>", State.TRASH),
        ("<wp:status>inherit</wp:status>", State.UNKNOWN),
        ("<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>", State.DRAFT),
        ("", State.UNKNOWN),
        ("<link>https://old.example.org/a</link>", State.PUBLIC),
    ],
)
def test_states_of_articles(tmp_path, parts, state):
    assert only_article(tmp_path, parts).state is state


NEVER = "0000-00-00 00:00:00"


@pytest.mark.parametrize(
    ("gmt", "local", "expected"),
    [
        ("2020-07-01 10:00:00", "2020-07-01 15:30:00", datetime(2020, 7, 1, 10, tzinfo=UTC)),
        (NEVER, "2020-07-01 12:00:00", datetime(2020, 7, 1, 10, tzinfo=UTC)),
        ("", "2020-01-01 12:00:00", datetime(2020, 1, 1, 11, tzinfo=UTC)),
        (NEVER, NEVER, None),
        ("", "", None),
        ("yesterday", "2020-13-45 99:00:00", None),
        ("-0001-11-30 00:00:00", NEVER, None),
        ("9999-12-31 23:59:59", "", None),
    ],
)
def test_moments_know_their_zone_or_are_not_known(tmp_path, gmt, local, expected):
    assert only_comment(tmp_path, date_gmt=gmt, date=local).created == expected
    dates = f"<wp:post_date>{local}</wp:post_date><wp:post_date_gmt>{gmt}</wp:post_date_gmt>"
    assert only_article(tmp_path, dates).published == expected


def test_the_feed_date_counts_where_there_is_no_other(tmp_path):
    date = "<pubDate>Tue, 14 Jan 2014 17:31:03 +0100</pubDate>"
    expected = datetime(2014, 1, 14, 16, 31, 3, tzinfo=UTC)
    assert only_article(tmp_path, date).published == expected
    for wrong in ("Mon, 30 Nov -0001 00:00:00 +0000", "soon", "Tue, 99 Jan 2014 17:31:03 +0000"):
        assert only_article(tmp_path, f"<pubDate>{wrong}</pubDate>").published is None


def test_fields_of_a_comment(tmp_path):
    found = only_comment(
        tmp_path,
        author="<![CDATA[O&#039;Neill &amp; Co]]>",
        author_email=" a@b.example\n",
        author_url="http://",
        author_IP="192.0.2.7",
        type="pingback",
        user_id="3",
        parent="007",
    )
    assert (found.name, found.email, found.website) == ("O'Neill & Co", "a@b.example", "")
    assert (found.ping, found.account, found.parent) == (True, True, "7")
    assert "192.0.2.7" not in repr(found)


def test_order_does_not_matter(tmp_path):
    parts = f"<item>{comment()}<wp:post_type>page</wp:post_type><title>Late</title>"
    yielded = read_all(tmp_path, wxr(parts, "<wp:post_id>9</wp:post_id></item>"))
    [page], [found] = of(SourceArticle, yielded), of(SourceComment, yielded)
    assert (page.kind, page.title, page.source, found.subject) == (Kind.PAGE, "Late", "9", "9")
    assert yielded.index(page) < yielded.index(found)


def test_a_comment_outside_of_items_says_where_it_belongs_or_is_refused(tmp_path):
    lost = comment(id="5"), comment(id="6", post_ID="7")
    yielded = read_all(tmp_path, wxr(*lost, item()))
    assert [one.subject for one in of(SourceComment, yielded)] == ["7"]
    [gone] = of(SourceRefused, yielded)
    assert (gone.kind, gone.source, gone.reason) == (Kind.COMMENT, "5", "subject_missing")


def test_records_that_are_not_kept_have_a_line_each(tmp_path):
    menu = item("<wp:post_type>nav_menu_item</wp:post_type>", comment(), comment(id="2"))
    assert refused(tmp_path, wxr(menu)) == [
        ("other", "kind_not_kept", "nav_menu_item"),
        ("comment", "subject_refused", "nav_menu_item"),
        ("comment", "subject_refused", "nav_menu_item"),
    ]
    types = comment(id="1", type="order_note"), comment(id="2", content=" \n")
    assert refused(tmp_path, wxr(item(*types))) == [
        ("comment", "kind_not_kept", "order_note"),
        ("comment", "text_empty", ""),
    ]
    assert refused(tmp_path, wxr("<item/>", "<item> </item>", "<wp:author/>", "<wp:tag/>")) == [
        ("article", "record_empty", ""),
        ("article", "record_empty", ""),
        ("author", "name_missing", "author_login"),
        ("tag", "name_missing", "tag"),
    ]
    nested = comment(content="a <b>bold</b> word")
    assert refused(tmp_path, wxr(item(nested))) == [("comment", "markup_in_text", "content")]
    picture = "<wp:post_type>attachment</wp:post_type>"
    assert refused(tmp_path, wxr(item(picture, comment()))) == [
        ("attachment", "address_missing", ""),
        ("comment", "subject_refused", "address_missing"),
    ]


def test_what_plugins_add_is_passed_over(tmp_path):
    extra = (
        "<wp:postmeta><wp:meta_key>title</wp:meta_key><title>no</title></wp:postmeta>"
        "<jetpack:x><item><title>no</title></item><wp:comment><wp:comment_id>1</wp:comment_id>"
        "</wp:comment></jetpack:x><media:group url='no'/>"
    )
    meta = "<wp:commentmeta><wp:meta_key>a</wp:meta_key></wp:commentmeta>"
    image = "<image><url>u</url><title>no</title><link>https://no.example</link></image>"
    said = comment().replace("</wp:comment>", f"{meta}</wp:comment>")
    yielded = read_all(tmp_path, wxr(image, item(extra, said)))
    site, article, found = yielded
    assert isinstance(site, SourceSite)
    assert (site.title, site.namespace) == ("Old", "wordpress:old.example.org/blog")
    assert isinstance(article, SourceArticle)
    assert article.title == "T"
    assert isinstance(found, SourceComment)


@pytest.mark.parametrize("number", ["", "none", "1" * 5000, "ß" * 300, "-4"])
def test_a_comment_without_a_number_has_a_stable_id(tmp_path, number):
    twice = [only_comment(tmp_path, id=number, author="Ada") for _ in range(2)]
    assert twice[0] == twice[1]
    assert 0 < len(twice[0].source) <= 64
    if number:
        answer = comment(id="2", parent=number)
        yielded = read_all(tmp_path, wxr(item(comment(id=number), answer)))
        assert of(SourceComment, yielded)[1].parent == twice[0].source


def test_numbers_given_anew_in_each_article_stay_apart(tmp_path):
    first = item(comment(id="1"), comment(id="2", parent="1"), number="7")
    second = item(comment(id="2", parent="1"), comment(id="1"), number="8")
    ids = [
        (one.source, one.parent)
        for one in of(SourceComment, read_all(tmp_path, wxr(first, second)))
    ]
    assert ids == [("1", ""), ("2", "1"), ("2@8", "1@8"), ("1@8", "")]
    # The same article twice has the same comments twice.
    again = of(SourceComment, read_all(tmp_path, wxr(first, first)))
    assert [one.source for one in again] == ["1", "2", "1", "2"]


def test_items_without_a_number_are_known_by_their_address(tmp_path):
    def source(*parts: str) -> str:
        text = wxr(item(*parts)).replace("<wp:post_id>7</wp:post_id>", "")
        return of(SourceArticle, read_all(tmp_path, text))[0].source

    assert source("<link>https://old.example.org/?p=12</link>") == "12"
    assert source("<guid>https://old.example.org/?page_id=0013&amp;x=1</guid>") == "13"
    by_link = source("<link>https://old.example.org/a/</link>")
    assert by_link == source("<link>https://old.example.org/a/</link><wp:status>draft</wp:status>")
    assert by_link != source("<link>https://old.example.org/b/</link>")


def test_addresses(tmp_path):
    link, guid = "<link>https://old.example.org/blog/a/</link>", "<guid>tag:old,2004:7</guid>"
    assert only_article(tmp_path, link, guid).addresses == (
        "https://old.example.org/blog/a/",
        "https://old.example.org/blog/?p=7",
    )
    page = "<wp:post_type>page</wp:post_type>"
    assert only_article(tmp_path, page, "<link>javascript:alert(1)</link>").addresses == (
        "https://old.example.org/blog/?p=7",
        "https://old.example.org/blog/?page_id=7",
    )


def test_slugs_and_terms(tmp_path):
    parts = (
        "<wp:post_name>%d0%bc%d0%b8%d1%80-%d0%bc%d0</wp:post_name>",
        '<category domain="category" nicename="%e6%b5%b7"><![CDATA[海]]></category>',
        "<category><![CDATA[海]]></category>",
        "<category>No Slug</category>",
        '<category domain="tag"><![CDATA[red]]></category>',
        '<category domain="tag" nicename="red"><![CDATA[red]]></category>',
        '<category domain="post_tag" nicename="blue">Blue</category>',
        '<category domain="post_format" nicename="x">x</category>',
    )
    article = only_article(tmp_path, *parts)
    assert article.slug == "мир-м"
    assert (article.categories, article.tags) == (("海", "no-slug"), ("red", "blue"))
    category = (
        "<wp:category><wp:category_nicename>%e6%b5%b7</wp:category_nicename>"
        "<wp:cat_name><![CDATA[R&amp;D]]></wp:cat_name></wp:category>"
    )
    [term] = of(SourceTerm, read_all(tmp_path, wxr(category)))
    assert (term.source, term.slug, term.name) == ("海", "海", "R&D")


def test_titles_are_words(tmp_path):
    def title(text: str) -> str:
        content = wxr("<item><wp:post_id>7</wp:post_id><title>", f"{text}</title></item>")
        return of(SourceArticle, read_all(tmp_path, content))[0].title

    assert title("<![CDATA[A <em>new</em> R&amp;D &#8211; 1 < 2]]>") == "A new R&D – 1 < 2"
    assert title("&lt;script&gt;alert(1)&lt;/script&gt;") == "<script>alert(1)</script>"


def test_authors_are_known_by_their_login(tmp_path):
    author = (
        "<wp:author><wp:author_id>4</wp:author_id><wp:author_login>\nada \n</wp:author_login>"
        "<wp:author_display_name><![CDATA[Ada &amp; Co]]></wp:author_display_name></wp:author>"
    )
    [found] = of(SourceAuthor, read_all(tmp_path, wxr(author)))
    assert (found.source, found.login, found.name, found.line) == ("ada", "ada", "Ada & Co", 4)


def test_an_attachment_keeps_its_address(tmp_path):
    parts = (
        "<wp:post_type>attachment</wp:post_type><wp:post_parent>3</wp:post_parent>",
        "<guid>https://old.example.org/a.jpg</guid>",
        comment(),
    )
    yielded = read_all(tmp_path, wxr(item(*parts)))
    [found] = of(SourceAttachment, yielded)
    assert (found.url, found.article) == ("https://old.example.org/a.jpg", "3")
    assert [one.reason for one in of(SourceRefused, yielded)] == ["subject_refused"]


def test_ten_thousand_answers_deep_is_read(tmp_path):
    chain = "".join(comment(id=str(n), parent=str(n - 1)) for n in range(1, 10_001))
    found = of(SourceComment, read_all(tmp_path, wxr(item(chain))))
    assert (len(found), found[-1].parent) == (10_000, "9999")


def test_comments_beyond_memory_come_back_from_disk_the_same(tmp_path):
    big = "ä😀" * 300_000
    parts = [comment(id=str(n), content=f"{big}{n}", author="Ada") for n in range(1, 12)]
    other = item(comment(id="3"), number="8")
    found = of(SourceComment, read_all(tmp_path, wxr(item(*parts), other)))
    assert [one.source for one in found] == [*map(str, range(1, 12)), "3@8"]
    assert [one.text for one in found[:11]] == [f"{big}{n}" for n in range(1, 12)]
    assert {one.name for one in found[:11]} == {"Ada"}
